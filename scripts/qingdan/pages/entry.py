"""The page of an entry: first what a resident needs (who, what, where), then what a professional needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from qingdan.check.explained import Explained
from qingdan.history.revisions import WITHDRAWN
from qingdan.linked import Entry, Linked
from qingdan.model import NORMS, Row, Text
from qingdan.pages.history import entry_history, successors
from qingdan.pages.procedure import chart, limit, marked, materials_shown, steps_shown
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, named, refer, refer_to_concerned, refer_to_entry, refer_to_version
from qingdan.pages.told import details_shown, measures_shown, said
from qingdan.problem import Finding

MANY = 50
"""Bodies that an entry's own page names; where more exercise it, all of them stand on a page of their own."""


WORDS = 3
"""Words of residents for an entry that its own page gives; the page of the list of words has them all."""


class Fact(NamedTuple):
    """A labelled value of an entry, or several where several rows say it; never none."""

    label: Text
    values: tuple[Shown, ...]


class Cited(NamedTuple):
    """An article that an entry rests on, and what it is for."""

    article: str
    part: Shown
    note: str


class Basis(NamedTuple):
    """A version of a law with what is known of its text, and the articles of it that an entry rests on."""

    law: Shown
    standing: Shown
    concern: str
    reason: str
    checked_on: str
    is_old: bool
    articles: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class FindingShown:
    """Something found of an entry, how it is explained, and what it speaks of.

    `is_registered` says whether the norm has a page of its own, to which a sample leads: the page of findings leaves it out.
    """

    finding: Finding
    norm: Explained
    concerned: tuple[Shown, ...]
    is_registered: bool


def entry_page(publication: Publication, entry: Entry) -> Page:
    """The one page of an entry, its labels in both languages."""
    linked = publication.linked
    steps, words = tuple(steps_shown(linked, entry)), linked.words_for(entry.id)
    values: dict[str, object] = {
        "entry": entry,
        "status": refer(linked, "status", entry.row["status"]),
        "is_in_force": entry.row["status"] == "in_force",
        "is_sample": linked.is_sample(entry.id),
        "kinds": tuple(_kinds(publication, entry)),
        "who": tuple(bodies_shown(linked, entry, first=True)),
        "first": tuple(facts_shown(publication, entry, "resident")),
        "limits": tuple(_limits(linked, entry.row)),
        "chart": chart(publication, entry, steps),
        "steps": steps,
        "materials": tuple(materials_shown(linked, entry)),
        "details": tuple(details_shown(publication, entry)),
        "measures": tuple(measures_shown(publication, entry)),
        "related": tuple(_related(linked, entry)),
        "called": words[:WORDS],
        "called_left": len(words[WORDS:]),
        "others": tuple(bodies_shown(linked, entry, first=False)),
        "facts": tuple(facts_shown(publication, entry, "professional")),
        "bases": tuple(_bases(publication, entry)),
        "scopes": tuple(_scopes(linked, entry)),
        "history": entry_history(publication, entry),
        "successors": successors(publication, entry),
        "is_withdrawn": entry.row["status"] == WITHDRAWN,
        "findings": tuple(findings_shown(publication, entry)),
        "implementations": () if is_widespread(linked, entry) else tuple(_implementations(publication, entry)),
        "exercised_by": len(linked.child_rows(entry.id, "implementations")) if is_widespread(linked, entry) else 0,
    }
    title = marked(publication, entry, entry.row["name"])
    return Page(entry.address, "entry.html", "both", title, marked(publication, entry, entry.row["summary"]), values)


def implementation_page(publication: Publication, entry: Entry) -> Page:
    """The page of one body's exercise of a matter: what holds here."""
    linked = publication.linked
    matter, body = linked.entries[entry.row["entry"]], refer(linked, "organisations", entry.row["body"])
    called = linked.name_of(entry)
    title = marked(publication, entry, called)
    values: dict[str, object] = {
        "entry": entry,
        "called": called,
        "matter": refer_to_entry(linked, matter),
        "summary": matter.row["summary"],
        "body": body,
        "is_sample": linked.is_sample(entry.id),
        "first": tuple(facts_shown(publication, entry, "resident")),
        "limits": tuple(_limits(linked, entry.row)),
        "facts": tuple(facts_shown(publication, entry, "professional")),
        "related": tuple(_related(linked, entry)),
        "findings": tuple(findings_shown(publication, entry)),
        "history": entry_history(publication, entry),
    }
    summary = marked(publication, entry, matter.row["summary"])
    return Page(entry.address, "implementation.html", "both", title, summary, values)


def is_widespread(linked: Linked, entry: Entry) -> bool:
    """True where so many bodies exercise the matter that they have a page of their own."""
    return len(linked.child_rows(entry.id, "implementations")) > MANY


def cited(linked: Linked, basis: Row) -> Cited:
    """A row of `bases` as it is shown."""
    return Cited(basis["article"] + basis["paragraph"], refer(linked, "basis-role", basis["role"]), basis["note"])


def bodies_shown(linked: Linked, entry: Entry, first: bool) -> Iterator[Fact]:
    """The bodies by their part in the matter, parts in the order of the code table `body-role`.

    `first` asks for the parts that answer a resident's first question (column `first` of that table), else for the others.
    """
    found: dict[str, list[Shown]] = {}
    for row in linked.child_rows(entry.id, "bodies"):
        body = refer(linked, "organisations", row["body"])
        found.setdefault(row["role"], []).append(body._replace(note=row["note"]) if row["note"] else body)
    for role in _in_order(linked, "body-role", found):
        if (role["first"] == "true") is first:
            yield Fact(named(role), tuple(found[role["code"]]))


def _in_order(linked: Linked, table: str, codes: Iterable[str]) -> list[Row]:
    """The rows of a code table with these codes, in its order."""
    rows = (linked.look_up(table, code) for code in codes)
    return sorted((row for row in rows if row), key=attrgetter("line"))


def _kinds(publication: Publication, entry: Entry) -> Iterator[tuple[Shown, str]]:
    """The codes of the required facets (what kind of matter this is), with the meaning of those that stand at the head."""
    for field in entry.table.facets:
        if field.is_required and entry.row[field.name]:
            row = publication.linked.look_up(field.references, entry.row[field.name])
            meaning = row["meaning"] if row and field.shown == "head" else ""
            yield said(publication, field, entry.row[field.name]), meaning


def facts_shown(publication: Publication, entry: Entry, shown: str) -> Iterator[Fact]:
    """The cells of an entry that its descriptor shows to `shown` ("resident" or "professional"); blank ones are left out."""
    texts, places = entry.row.texts, entry.row.places
    for field in publication.fields_shown[entry.table.path, shown]:
        if cell := texts[places[field.name]]:
            yield Fact(field.title, (said(publication, field, cell),))


def _limits(linked: Linked, row: Row) -> Iterator[tuple[str, Text]]:
    for kind in ("statutory", "promised"):
        if row.get(f"{kind}_days"):
            yield kind, limit(linked, row[f"{kind}_days"], row[f"{kind}_unit"])


def _related(linked: Linked, entry: Entry) -> Iterator[Fact]:
    """The entries that this one names and those that name it, by kind of relation, from this one's point of view."""
    rows, rows_of_others = linked.child_rows(entry.id, "related"), linked.incoming.get(entry.id, ())
    if not (rows or rows_of_others):
        return
    named_here: dict[str, list[str]] = {}
    naming: dict[str, list[str]] = {}
    for row in rows:
        named_here.setdefault(row["relation"], []).append(row["other"])
    for row in rows_of_others:
        naming.setdefault(row["relation"], []).append(row["entry"])
    for relation in _in_order(linked, "relation", {**named_here, **naming}):
        forward, back = (by.get(relation["code"], []) for by in (named_here, naming))
        inverse = Text(relation["inverse"], relation["inverse_english"])
        if inverse == named(relation):
            forward, back = forward + back, []
        for label, ids in ((named(relation), forward), (inverse, back)):
            if ids:
                yield Fact(label, tuple(refer_to_entry(linked, linked.entries[other]) for other in ids))


def _bases(publication: Publication, entry: Entry) -> Iterator[Basis]:
    """The bases by version of the law, in the order in which each version first stands.

    A text checked longer ago than the catalogue allows carries a notice.
    """
    linked = publication.linked
    rows = linked.child_rows(entry.id, "bases")
    for key in dict.fromkeys(row["law_version"] for row in rows):
        version = linked.look_up("law-versions", key)
        standing = linked.look_up("law-standing", version["standing"]) if version else None
        if version and standing:
            yield Basis(
                law=refer_to_version(linked, version),
                standing=refer(linked, "law-standing", version["standing"]),
                concern=standing["concern"],
                reason=version["standing_reason"],
                checked_on=version["text_checked_on"],
                is_old=key in publication.old_texts,
                articles=tuple(cited(linked, row) for row in rows if row["law_version"] == key),
            )


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where an entry applies, and who says so."""

    scope: Shown
    row: Row
    source: Shown | None


def _scopes(linked: Linked, entry: Entry) -> Iterator[_Scope]:
    for row in linked.child_rows(entry.id, "scopes"):
        source = refer(linked, "sources", row["source"]) if row["source"] else None
        yield _Scope(refer(linked, "scope", row["scope"]), row, source)


def findings_shown(publication: Publication, entry: Entry) -> Iterator[FindingShown]:
    """What was found of an entry, a sample too."""
    for finding in publication.findings_of.get(entry.id, ()):
        norm = publication.norms[finding.key]
        is_registered = publication.linked.look_up(NORMS, finding.key) is not None
        yield FindingShown(finding, norm, refer_to_concerned(publication.linked, finding), is_registered)


class Exercised(NamedTuple):
    """A body that exercises a matter: its name with the page of what holds there, and what a resident needs to know."""

    body: Shown
    first: tuple[Fact, ...]
    is_sample: bool


def exercised(publication: Publication, entry: Entry) -> Exercised:
    """A body's exercise of a matter, as a line among others."""
    linked = publication.linked
    body = Shown(refer(linked, "organisations", entry.row["body"]).text, entry.address)
    promised = (Fact(publication.words[f"limit_{kind}"], (Shown(text),)) for kind, text in _limits(linked, entry.row))
    return Exercised(body, (*facts_shown(publication, entry, "resident"), *promised), linked.is_sample(entry.id))


def _implementations(publication: Publication, entry: Entry) -> Iterator[Exercised]:
    linked = publication.linked
    return (exercised(publication, linked.entries[row["id"]]) for row in linked.child_rows(entry.id, "implementations"))
