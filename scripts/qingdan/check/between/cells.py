"""The cells that a change touched, row by row; also of rows that only seem to have gone because a spreadsheet damaged a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.check.between.excel import as_kept, damage
from qingdan.history.cells import Cells
from qingdan.history.revisions import Difference


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is about a subject; `cells` is none for the row that the subject's own id names."""

    table: str
    subject: str
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row that is there after the change. `before` is none where the row was not there."""

    row: Row
    field: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The cells that differ, and the rows of the base and of the head that are the same but for damaged cells."""

    cells: tuple[Cell, ...] = ()
    gone: frozenset[Row] = frozenset()
    come: frozenset[Row] = frozenset()


def changes(difference: Difference) -> Changes:
    """The cells of a difference."""
    gone: list[tuple[Row, Cells]] = []
    come: list[tuple[Row, Cells]] = []
    cells: list[Cell] = []
    for revision in difference.revisions:
        own = Row(revision.table, revision.subject)
        if revision.table and revision.event == "added":
            come.append((own, tuple((name, after) for name, _, after in revision.fields)))
        elif revision.table and revision.event == "deleted":
            gone.append((own, tuple((name, before) for name, before, _ in revision.fields)))
        else:
            cells.extend(Cell(own, name, before, after) for name, before, after in revision.fields)
        for row in revision.rows:
            if row.before is None and row.after is not None:
                come.append((Row(row.table, revision.subject, row.after), row.after))
            elif row.after is None and row.before is not None:
                gone.append((Row(row.table, revision.subject, row.before), row.before))
            else:
                same = Row(row.table, revision.subject, row.after)
                cells.extend(Cell(same, name, before, after) for name, before, after in row.fields)
    return _paired(cells, gone, come)


def _paired(cells: list[Cell], gone: list[tuple[Row, Cells]], come: list[tuple[Row, Cells]]) -> Changes:
    """Rows that went beside those that came in the same order, where a spreadsheet would make the one of the other."""
    waiting: dict[tuple[str, Cells], list[tuple[Row, Cells]]] = {}
    for row, before in gone if come else ():
        waiting.setdefault((row.table, _kept(before)), []).append((row, before))
    pairs: dict[Row, Row] = {}
    for row, after in come:
        old = waiting.get((row.table, _kept(after)), []) if waiting else []
        found = tuple(_damaged(row, old[0][1], after)) if old else ()
        if found:
            pairs[old.pop(0)[0]] = row
            cells.extend(found)
        else:
            cells.extend(Cell(row, name, None, cell) for name, cell in after)
    return Changes(tuple(cells), frozenset(pairs), frozenset(pairs.values()))


def _kept(cells: Cells) -> Cells:
    return tuple((name, as_kept(cell)) for name, cell in cells)


def _damaged(row: Row, before: Cells, after: Cells) -> Iterator[Cell]:
    """The cells that were damaged; none where anything else differs."""
    pairs = [(name, old, new) for (name, old), (_, new) in zip(before, after, strict=True) if old != new]
    if all(damage(old, new, is_text=True) for _, old, new in pairs):
        yield from (Cell(row, name, old, new) for name, old, new in pairs)
