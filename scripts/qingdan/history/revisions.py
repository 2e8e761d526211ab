"""What becomes of tables and entries: how a change of one, and all that two states differ in, is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qingdan.history.cells import Cells
from qingdan.history.rows import Found, RowChange, fields_of
from qingdan.history.sheet import recast

WITHDRAWN = "withdrawn"
"""The status of an entry that no longer holds, and the name of the event by which it got it."""

EVENTS = ("added", "amended", "withdrawn", "restored", "deleted")
"""What may become of an entry, in the order in which it is counted out to a reader."""


class Reshaped(NamedTuple):
    """A table that came, went, was renamed or moved, or whose columns changed; a blank path stands for a table that is not there.

    This is a change of the schema, not of the data: cells that only stand under another name were not amended, and those of a
    column that was taken out went with it.
    """

    before: str
    after: str
    heading_before: tuple[str, ...]
    heading_after: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def added(self) -> tuple[str, ...]:
        """The columns that came."""
        known = {*self.heading_before, *(new for _, new in self.renamed)}
        return tuple(name for name in self.heading_after if name not in known)

    @property
    def removed(self) -> tuple[str, ...]:
        """The columns that went."""
        known = {*self.heading_after, *(old for old, _ in self.renamed)}
        return tuple(name for name in self.heading_before if name not in known)


class Detail(NamedTuple):
    """What a revision did: to the cells of the own row that differ, before (`gone`) and after (`come`), and to the `rows` that
    belong to it. Of a row that was added or deleted these are all cells that are not blank."""

    gone: Cells = ()
    come: Cells = ()
    rows: tuple[RowChange, ...] = ()


class Revision(NamedTuple):
    """What became of one entry, or of one row of a register.

    `subject` is its id; of rows that have none and belong to no entry, the path of their table. `event` is what happened to it:
    "added", "amended", "withdrawn", "restored" or "deleted". `table` is the path of the table of its own row (blank where it has
    none, or where its id stands twice), `moved_from` the one where it stood before, if another.
    `authority` is what its version rests on after the change (of a deleted one, before it), `in_force` the day on which it took
    force where the data says so (ISO date). `alike` is an id that went or came in the same change with the same name or cells:
    possibly this one was renumbered.
    What it did in detail are its `details`; or the one with this `number` among many, read only when somebody asks for one.
    """

    subject: str
    event: str
    table: str = ""
    moved_from: str = ""
    name: str = ""
    authority: str = ""
    in_force: str = ""
    alike: str = ""
    details: Detail | Sequence[Detail] = Detail()
    number: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Revision) and self[:DETAILS] == other[:DETAILS] and self.detail == other.detail

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:DETAILS])

    @property
    def detail(self) -> Detail:
        """What it did to its own row and to those that belong to it."""
        details = self.details
        return details if isinstance(details, Detail) else details[self.number]

    @property
    def gone(self) -> Cells:
        """The cells of its own row that differ, before."""
        return self.detail.gone

    @property
    def come(self) -> Cells:
        """The cells of its own row that differ, after."""
        return self.detail.come

    @property
    def rows(self) -> tuple[RowChange, ...]:
        """The rows that belong to it."""
        return self.detail.rows

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """The columns of its own row whose cells differ, each with the cell before and after, in the order of their names."""
        gone, come, _ = self.detail
        return fields_of(gone, come)

    @property
    def place(self) -> str:
        """The path of the table of its own row, or else of the first of its other rows; blank where there is neither."""
        return self.table or next((row.table for row in self.rows), "")

    @property
    def cells(self) -> Iterator[str]:
        """What stood, or stands, in the cells that changed: of its own row, and of the rows that belong to it."""
        gone, come, rows = self.detail
        for cells in (gone, come, *(side for row in rows for side in (row.before, row.after))):
            yield from (cell for _, cell in cells or ())

    def own_row(self, before: Cells) -> Cells:
        """Its own row after the change, given that before it."""
        gone = self.gone
        left = {name: cell for name, cell in before if (name, cell) not in gone}
        return tuple(sorted({**left, **dict(self.come)}.items()))

    @property
    def fields_by_name(self) -> Mapping[str, tuple[str, str]]:
        """The cells before and after by the name of their column."""
        return {name: (before, after) for name, before, after in self.fields}


DETAILS = Revision._fields.index("details")
"""Of so many fields what a revision tells at a glance consists."""


class Difference(NamedTuple):
    """What two states differ in: the shapes of tables, the descriptors (their paths), and the entries."""

    reshaped: tuple[Reshaped, ...] = ()
    described: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reshaped or self.described or self.revisions)


def moves_in(reshaped: Iterable[Reshaped]) -> Mapping[str, Reshaped]:
    """The changes of tables that are there before and after, by their paths before."""
    return {change.before: change for change in reshaped if change.before and change.after}


def moved(path: str, cells: Cells, change: Reshaped | None) -> Found:
    """Where a row stands after its table changed its shape, if it did, and its cells under the names that they have then."""
    if change is None:
        return path, cells
    is_recast = change.heading_before != change.heading_after and change.heading_after
    renamed = dict(change.renamed)
    return change.after, recast(cells, change.heading_before, change.heading_after, renamed) if is_recast else cells
