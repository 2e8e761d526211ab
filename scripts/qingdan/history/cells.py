"""The cells of a row of a table, and the line from which they are read when somebody asks for them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from sys import intern

Parsed = tuple[tuple[str, str], ...]
"""Cells, each with the name of its column, in the order of these names; none of them blank.

A text that stands in many cells, or in a table and its history, is kept once (interned).
"""

Picked = tuple[int, Callable[[Sequence[bytes]], tuple[bytes, ...]]]
"""How often a line is cut from its end, and what takes the cells of some columns out of the parts."""


class Columns:
    """The columns of a heading, and where the cells of each stand; of two of one name that is not known before they are read."""

    __slots__ = ("_picked", "heading", "names", "ordered", "places")

    def __init__(self, heading: tuple[str, ...]) -> None:
        self.heading = heading
        is_plain = len({*heading}) == len(heading) > 1
        self.places: Mapping[str, int] = {name: place for place, name in enumerate(heading)} if is_plain else {}
        self.names = tuple(sorted(self.places))
        self.ordered = itemgetter(*(self.places[name] for name in self.names)) if is_plain else tuple
        self._picked: dict[tuple[str, ...], Picked] = {}

    def picked(self, names: tuple[str, ...]) -> Picked:
        """How to come to the first of several columns and take the cells of all; behind the parts of the line a blank stands for
        columns that there are not."""
        if names not in self._picked:
            places = [self.places.get(name) for name in names]
            before = max(min((place for place in places if place is not None), default=0) - 1, 0)
            pick = itemgetter(*(-1 if place is None else place - before for place in places))
            self._picked[names] = len(self.heading) - 1 - before, pick
        return self._picked[names]

    def cells(self, row: Sequence[str]) -> Parsed:
        """The cells of a row that are not blank."""
        if self.places and len(row) == len(self.heading):
            return tuple([cell for cell in zip(self.names, map(intern, self.ordered(row)), strict=True) if cell[1]])
        return cells_in(self.heading, row)


columns_of = lru_cache(maxsize=100)(Columns)
"""The columns of a heading that was seen before."""


class RowLine:
    """A row that is written on one line; equal to its cells, which are read when they are asked for and not kept."""

    __slots__ = ("columns", "line")

    def __init__(self, columns: Columns, line: bytes) -> None:
        self.columns = columns
        self.line = line

    @property
    def cells(self) -> Parsed:
        """Its cells that are not blank."""
        return self.columns.cells(cells_of_line(self.line.decode("utf-8", "surrogateescape")))

    def cell(self, name: str) -> str:
        """The cell of a column of the heading; blank where it is, or where there is no such column."""
        places, line = self.columns.places, self.line
        if not places or b'"' in line:
            return dict(self.cells).get(name, "")
        place = places.get(name)
        if place is None:
            return ""
        parts = line.split(b",", place + 1)
        return intern(parts[place].decode("utf-8", "surrogateescape")) if place < len(parts) else ""

    def in_columns(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The cells of several columns, each as `cell` gives it; the line is cut once for all, no further than need be."""
        columns, line = self.columns, self.line
        if columns.places and b'"' not in line and line.count(b",") + 1 == len(columns.heading):
            cuts, picked = columns.picked(names)
            found = picked([*line.rsplit(b",", cuts), b""])
            return tuple([intern(cell.decode("utf-8", "surrogateescape")) for cell in found])
        known = dict(self.cells)
        return tuple([known.get(name, "") for name in names])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.cells)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowLine):
            return (self.line == other.line and self.columns.heading == other.columns.heading) or self.cells == other.cells
        return self.cells == other

    def __hash__(self) -> int:
        return hash(self.cells)

    def __repr__(self) -> str:
        return repr(self.cells)


Cells = Parsed | RowLine
"""The cells of a row that are not blank: read, or to be read."""


def cell_in(cells: Cells, name: str) -> str:
    """The cell of a column; blank where it is."""
    if isinstance(cells, RowLine):
        return cells.cell(name)
    for column, cell in cells:
        if column == name:
            return cell
    return ""


def cells_in_columns(cells: Cells, names: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of several columns, two at least; each blank where it is."""
    if isinstance(cells, RowLine):
        return cells.in_columns(names)
    known = dict(cells)
    return tuple([known.get(name, "") for name in names])


def cells_in(heading: Sequence[str], row: Sequence[str]) -> Parsed:
    """The cells that are not blank. Those beyond the heading are named by number; of two columns of one name the last counts."""
    names = heading
    if len(row) > len(heading):
        names = (*heading, *(f"#{number}" for number in range(len(heading) + 1, len(row) + 1)))
    return tuple(sorted({name: intern(cell) for name, cell in zip(names, row, strict=False) if cell}.items()))


def cells_of_line(line: str) -> list[str]:
    """All cells of a line, in their order; of what is no CSV at all, what stands between its commas."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader((line,)))
    except csv.Error:
        return line.split(",")
