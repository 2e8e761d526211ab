"""Two states of the lists as the rules see them: what they differ in, and where in the new one each thing stands."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from qingdan.check.authorities import Authority, authorities_of
from qingdan.check.between.cells import Changes, changes
from qingdan.history.between import between
from qingdan.history.cells import Cells, cells_in
from qingdan.history.revisions import Difference, Revision
from qingdan.history.sheet import ENTRY, OWN, key_of, numbered_rows
from qingdan.history.timeline import Editorial, editorial_fields
from qingdan.model import MAIN_ROLES, Catalogue, Table
from qingdan.problem import Place


class OwnRow(NamedTuple):
    """The row that an id names: its table, its line, and its cells that are not blank."""

    table: Table
    line: int
    cells: Mapping[str, str]

    @property
    def is_entry(self) -> bool:
        """Whether it has a page of its own among the lists."""
        return self.table.role in MAIN_ROLES


class TwoStates(NamedTuple):
    """The lists before and after a change. `base` holds the files before, `catalogue` is that after, not necessarily valid.

    `tables` are those after by their paths, `own` the rows that changed or whose other rows did, by id, `lines` where those other
    rows stand. `cells` are the cells that changed within a row, and the rows that only seem to have gone and come. `former` are
    the names of what once had an id and was gone before the base, as far as that is known.
    """

    catalogue: Catalogue
    base: Mapping[str, bytes]
    difference: Difference
    tables: Mapping[str, Table]
    own: Mapping[str, OwnRow]
    lines: Mapping[tuple[str, Cells], int]
    authorities: Mapping[str, Authority]
    editorial: Editorial
    cells: Changes
    former: Mapping[str, str] = MappingProxyType({})

    @property
    def entries(self) -> Iterator[tuple[Revision, OwnRow]]:
        """What became of the entries that are still there, each with its row."""
        for revision in self.difference.revisions:
            row = self.own.get(revision.subject)
            if row and row.is_entry and revision.event != "deleted":
                yield revision, row

    def place(self, path: str, subject: str, cells: Cells | None, name: str) -> Place:
        """Where a cell stands after the change: in the row with these cells, or with this id where there are none."""
        row = self.own.get(subject)
        line = self.lines.get((path, cells)) if cells is not None else row.line if row and row.table.path == path else None
        names = [column.name for column in self.tables[path].fields] if path in self.tables else []
        return Place(path, line, names.index(name) + 1 if line and name in names else None, name if line else "")


def two_states(catalogue: Catalogue, base: Mapping[str, bytes], head: Mapping[str, bytes]) -> TwoStates:
    """The state that the files of the base are, and that of the catalogue, whose files are those of the head."""
    difference = between(base, head)
    tables = catalogue.tables_by_path()
    own: dict[str, OwnRow] = {}
    lines: dict[tuple[str, Cells], int] = {}
    subjects = {revision.subject for revision in difference.revisions}
    others = {(row.table, row.after) for revision in difference.revisions for row in revision.rows if row.after is not None}
    paths = {path for path, _ in others}
    for path, table in tables.items() if subjects else ():
        rows = numbered_rows(table.data)
        _, heading = next(rows, (1, []))
        key = key_of(heading)
        if key == OWN:
            at = heading.index(OWN)
            for line, row in rows:
                if len(row) > at and row[at] in subjects:
                    own.setdefault(row[at], OwnRow(table, line, dict(cells_in(heading, row))))
        elif path in paths:
            at = heading.index(ENTRY) if key == ENTRY else -1
            for line, row in rows:
                if at < 0 or (len(row) > at and row[at] in subjects):
                    cells = cells_in(heading, row)
                    if (path, cells) in others:
                        lines.setdefault((path, cells), line)
    return TwoStates(
        catalogue,
        base,
        difference,
        tables,
        own,
        lines,
        authorities_of(catalogue),
        editorial_fields(catalogue),
        changes(difference),
    )
