"""What was told of a history, as bytes that can be kept and read again (see `packed.py`). Pure.

All goes field by field, through all revisions of all steps: one list of each field is read faster than a list of each revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, compress, islice
from typing import Any, TypeVar

from qingdan.history.cells import Cells, Columns, RowLine, columns_of
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import Difference, Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.packed import pack, unpack

GONE, COME, ROWS = (Revision._fields.index(name) for name in ("gone", "come", "rows"))

Kind = TypeVar("Kind", bound=tuple[Any, ...])
"""A kind of named tuple."""

Counts = tuple[int, dict[int, int]]
"""How many groups there are; and how many each holds, by its place, but for those that are empty."""


def dump(steps: Sequence[Step]) -> Iterator[bytes]:
    """The steps in their order, in pieces. What was dumped later may be put behind what was dumped before."""
    columns: dict[Columns, int] = {}
    commits, differences = _fields(Step, steps)
    reshaped, described, revisions = _fields(Difference, differences)
    fields = _fields(Revision, chain.from_iterable(revisions))
    tables, before, after = _fields(RowChange, chain.from_iterable(fields[ROWS]))
    fields[ROWS] = _counts(fields[ROWS]), tables, _plain(before, columns), _plain(after, columns)
    fields[GONE], fields[COME] = _plain(fields[GONE], columns), _plain(fields[COME], columns)
    return pack(
        (
            [one.heading for one in columns],
            _fields(Commit, commits),
            (_counts(reshaped), _fields(Reshaped, chain.from_iterable(reshaped))),
            (_counts(described), [*chain.from_iterable(described)]),
            (_counts(revisions), fields),
        )
    )


def load(kept: bytes | memoryview) -> Iterator[Step]:
    """The steps that were dumped."""
    for headings, commits, (reshaped, shapes), (described, paths), (revised, fields) in unpack(kept):
        columns = [*map(columns_of, headings)]
        counts, tables, before, after = fields[ROWS]
        fields[ROWS] = _groups(counts, _made(RowChange, (tables, _cells(before, columns), _cells(after, columns))))
        fields[GONE], fields[COME] = _cells(fields[GONE], columns), _cells(fields[COME], columns)
        revisions = _groups(revised, _made(Revision, fields))
        differences = (_groups(reshaped, _made(Reshaped, shapes)), _groups(described, paths), revisions)
        yield from _made(Step, (_made(Commit, commits), _made(Difference, differences)))


def _fields(kind: Any, values: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The fields of named tuples of a kind, each as those of all in their order."""
    return [*zip(*values, strict=True)] or [()] * len(kind._fields)


def _made(kind: type[Kind], fields: Iterable[Iterable[Any]]) -> Iterator[Kind]:
    """The named tuples that have these fields. They are made as they make themselves, without calling Python for each."""
    return map(partial(tuple.__new__, kind), zip(*fields, strict=True))


def _counts(groups: Sequence[Sequence[object]]) -> Counts:
    return len(groups), {place: len(group) for place, group in enumerate(groups) if group}


def _groups(counts: Counts, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Values put into groups, in their order."""
    (number, sizes), left = counts, iter(values)
    groups: list[tuple[Any, ...]] = [()] * number
    for place, size in sizes.items():
        groups[place] = tuple(islice(left, size))
    return groups


def _plain(rows: Sequence[Cells | None], columns: dict[Columns, int]) -> tuple[list[int], list[Any]]:
    """Of each row the number of its columns, counted from 1, and 0 where it is no line; and its line or its cells."""
    lines = [row if isinstance(row, RowLine) else None for row in rows]
    numbers = [columns.setdefault(line.columns, len(columns)) + 1 if line else 0 for line in lines]
    return numbers, [line.line if line else row for line, row in zip(lines, rows, strict=True)]


def _cells(plain: tuple[list[int], list[Any]], columns: Sequence[Columns]) -> list[Any]:
    """The rows; those that are no lines stay as they are."""
    numbers, rows = plain
    for place in compress(range(len(rows)), numbers):
        rows[place] = RowLine(columns[numbers[place] - 1], rows[place])
    return rows
