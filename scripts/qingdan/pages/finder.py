"""The page of a list that leads from a resident's question to the entry that answers it: its name, and what to know at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.linked import Entry
from qingdan.model import Finder, Package, Text
from qingdan.pages.entry import Fact, bodies_shown
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import named, refer
from qingdan.pages.told import said


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry with what is told of it."""

    entry: Entry
    name: str
    told: tuple[Fact, ...]
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """The entries with one code: what it is called, what it means, and how many counted entries have it."""

    code: str
    heading: Text
    meaning: str
    count: int
    answers: tuple[Answer, ...]


def finder_pages(publication: Publication, package: Package, limit: Limit = LINES) -> Iterator[Page]:
    """The page in Chinese and in English, and in parts where it is long; none where the list asks for none."""
    finder, linked = package.finder, publication.linked
    if finder is None:
        return
    gathered = {code: [one for one in linked.of(package) if one.row[finder.by] == code] for code in _codes(publication, package)}
    entries = [entry for found in gathered.values() for entry in found]
    division = divide((entry.id for entry in entries), limit)
    spread = [{entry.id for entry in found} for found in division.spread(entries, lambda entry: entry.id)]
    counts = {code: sum(not linked.is_sample(entry.id) for entry in found) for code, found in gathered.items()}

    def own(number: int) -> dict[str, object]:
        groups = (
            Answers(code, *_explained(publication, package, code), counts[code], tuple(_answers(publication, finder, here)))
            for code, found in gathered.items()
            if (here := [entry for entry in found if entry.id in spread[number]])
        )
        return {"groups": tuple(groups)}

    path = f"{package.name}/{finder.name}/"
    shared: dict[str, object] = {"package": package}
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        title, about = finder.title.in_language(language), finder.about.in_language(language)
        yield from in_parts(Page(root + path, "finder.html", language, title, about, shared, other + path), division, own)


def _codes(publication: Publication, package: Package) -> tuple[str, ...]:
    """The codes by which the page is divided: those that it names, else all of the code table that are in use."""
    finder, linked = package.finder, publication.linked
    field = package.main.field_named(finder.by) if finder and package.main else None
    register = linked.catalogue.register(field.references) if field else None
    used = {entry.row[field.name] for entry in linked.of(package)} if field else set()
    named_here = finder.codes if finder else ()
    return tuple(code for code in named_here or (row["code"] for row in (register.rows if register else ())) if code in used)


def _explained(publication: Publication, package: Package, code: str) -> tuple[Text, str]:
    field = package.main.field_named(package.finder.by) if package.finder and package.main else None
    row = publication.linked.look_up(field.references, code) if field else None
    return named(row), row["meaning"] if row else ""


def _answers(publication: Publication, finder: Finder, entries: list[Entry]) -> Iterator[Answer]:
    for entry in entries:
        told = tuple(fact for name in finder.tells for fact in _told(publication, entry, name))
        yield Answer(entry, publication.linked.name_of(entry), told, publication.linked.is_sample(entry.id))


def _told(publication: Publication, entry: Entry, name: str) -> Iterator[Fact]:
    """What stands in a column of an entry, or in one of its child tables."""
    linked = publication.linked
    if name == "bodies":
        yield from bodies_shown(linked, entry, first=True)
    elif name == "scopes":
        scopes = dict.fromkeys(row["scope"] for row in linked.child_rows(entry.id, "scopes"))
        if scopes:
            yield Fact(publication.words["scopes"], tuple(refer(linked, "scope", scope) for scope in scopes))
    elif cell := entry.row[name]:
        field = entry.table.field_named(name)
        if field:
            yield Fact(field.title, (said(publication, field, cell),))
