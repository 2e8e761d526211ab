"""Which things changed since the last build: in the tables, in the history, in what is found of them, and by the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qingdan.gate.table import read_table
from qingdan.history.revisions import Revision
from qingdan.history.timeline import Timeline
from qingdan.linked import Linked
from qingdan.model import NORMS, Package, Row, Table
from qingdan.problem import Finding, Measured
from qingdan.rebuild.things import kind_and_key, names
from qingdan.section import COMMIT, DAY, ENTRIES, LIST, SHAPE, TABLE, Thing


class AllChangedError(Exception):
    """So much changed that everything has to be made anew: tables came, went or changed their order, norms, or history."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was published last of that which pages show: tables by their paths, the last commit, what has none yet and on what
    authorities, what was found of each entry, and the versions of laws whose text is old."""

    tables: Mapping[str, bytes]
    commit: str
    uncommitted: tuple[Thing, ...]
    authorities: tuple[Thing, ...]
    findings: Mapping[str, tuple[str, ...]]
    old_texts: frozenset[str]
    day: str


def moment(
    linked: Linked, timeline: Timeline, findings: Iterable[Finding | Measured], old_texts: frozenset[str], day: date
) -> Moment:
    """What is published now."""
    found: dict[str, tuple[str, ...]] = {}
    for one in findings:
        found[one.entry] = (*found.get(one.entry, ()), repr(one))
    revisions = [one for published in timeline.published if not published.day for one in published.difference.revisions]
    uncommitted = tuple(sorted(set(_revised(linked, revisions))))
    authorities = tuple(sorted({("authorities", one.authority) for one in revisions if one.authority}))
    committed = [published.commit.name for published in timeline.published if published.day]
    data = {table.path: table.data for _, table in linked.catalogue.tables()}
    return Moment(data, committed[-1] if committed else "", uncommitted, authorities, found, old_texts, day.isoformat())


@dataclass(frozen=True, slots=True)
class Changed:
    """The things that are not what they were.

    `faces` are those of them of which others may show something else than before: their name, where they stand in a list.
    `beside` are things that did not change though their pages tell of it: what a changed row names or named, and on what
    authority something was changed.
    """

    things: frozenset[Thing]
    faces: frozenset[Thing]
    beside: frozenset[Thing]


NAMES = frozenset({"name", "entry", "body", "status"})
"""Columns of which the name of an entry is made, or what others show of it; those that a list is divided by come to them."""

LISTED = ("bodies", "bases")
"""Roles of child tables of which a list shows something."""


def changed(linked: Linked, timeline: Timeline, before: Moment, now: Moment) -> Changed:
    """What changed. Raises AllChangedError."""
    found, beside = {*before.uncommitted, *now.uncommitted}, {*before.authorities, *now.authorities}
    faces = set[Thing]()
    if before.day != now.day:
        beside.add((DAY, now.day))
    if before.commit != now.commit:
        beside.add((COMMIT, now.commit))
    if before.tables.keys() != now.tables.keys():
        raise AllChangedError
    for package, table in linked.catalogue.tables():
        if before.tables[table.path] != table.data:
            if table.name == NORMS and package is linked.catalogue.registers:
                raise AllChangedError
            beside.add((TABLE, table.path))
            for thing, old, new in _in_table(package, table, before.tables[table.path]):
                found.add(thing)
                if _is_face(package, table, old, new):
                    faces.add(thing)
                beside.update(_named_otherwise(linked, package, table, old, new))
                if table is package.main and not new:
                    beside |= {(LIST, package.name), (SHAPE, package.name)}
    turned = {key for kind, key in found if kind == ENTRIES and _came_or_went(linked, before, key)}
    found.update(_mentioning(linked, turned))
    faces.update((ENTRIES, key) for key in turned)
    found.update(_committed_since(linked, timeline, before.commit))
    entries = before.findings.keys() | now.findings.keys()
    found.update((ENTRIES, one) for one in entries if before.findings.get(one) != now.findings.get(one))
    found.update(("law-versions", version) for version in before.old_texts ^ now.old_texts)
    faces.update(thing for thing in found if thing[0] != ENTRIES)
    return Changed(frozenset(found), frozenset(faces), frozenset(beside))


def _is_face(package: Package, table: Table, old: list[Row], new: list[Row]) -> bool:
    """Whether others may show something else of what these rows belong to."""
    if table is not package.main:
        return table.role in LISTED
    if not old or not new:
        return True
    columns = {name for name, cell in dict(new[0]).items() if old[0].get(name) != cell}
    divided = {field.name for field in table.facets} | {package.group_by}
    return not columns.isdisjoint(NAMES | divided)


def _named_otherwise(linked: Linked, package: Package, table: Table, old: list[Row], new: list[Row]) -> set[Thing]:
    """What rows name that was not named before, or was; of child rows whatever those that differ name."""
    was, now = list(map(dict, old)), list(map(dict, new))
    gone, come = (
        {thing for row in rows if dict(row) not in others for thing in names(linked, table, row)}
        for rows, others in ((old, now), (new, was))
    )
    return gone ^ come if table is package.main else gone | come


def _in_table(package: Package, table: Table, data: bytes) -> Iterator[tuple[Thing, list[Row], list[Row]]]:
    """What changed in a table, each with its rows before and after.

    Rows that changed places may be shown in another order anywhere, so that nothing is kept then.
    """
    kind, key = kind_and_key(package, table)
    _, rows, _ = read_table(table.path, data.decode("utf-8"))
    was, now = _by(key, rows), _by(key, table.rows)
    if [name for name in was if name in now] != [name for name in now if name in was]:
        raise AllChangedError
    for name in was.keys() | now.keys():
        old, new = was.get(name, []), now.get(name, [])
        if list(map(dict, old)) != list(map(dict, new)):
            yield (kind, name), old, new


def _came_or_went(linked: Linked, before: Moment, key: str) -> bool:
    """Whether an entry is there that was not, or no longer is."""
    entry = linked.entries.get(key)
    return entry is None or f"\n{key},".encode() not in before.tables[entry.table.path]


def _mentioning(linked: Linked, keys: set[str]) -> Iterator[Thing]:
    """The things in whose texts one of these ids stands, so that it becomes a link or ceases to be one."""
    for package, table in linked.catalogue.tables() if keys else ():
        found = [key for key in keys if key.encode() in table.data]
        kind, column = kind_and_key(package, table)
        for row in table.rows if found else ():
            if any(key in cell for key in found for cell in row.texts):
                yield kind, row[column]


def _by(key: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _committed_since(linked: Linked, timeline: Timeline, commit: str) -> Iterator[Thing]:
    committed = [published for published in timeline.published if published.day]
    last = next((number for number, published in enumerate(committed) if published.commit.name == commit), -1)
    if last < 0 and (commit or committed):
        raise AllChangedError
    for published in committed[last + 1 :]:
        yield from _revised(linked, published.difference.revisions)


def _revised(linked: Linked, revisions: Iterable[Revision]) -> Iterator[Thing]:
    """The things that were revised."""
    kinds = {table.path: kind_and_key(package, table)[0] for package, table in linked.catalogue.tables()}
    return ((kinds.get(revision.place, ENTRIES), revision.subject) for revision in revisions)
