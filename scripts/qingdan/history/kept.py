"""What was told of a history, as bytes that can be kept and read again (see `packed.py`). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from qingdan.history.cells import Cells, Columns, RowLine, columns_of
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import Difference, Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.packed import pack, unpack

GONE, COME, ROWS = (Revision._fields.index(name) for name in ("gone", "come", "rows"))


def dump(steps: Sequence[Step]) -> Iterator[bytes]:
    """The steps in their order, in pieces. What was dumped later may be put behind what was dumped before.

    The revisions of all steps go field by field: one list of each field is read faster than a list of each revision.
    """
    columns: dict[Columns, int] = {}
    revisions = [revision for step in steps for revision in step.difference.revisions]
    fields: list[Any] = [*zip(*revisions, strict=True)] or [()] * len(Revision._fields)
    fields[GONE], fields[COME] = _plain_cells(fields[GONE], columns), _plain_cells(fields[COME], columns)
    fields[ROWS] = _plain_rows(fields[ROWS], columns)
    return pack(([one.heading for one in columns], fields, [*map(_plain, steps)]))


def load(kept: bytes | memoryview) -> Iterator[Step]:
    """The steps that were dumped."""
    for headings, fields, steps in unpack(kept):
        columns = [*map(columns_of, headings)]
        fields[GONE], fields[COME] = _cells(fields[GONE], columns), _cells(fields[COME], columns)
        fields[ROWS] = _rows(fields[ROWS], columns)
        revisions = map(Revision._make, zip(*fields, strict=True))
        for commit, reshaped, described, count in steps:
            own = tuple(islice(revisions, count))
            yield Step(Commit(*commit), Difference(tuple([Reshaped(*one) for one in reshaped]), described, own))


def _plain(step: Step) -> Any:
    """A step, and of its revisions how many there are."""
    commit, difference = step.commit, step.difference
    return (
        (commit.name, commit.time, commit.author, commit.subject),
        tuple((one.before, one.after, one.heading_before, one.heading_after, one.renamed) for one in difference.reshaped),
        difference.described,
        len(difference.revisions),
    )


def _plain_rows(rows: Sequence[Sequence[RowChange]], columns: dict[Columns, int]) -> Any:
    """How many rows belong to each revision, and those of all."""
    changes = [change for some in rows for change in some]
    tables, before, after = zip(*changes, strict=True) if changes else ((), (), ())
    return [*map(len, rows)], tables, _plain_cells(before, columns), _plain_cells(after, columns)


def _rows(plain: Any, columns: Sequence[Columns]) -> Iterator[tuple[RowChange, ...]]:
    counts, tables, before, after = plain
    changes = map(RowChange, tables, _cells(before, columns), _cells(after, columns))
    return (tuple(islice(changes, count)) if count else () for count in counts)


def _plain_cells(rows: Sequence[Cells | None], columns: dict[Columns, int]) -> Any:
    """Of each row the number of its columns, none where it is no line; and its line or its cells."""
    lines = [row if isinstance(row, RowLine) else None for row in rows]
    numbers = [columns.setdefault(line.columns, len(columns)) if line else None for line in lines]
    return numbers, [line.line if line else row for line, row in zip(lines, rows, strict=True)]


def _cells(plain: Any, columns: Sequence[Columns]) -> list[Any]:
    numbers, rows = plain
    return [row if number is None else RowLine(columns[number], row) for number, row in zip(numbers, rows, strict=True)]
