"""What was told of a history, as bytes that can be kept and read again (see `packed.py`). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qingdan.history.cells import Cells, Columns, RowLine, columns_of
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import Difference, Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.packed import pack, unpack

GONE, COME, ROWS = (Revision._fields.index(name) for name in ("gone", "come", "rows"))


def dump(steps: Sequence[Step]) -> Iterator[bytes]:
    """The steps in their order, in pieces. What was dumped later may be put behind what was dumped before."""
    columns: dict[Columns, int] = {}
    plain = [_plain(step, columns) for step in steps]
    return pack(([one.heading for one in columns], plain))


def load(kept: bytes) -> Iterator[Step]:
    """The steps that were dumped."""
    for headings, steps in unpack(kept):
        columns = [*map(columns_of, headings)]
        for commit, reshaped, described, plain in steps:
            revisions = tuple([_revision(one, columns) for one in plain])
            yield Step(Commit(*commit), Difference(tuple([Reshaped(*one) for one in reshaped]), described, revisions))


def _plain(step: Step, columns: dict[Columns, int]) -> Any:
    commit, difference = step.commit, step.difference
    return (
        (commit.name, commit.time, commit.author, commit.subject),
        tuple((one.before, one.after, one.heading_before, one.heading_after, one.renamed) for one in difference.reshaped),
        difference.described,
        [_plain_revision(one, columns) for one in difference.revisions],
    )


def _plain_revision(revision: Revision, columns: dict[Columns, int]) -> Any:
    plain: list[Any] = [*revision]
    plain[GONE], plain[COME] = _plain_cells(revision.gone, columns), _plain_cells(revision.come, columns)
    if revision.rows:
        plain[ROWS] = [(row.table, _plain_cells(row.before, columns), _plain_cells(row.after, columns)) for row in revision.rows]
    return plain


def _revision(plain: list[Any], columns: Sequence[Columns]) -> Revision:
    plain[GONE], plain[COME] = _cells(plain[GONE], columns), _cells(plain[COME], columns)
    if plain[ROWS]:
        rows = [RowChange(table, _cells(before, columns), _cells(after, columns)) for table, before, after in plain[ROWS]]
        plain[ROWS] = tuple(rows)
    return Revision._make(plain)


def _plain_cells(cells: Cells | None, columns: dict[Columns, int]) -> Any:
    """Of a row its line in a list, behind the number of its columns."""
    return [columns.setdefault(cells.columns, len(columns)), cells.line] if isinstance(cells, RowLine) else cells


def _cells(plain: Any, columns: Sequence[Columns]) -> Any:
    return RowLine(columns[plain[0]], plain[1]) if isinstance(plain, list) else plain
