"""What was told of a history, as bytes that can be kept and read again (see `packed.py`). Pure.

All goes field by field, through all revisions of all steps: one list of each field is read faster than a list of each revision.
The details of revisions lie by themselves, and are read when somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, compress, islice, repeat
from typing import Any, TypeVar, overload

from qingdan.history.cells import Cells, Columns, RowLine, columns_of
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import DETAILS, Detail, Difference, Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.packed import pack, parts, read

Kind = TypeVar("Kind", bound=tuple[Any, ...])
"""A kind of named tuple."""

Counts = tuple[int, dict[int, int]]
"""How many groups there are; and how many each holds, by its place, but for those that are empty."""


class KeptDetails(Sequence[Detail]):
    """The details of revisions as they were kept; all are read when one is asked for."""

    def __init__(self, kept: bytes) -> None:
        self._held: bytes | list[Detail] = kept

    @overload
    def __getitem__(self, number: int) -> Detail: ...
    @overload
    def __getitem__(self, number: slice) -> list[Detail]: ...
    def __getitem__(self, number: int | slice) -> Detail | list[Detail]:
        return self._read()[number]

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> list[Detail]:
        held = self._held
        if isinstance(held, bytes):
            self._held = held = _read_details(read(held))
        return held


def dump(steps: Sequence[Step]) -> Iterator[bytes]:
    """The steps in their order, in pieces. What was dumped later may be put behind what was dumped before."""
    commits, differences = _fields(Step, steps)
    reshaped, described, revisions = _fields(Difference, differences)
    glances = _fields(Revision, chain.from_iterable(revisions))[:DETAILS]
    told = (
        _fields(Commit, commits),
        (_counts(reshaped), _fields(Reshaped, chain.from_iterable(reshaped))),
        (_counts(described), [*chain.from_iterable(described)]),
        (_counts(revisions), glances),
    )
    return pack(told, _plain_details([revision.detail for some in revisions for revision in some]))


def load(kept: memoryview) -> Iterator[Step]:
    """The steps that were dumped. Of their details a copy is taken, so that nothing is read any more from where they are kept."""
    found = parts(kept)
    for part in found:
        commits, (reshaped, shapes), (described, paths), (revised, glances) = read(part)
        number = len(glances[0])
        details = (repeat(KeptDetails(bytes(next(found))), number), range(number))
        revisions = _groups(revised, _made(Revision, (*glances, *details)))
        differences = (_groups(reshaped, _made(Reshaped, shapes)), _groups(described, paths), revisions)
        yield from _made(Step, (_made(Commit, commits), _made(Difference, differences)))


def _plain_details(details: Sequence[Detail]) -> Any:
    """Details, with the headings of the columns of all rows that are lines."""
    columns: dict[Columns, int] = {}
    gone, come, rows = _fields(Detail, details)
    tables, before, after = _fields(RowChange, chain.from_iterable(rows))
    plain = [_plain(cells, columns) for cells in (gone, come, before, after)]
    return [one.heading for one in columns], plain, _counts(rows), tables


def _read_details(plain: Any) -> list[Detail]:
    headings, cells, counts, tables = plain
    columns = [*map(columns_of, headings)]
    gone, come, before, after = (_cells(one, columns) for one in cells)
    return [*_made(Detail, (gone, come, _groups(counts, _made(RowChange, (tables, before, after)))))]


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
