"""Two states with what they differ in and what is needed to say it. Made once; every format is written from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qingdan.difference.names import BODY, HOLDERS, Names, names_of
from qingdan.difference.states import Side
from qingdan.difference.titles import Titles, titles_of
from qingdan.history.between import between
from qingdan.history.revisions import Difference, Revision
from qingdan.history.timeline import REGISTERS, SAME, ground

UNKNOWN = "unknown"
"""On what a revision rests where no descriptor says which fields are editorial."""

EVENTS = ("added", "amended", "withdrawn", "restored", "deleted")


@dataclass(frozen=True, slots=True)
class Compared:
    """What `head` differs in from `base`, and what everything is called."""

    base: Side
    head: Side
    difference: Difference
    titles: Titles = field(default_factory=Titles)
    names: Names = field(default_factory=Names)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries were added, amended and so on, and how many rows of registers, tables and descriptors changed."""
        entries = [revision.event for revision in self.difference.revisions if not is_of_a_register(revision)]
        registers = [_rows(revision) for revision in self.difference.revisions if is_of_a_register(revision)]
        return {event: entries.count(event) for event in EVENTS} | {
            "registers": sum(registers),
            "tables": len(self.difference.reshaped),
            "described": len(self.difference.described),
        }

    def ground(self, revision: Revision) -> str:
        """On what a revision rests: one of the words of `history/timeline.py`, or UNKNOWN."""
        found = ground(revision, self.titles.editorial)
        return UNKNOWN if found == SAME and not self.titles.is_known else found

    def bodies(self, revision: Revision) -> tuple[str, ...]:
        """The ids of the bodies that an entry names, or named before."""
        return tuple(
            dict.fromkeys(filter(None, (*self.names.bodies.get(revision.subject, ()), *_changed_bodies(self, revision))))
        )


def compare(base: Side, head: Side) -> Compared:
    """What two states differ in. Files that are the same need not be given, but then nothing is known by its name."""
    difference = between(base.files, head.files)
    if not difference:
        return Compared(base, head, difference)
    titles = titles_of(base.files, head.files)
    return Compared(base, head, difference, titles, names_of(base.files, head.files, titles, frozenset(_cells(difference))))


def _cells(difference: Difference) -> Iterator[str]:
    """Every id that changed, and every changed cell, which may be one."""
    for revision in difference.revisions:
        yield revision.subject
        yield from (cell for _, *cells in revision.fields for cell in cells)
        yield from (cell for row in revision.rows for cells in (row.before, row.after) for _, cell in cells or ())


def is_of_a_register(revision: Revision) -> bool:
    """Whether it is of what the lists share; an id that stands twice is where its rows are."""
    return next(iter(_paths(revision)), revision.subject).startswith(REGISTERS)


def _paths(revision: Revision) -> Iterator[str]:
    return filter(None, (revision.table, *(row.table for row in revision.rows)))


def _rows(revision: Revision) -> int:
    """How many rows of a register changed: its own one, and those without an id."""
    return bool(revision.table) + len(revision.rows)


def _changed_bodies(compared: Compared, revision: Revision) -> Iterator[str]:
    """The bodies in changed cells, both before and after."""
    yield from revision.fields_by_name.get(BODY, ())
    for row in revision.rows:
        if compared.titles.role(row.table) in HOLDERS or not compared.titles.is_known:
            yield from (cell for cells in (row.before, row.after) for name, cell in cells or () if name == BODY)
