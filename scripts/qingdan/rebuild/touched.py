"""Whose pages may show what changed.

A page shows its own thing, what that names, and what names it, each of these by its face: its name and what a list says of it.
Of the entries that it names or that name it, it may show more, and a body of those that portray it; and a name may be told of
in the past of any other entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qingdan.history.timeline import Timeline
from qingdan.linked import Linked
from qingdan.rebuild.changed import AllChangedError, Changed, Moment, changed
from qingdan.rebuild.last import Last
from qingdan.rebuild.things import names
from qingdan.section import CELL, ENTRIES, FACE, LIST, REGISTER, SHAPE, About, Section, Stamp, Target, Thing


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What can be kept of the last build: by section its files with their stamps, and the places to which its pages have links.

    `touched` are the things whose pages cannot be kept; without a last build there is nothing to keep.
    """

    touched: frozenset[Thing] = frozenset()
    last: Last | None = None

    @property
    def targets(self) -> Mapping[Target, str]:
        """The places to which the pages of the last build had links."""
        return self.last.targets if self.last else {}

    def files(self, section: Section) -> Mapping[str, Stamp] | None:
        """The files of a section, where it need not be made again."""
        return self._known(section) if self.is_same(section.about) else None

    def single_files(self, section: Section) -> Mapping[str, Stamp]:
        """The files of a section that has to be made again of which each can be kept that shows nothing that changed."""
        return (self._known(section) if self.is_same(section.frame) else None) or {}

    def is_same(self, about: About) -> bool:
        """Whether none of these things changed since the last build."""
        return self.last is not None and about is not None and self.touched.isdisjoint(about)

    def _known(self, section: Section) -> Mapping[str, Stamp] | None:
        paths = self.last.sections.get(section.name) if self.last else None
        return {path: self.last.stamps[path] for path in paths} if self.last and paths is not None else None


def unchanged(linked: Linked, timeline: Timeline, last: Last | None, now: Moment) -> Unchanged:
    """What can be kept of the last build."""
    if last is None:
        return Unchanged()
    try:
        found = changed(linked, timeline, last.moment, now)
    except AllChangedError:
        return Unchanged()
    return Unchanged(touched(linked, timeline, found), last)


def touched(linked: Linked, timeline: Timeline, changed: Changed) -> frozenset[Thing]:
    """The things whose pages have to be made again, the lists and registers of which they are, and the cells that name them."""
    web = _Web(linked)
    near = changed.things | web.naming(changed.things)
    shown = changed.faces | web.naming(changed.faces)
    shown |= _told_of(timeline, {key for _, key in shown})
    others = frozenset(thing for thing in web.named_by(near) if thing[0] == ENTRIES) | web.told_on(near)
    found = near | shown | web.naming(shown) | web.named_by(shown) | others | changed.beside
    found |= _told_on(timeline, {key for _, key in near | shown})
    lists = {(LIST, name) for name in _lists_of(linked, near | shown)} | {(SHAPE, name) for name in _lists_of(linked, shown)}
    faces, cells = {(FACE, key) for _, key in shown}, {(CELL, key) for _, key in shown}
    return found | lists | faces | cells | {(REGISTER, kind) for kind, _ in found}


def _lists_of(linked: Linked, things: Iterable[Thing]) -> frozenset[str]:
    return frozenset(linked.entries[key].package.name for kind, key in things if kind == ENTRIES and key in linked.entries)


class _Web:
    """Who names whom, registers among themselves included."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._naming: dict[Thing, set[Thing]] = {}
        self._named: dict[Thing, set[Thing]] = {}
        for table in linked.catalogue.registers.tables:
            for row in table.rows:
                thing = (table.name, row[table.primary_key[0]])
                self._named[thing] = {*names(linked, table, row)}
                for other in self._named[thing]:
                    self._naming.setdefault(other, set()).add(thing)

    def naming(self, things: Iterable[Thing]) -> frozenset[Thing]:
        """The things that name one of these."""
        entries = ((ENTRIES, entry) for thing in things for entry in self._linked.referrers.get(thing, ()))
        return frozenset((*entries, *(other for thing in things for other in self._naming.get(thing, ()))))

    def named_by(self, things: Iterable[Thing]) -> frozenset[Thing]:
        """The things that one of these names."""
        return frozenset(other for thing in things for other in self._names(thing))

    def told_on(self, things: Iterable[Thing]) -> frozenset[Thing]:
        """The bodies on whose pages more is told of one of these entries than its face: of a portrait, of what they exercise."""
        entries = (self._linked.entries.get(key) for kind, key in things if kind == ENTRIES)
        told = (entry for entry in entries if entry and (entry.package.portrays or entry.table.role == "implementations"))
        named = (other for entry in told for other in self._names((ENTRIES, entry.id)))
        return frozenset(other for other in named if other[0] == "organisations")

    def _names(self, thing: Thing) -> Iterable[Thing]:
        linked = self._linked
        entry = linked.entries.get(thing[1]) if thing[0] == ENTRIES else None
        if entry is None:
            return self._named.get(thing, ())
        rows = ((table, row) for table in entry.package.tables for row in linked.rows_of(entry, table))
        return (other for table, row in rows for other in names(linked, table, row))


def _told_of(timeline: Timeline, keys: set[str]) -> frozenset[Thing]:
    """The entries of whose past a row of a register is told: it was their authority, or stood in one of their cells."""
    return frozenset(
        (ENTRIES, subject)
        for subject, happened in (timeline.of.items() if keys else ())
        if any(one.revision.authority in keys or not keys.isdisjoint(one.revision.cells) for one in happened)
    )


def _told_on(timeline: Timeline, keys: set[str]) -> frozenset[Thing]:
    """The authorities on which one of these was changed at some time: their pages tell of it."""
    told = (one.revision.authority for key in keys for one in timeline.happened(key))
    return frozenset(("authorities", authority) for authority in told if authority)
