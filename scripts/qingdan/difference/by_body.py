"""The changes once more, by the bodies that have to do with them: each office sees its own at one look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.difference.compared import Compared
from qingdan.difference.view import NOTHING, Cell, Change, Row
from qingdan.model import Text

BETWEEN = "; "
"""What stands between the cells of a row that is shown in one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed in an entry: a cell with the title of its column. None where the whole entry came or went."""

    change: Change
    title: Text
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class OfBody:
    """What changed in the entries that one body has to do with."""

    body: str
    name: Text
    lines: tuple[Line, ...]


def by_body(compared: Compared, entries: Sequence[Change]) -> Iterator[OfBody]:
    """Each body that an entry names, with what changed in its entries, by its id."""
    found: dict[str, list[Line]] = {}
    for change in entries:
        lines = tuple(_lines(change))
        for body in change.bodies:
            found.setdefault(body, []).extend(lines)
    for body in sorted(found):
        yield OfBody(body, compared.names.of(body), tuple(found[body]))


def _lines(change: Change) -> Iterator[Line]:
    if change.event in ("added", "deleted"):
        yield Line(change, NOTHING, None)
        return
    yield from (Line(change, cell.title, cell) for cell in change.cells)
    for row in change.rows:
        if row.event == "amended":
            yield from (Line(change, _of(row.table, cell.title), cell) for cell in row.cells if cell.is_changed)
        else:
            yield Line(change, row.table, _whole(row))


def _of(table: Text, column: Text) -> Text:
    return Text(f"{table.zh} · {column.zh}", f"{table.en or table.zh} · {column.en or column.zh}")


def _whole(row: Row) -> Cell:
    """A row that came or went, as if it were one cell."""
    before, after = (
        BETWEEN.join(filter(None, cells)) for cells in zip(*((cell.before, cell.after) for cell in row.cells), strict=True)
    )
    return Cell(row.table, before, after)
