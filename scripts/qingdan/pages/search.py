"""The page of the search: where results are shown, and, for whoever has no script, an index of all entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from qingdan.linked import Entry, Linked
from qingdan.model import Text
from qingdan.pages.general import in_language
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Chapter, Page, Publication, chapter
from qingdan.pages.refer import Shown, named, refer, refer_to_entry
from qingdan.search.pinyin import syllables
from qingdan.section import REGISTER, SHAPE, Thing

OTHER = "other"
"""Where names stand that do not begin with a Chinese character or a letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the index, with the name of its list."""

    entry: Shown
    id: str
    package: Text


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries whose names begin with a letter, as far as they stand on this page; `count` is all of them."""

    initial: str
    address: str
    count: int
    lines: tuple[Line, ...]


def search_chapter(publication: Publication, limit: Limit = LINES) -> Chapter:
    """The page of the search in both languages; where the lists are long, with a page for each initial."""
    return chapter(lambda: _pages(publication, limit), "search/", "en/search/", about=_shown(publication.linked))


def _shown(linked: Linked) -> Iterator[Thing]:
    """What entries are called, how lists are divided, and the codes and bodies that they name."""
    yield from ((SHAPE, package.name) for package in linked.catalogue.lists)
    yield from ((REGISTER, table.name) for table in linked.catalogue.registers.tables)


def _pages(publication: Publication, limit: Limit) -> Iterator[Page]:
    found = _by_initial(publication)
    is_short = sum(map(len, found.values())) <= limit.whole
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        path = f"{root}search/"
        letters = [
            Letter(initial, "" if is_short else f"search/by/{initial}/", len(lines), lines if is_short else ())
            for initial, lines in found.items()
        ]
        values: dict[str, object] = {
            "letters": letters,
            "ways": [
                (text, in_language(publication, to, root)) for of, text, to in publication.settings.ways_in if of == "resident"
            ],
            "subjects": list(_subjects(publication)),
            "bodies": list(_bodies(publication)),
        }
        title, about = (publication.words[key].in_language(language) for key in ("search_title", "index_about"))
        yield Page(path, "search.html", language, title, about, values, f"{other}search/")
        for initial, lines in {} if is_short else found.items():
            yield from _letter_pages(publication, limit, language, initial, lines)


def _letter_pages(publication: Publication, limit: Limit, language: str, initial: str, lines: tuple[Line, ...]) -> Iterator[Page]:
    """The entries of an initial, in parts where they are many."""
    root, other = ("en/", "") if language == "en" else ("", "en/")
    title = f"{publication.words['index_by_initial'].in_language(language)} · {initial.upper()}"
    path = f"search/by/{initial}/"
    page = Page(root + path, "search_letter.html", language, title, title, {}, other + path)
    division = divide((line.id for line in lines), limit)
    spread = division.spread(lines, lambda line: line.id)
    yield from in_parts(page, division, lambda number: {"lines": spread[number]})


def _by_initial(publication: Publication) -> Mapping[str, tuple[Line, ...]]:
    """The entries by the initial of their names as they are read aloud, in the order of the pinyin."""
    linked = publication.linked
    entries = [entry for entry in linked.entries.values() if entry.table.role == "entries"]
    read = sorted((_reading(linked.name_of(entry)), number) for number, entry in enumerate(entries))
    return {
        initial: tuple(_line(publication, entries[number]) for _, number in some)
        for initial, some in groupby(read, key=lambda one: one[0][0][0] if one[0][0] else OTHER)
    }


def _reading(name: str) -> tuple[str, ...]:
    first = name[:1].lower()
    return (first,) if first.isascii() and first.isalpha() else syllables(name) or ("",)


def _line(publication: Publication, entry: Entry) -> Line:
    return Line(refer_to_entry(publication.linked, entry), entry.id, entry.package.title)


def _subjects(publication: Publication) -> Iterator[tuple[Text, list[Shown]]]:
    """The codes by which lists are divided, each once."""
    linked = publication.linked
    mains = (package.main for package in linked.catalogue.lists if package.main)
    fields = {field.references: field for table in mains for field in table.facets}
    for name, field in fields.items():
        table = linked.catalogue.register(name)
        if table:
            yield field.title, [refer(linked, name, row["code"]) for row in table.rows if linked.referring(name, row["code"])]


def _bodies(publication: Publication) -> Iterator[tuple[Text, list[Shown]]]:
    """The bodies that entries name, by kind."""
    linked = publication.linked
    table, kinds = linked.catalogue.register("organisations"), linked.catalogue.register("organisation-kind")
    for kind in kinds.rows if kinds else ():
        found = [
            refer(linked, "organisations", row["id"])
            for row in (table.rows if table else ())
            if row["kind"] == kind["code"] and linked.referring("organisations", row["id"])
        ]
        if found:
            yield named(kind), found
