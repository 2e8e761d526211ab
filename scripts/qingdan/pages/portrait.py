"""A body as a whole: the entries that tell of it, shown with all that they hold, and what it exercises by matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qingdan.linked import Entry, Linked
from qingdan.model import Package, Text
from qingdan.pages.entry import Fact, FindingShown, findings_shown
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, named, refer, refer_to_entry
from qingdan.pages.told import DetailsShown, FlowShown, MeasureShown, details_shown, flow_shown, measures_shown, said

MOST = 30
"""Entries of one list that a body's page tells of whole; where there are more they stand there by their names alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a body's page tells of it."""

    entry: Entry
    called: Shown
    facts: tuple[Fact, ...]
    details: tuple[DetailsShown, ...]
    measures: tuple[MeasureShown, ...]
    findings: tuple[FindingShown, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What one list tells of a body."""

    package: Package
    flows: tuple[FlowShown, ...]
    told: tuple[Told, ...]


def portraits_of(publication: Publication, body: str, parts: Mapping[str, Sequence[Entry]]) -> Iterator[Portrait]:
    """The lists that portray bodies in a part that this one has; `parts` are the entries by the part that it has in them."""
    linked = publication.linked
    is_sample = any(row["sample"] == "true" for row in [linked.look_up("organisations", body)] if row)
    for package in linked.catalogue.lists:
        found = [
            entry
            for part in package.portrays
            for entry in parts.get(part, ())
            if entry.package is package and linked.is_sample(entry.id) is is_sample
        ]
        if found and len(found) <= MOST and package.main:
            moves = flow_shown(publication, package.main, found, is_sample=is_sample)
            yield Portrait(package, (moves,) if moves else (), tuple(_told(publication, entry) for entry in found))


def facts_told(publication: Publication, entry: Entry) -> tuple[Fact, ...]:
    """What is told of an entry among others: its columns that are `tabled`."""
    return tuple(
        Fact(field.title, (said(publication, field, entry.row[field.name]),))
        for field in entry.table.fields
        if field.tabled and entry.row[field.name]
    )


def _told(publication: Publication, entry: Entry) -> Told:
    return Told(
        entry,
        refer_to_entry(publication.linked, entry),
        facts_told(publication, entry),
        tuple(details_shown(publication, entry)),
        tuple(measures_shown(publication, entry)),
        tuple(findings_shown(publication, entry)),
    )


@dataclass(frozen=True, slots=True)
class ExercisedGroup:
    """What a body exercises of one list, by what that list is grouped by: a code with the matters, each with its page here."""

    list: Shown
    groups: tuple[tuple[Text, tuple[tuple[Shown, Shown | None], ...]], ...]


def exercised_by_matter(publication: Publication, entries: Iterable[Entry]) -> Iterator[ExercisedGroup]:
    """The matters that a body exercises, by list and group; with each where the power to do so comes from, if from above."""
    linked = publication.linked
    found: dict[str, dict[str, list[tuple[Shown, Shown | None]]]] = {}
    for entry in entries:
        matter = linked.entries[entry.row["entry"]]
        code = matter.row.get(matter.package.group_by)
        shown = Shown(Text(linked.name_of(matter), ""), entry.address)
        found.setdefault(matter.package.name, {}).setdefault(code, []).append((shown, _source(linked, entry)))
    for package in linked.catalogue.lists:
        if package.name in found:
            groups = tuple(_grouped(linked, package, found[package.name]))
            yield ExercisedGroup(Shown(package.title, f"{package.name}/"), groups)


def _grouped(
    linked: Linked, package: Package, by_code: Mapping[str, list[tuple[Shown, Shown | None]]]
) -> Iterator[tuple[Text, tuple[tuple[Shown, Shown | None], ...]]]:
    field = package.main.field_named(package.group_by) if package.main and package.group_by else None
    register = linked.catalogue.register(field.references) if field else None
    for code in (*(row["code"] for row in (register.rows if register else ())), ""):
        if code in by_code:
            row = linked.look_up(field.references, code) if field else None
            yield named(row), tuple(by_code[code])


def _source(linked: Linked, entry: Entry) -> Shown | None:
    """Where the power comes from, where that needs a decision."""
    field = entry.table.field_named("power_source")
    row = linked.look_up(field.references, entry.row["power_source"]) if field and entry.row["power_source"] else None
    return refer(linked, field.references, row["code"]) if field and row and row.get("needs_decision") == "true" else None
