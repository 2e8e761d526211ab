"""The page of a list that leads from a resident's question to the entry that answers it: its name, and what to know at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.linked import Entry, Linked
from qingdan.model import Field, Finder, Package, Text
from qingdan.pages.entry import Fact, bodies_shown
from qingdan.pages.listing import Line, by_code, line
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import named, refer
from qingdan.pages.told import said


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry as a line of its list, with what is told of it."""

    line: Line
    told: tuple[Fact, ...]


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
    field = package.main.field_named(finder.by) if finder and package.main else None
    if finder is None or field is None:
        return
    gathered = dict(by_code(field, finder.codes or _codes(publication, field), linked.of(package)))
    entries = [entry for found in gathered.values() for entry in found]
    division = divide((entry.id for entry in entries), limit)
    spread = [{entry.id for entry in found} for found in division.spread(entries, lambda entry: entry.id)]

    def own(number: int) -> dict[str, object]:
        here = {code: [entry for entry in found if entry.id in spread[number]] for code, found in gathered.items()}
        answers = {code: tuple(_answer(publication, finder, entry) for entry in shown) for code, shown in here.items() if shown}
        return {"groups": tuple(_group(linked, field, code, gathered[code], found) for code, found in answers.items())}

    path = f"{package.name}/{finder.name}/"
    shared: dict[str, object] = {"package": package}
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        title, about = finder.title.in_language(language), finder.about.in_language(language)
        yield from in_parts(Page(root + path, "finder.html", language, title, about, shared, other + path), division, own)


def _codes(publication: Publication, field: Field) -> tuple[str, ...]:
    """All codes of the table to which a column refers, in its order."""
    register = publication.linked.catalogue.register(field.references)
    return tuple(row["code"] for row in register.rows) if register else ()


def _group(linked: Linked, field: Field, code: str, every: list[Entry], answers: tuple[Answer, ...]) -> Answers:
    """The entries with a code that stand on a part of the page, and how many of `every` one with it are counted."""
    row = linked.look_up(field.references, code)
    count = sum(not linked.is_sample(entry.id) for entry in every)
    return Answers(code, named(row), row["meaning"] if row else "", count, answers)


def _answer(publication: Publication, finder: Finder, entry: Entry) -> Answer:
    told = (fact for name in finder.tells for fact in _told(publication, entry, name))
    return Answer(line(publication.linked, entry), tuple(told))


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
