"""What the search finds: one document for each entry, made of the cells that the descriptors of the lists name. Pure.

An implementation is no document: whoever looks for a matter wants it once, and narrows down who exercises it by its bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.history.revisions import WITHDRAWN
from qingdan.linked import Entry, Linked
from qingdan.load.field import SEARCHED
from qingdan.model import Field, Text

TITLE, ALIAS, TEXT, CODE, BASIS, TERM = SEARCHED


@dataclass(frozen=True, slots=True)
class Said:
    """A text that a document is found by: what it is for the search, and what a word of it weighs, from 1 to 9."""

    part: str
    text: str
    weight: int


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as the search knows it.

    `bases` are the laws that it rests on, each by its key with an article or a blank; `bodies` those that are named in it or
    exercise it. `facets` are the codes by which its list is divided: the name of the code table and the code;
    `answer` is what its kind alone tells whoever asks.
    """

    id: str
    group: str
    title: str
    said: tuple[Said, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()
    bodies: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    answer: Text | None = None
    is_sample: bool = False
    is_withdrawn: bool = False

    def texts(self, *parts: str) -> Iterator[Said]:
        """What is said of it in these parts."""
        return (said for said in self.said if said.part in parts)


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Term:
    """What people say, and the entry that they mean; blank where no list holds it, and `note` says who to ask."""

    text: str
    weight: int
    entry: str
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a question may name beside a matter, a law or a body, with the names that it goes by."""

    key: str
    text: Text
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that is searched."""

    documents: tuple[Document, ...]
    terms: tuple[Term, ...] = ()
    laws: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()


def corpus(linked: Linked) -> Corpus:
    """What there is to search in a catalogue."""
    return Corpus(
        tuple(_document(linked, entry) for entry in linked.entries.values() if entry.table.role == "entries"),
        tuple(_terms(linked)),
        tuple(_laws(linked)),
        tuple(_bodies(linked)),
    )


def _document(linked: Linked, entry: Entry) -> Document:
    said = tuple(_said(linked, entry))
    return Document(
        id=entry.id,
        group=entry.package.name,
        title=linked.name_of(entry),
        said=said,
        bases=tuple(dict.fromkeys(_bases(linked, entry))),
        bodies=tuple(dict.fromkeys(_bodies_of(linked, entry))),
        facets=tuple((field.references, entry.row[field.name]) for field in entry.table.facets),
        answer=_answer(linked, entry),
        is_sample=linked.is_sample(entry.id),
        is_withdrawn=entry.row["status"] == WITHDRAWN,
    )


def _said(linked: Linked, entry: Entry) -> Iterator[Said]:
    for table in entry.package.tables:
        fields = [field for field in table.fields if field.search in (TITLE, ALIAS, TEXT, CODE)]
        for row in linked.rows_of(entry, table) if fields else ():
            for field in fields:
                for text in _texts(linked, field, row[field.name]):
                    yield Said(field.search, text, field.weight)


def _texts(linked: Linked, field: Field, cell: str) -> Iterator[str]:
    """What a cell says; where it refers to a row of a register, the names of that."""
    row = linked.look_up(field.references, cell) if field.references else None
    texts = (row.get("name"), row.get("english")) if row else (cell,)
    return (text for text in texts if text)


def _bases(linked: Linked, entry: Entry) -> Iterator[tuple[str, str]]:
    for table in entry.package.tables:
        for field in table.fields:
            if field.search == BASIS:
                for row in linked.rows_of(entry, table):
                    version = linked.look_up("law-versions", row[field.name])
                    if version:
                        yield version["law"], row.get("article")


def _bodies_of(linked: Linked, entry: Entry) -> Iterator[str]:
    """The bodies that an entry names, and those that exercise it."""
    for role in ("bodies", "implementations"):
        yield from (row["body"] for row in linked.child_rows(entry.id, role))


def _answer(linked: Linked, entry: Entry) -> Text | None:
    """What its kind alone answers: the meaning of the first code that every entry of its list has to have."""
    for field in entry.table.facets:
        row = linked.look_up(field.references, entry.row[field.name]) if field.is_required else None
        if row and row.get("meaning"):
            return Text(row["meaning"], "")
    return None


def _terms(linked: Linked) -> Iterator[Term]:
    """What people say, in every table of terms."""
    for package in linked.catalogue.lists:
        for field in package.terms.fields if package.terms else ():
            for row in package.terms.rows if package.terms and field.search == TERM else ():
                yield Term(row[field.name], field.weight, row["leads_to"], Text(row["note"], row["note_en"]))


def _laws(linked: Linked) -> Iterator[Named]:
    """The laws, by their short names, their titles and the numbers of the documents that promulgated them."""
    laws, versions = linked.catalogue.register("laws"), linked.catalogue.register("law-versions")
    numbers: dict[str, list[str]] = {}
    for row in versions.rows if versions else ():
        numbers.setdefault(row["law"], []).append(row["document_number"])
    for row in laws.rows if laws else ():
        names = (row["name"], row["title"], *numbers.get(row["id"], ()))
        yield Named(row["id"], Text(row["name"], row["english"]), tuple(dict.fromkeys(filter(None, names))))


def _bodies(linked: Linked) -> Iterator[Named]:
    bodies = linked.catalogue.register("organisations")
    for row in bodies.rows if bodies else ():
        yield Named(row["id"], Text(row["name"], row["english"]), (row["name"],))
