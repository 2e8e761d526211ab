"""Whom a change of the past concerns today: its list, the bodies it names, and whether it is of a sample. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qingdan.history.cells import Cells
from qingdan.history.revisions import Revision
from qingdan.linked import Linked

BODIES = "organisations"


@dataclass(frozen=True, slots=True)
class Concerned:
    """What is asked of every revision, made ready once: by entry the bodies that it names now, and the columns that name any."""

    linked: Linked
    bodies: Mapping[str, tuple[str, ...]]
    columns: frozenset[str]

    def list_of(self, revision: Revision) -> str:
        """The name of the list in which the entry stands now; of one that is gone, where it stood. Of registers, theirs."""
        entry = self.linked.entries.get(revision.subject)
        return entry.package.name if entry else folder_of(revision)

    def bodies_of(self, revision: Revision) -> frozenset[str]:
        """The bodies that the entry names now, and those that the changed rows name or named."""
        return frozenset((*self.bodies.get(revision.subject, ()), *self._named(revision)))

    def is_sample(self, revision: Revision) -> bool:
        """Whether the entry is a sample; one that is gone was one where a row that went with it names a body that is."""
        if revision.subject in self.linked.entries:
            return self.linked.is_sample(revision.subject)
        rows = (self.linked.look_up(BODIES, body) for body in self._named(revision))
        return any(row.get("sample") == "true" for row in rows if row)

    def _named(self, revision: Revision) -> Iterator[str]:
        for name, before, after in revision.fields:
            if name in self.columns:
                yield from filter(None, (before, after))
        for row in revision.rows:
            yield from self._named_in(row.before or ())
            yield from self._named_in(row.after or ())

    def _named_in(self, cells: Cells) -> Iterator[str]:
        return (cell for name, cell in cells if name in self.columns)


def concerned(linked: Linked) -> Concerned:
    """The same for a catalogue. A column is known by its name, so that it is also found in tables that have moved since."""
    bodies: dict[str, list[str]] = {}
    for (register, body), entries in linked.referrers.items():
        for entry in entries if register == BODIES else ():
            bodies.setdefault(entry, []).append(body)
    tables = (table for package in linked.catalogue.lists for table in package.tables)
    columns = frozenset(field.name for table in tables for field in table.fields if field.references == BODIES)
    return Concerned(linked, {entry: tuple(named) for entry, named in bodies.items()}, columns)


def folder_of(revision: Revision) -> str:
    """The name of the list, or of the registers, whose table the revision is of, as it was at the time."""
    path = revision.place or revision.subject
    return path.split("/")[1] if "/" in path else path
