"""Rows that went and rows that came, paired: what a set of tables differs in from what it was."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from qingdan.history.cells import Cells, cell_in
from qingdan.history.sheet import ENTRY, OWN, Turn, key_of

ALIKE = 2
"""Cells that two rows of one entry have in common, at least, where one may be the other after a change."""

MOST = 10_000
"""Pairs of rows of one entry that are compared at most; of more, rows are told to have gone and come."""


class Turned(NamedTuple):
    """What became of one file: its paths before and after, blank where it was or is not there, and its rows."""

    before: str
    after: str
    turn: Turn

    @property
    def is_reshaped(self) -> bool:
        """Whether the table came, went, moved or has other columns."""
        return (self.before, self.turn.heading_before) != (self.after, self.turn.heading_after)

    @property
    def place(self) -> str:
        """Its path after, or before where it is no longer there."""
        return self.after or self.before

    @property
    def heading(self) -> tuple[str, ...]:
        """The names of the columns after, or before where there are none any more."""
        return self.turn.heading_after or self.turn.heading_before

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that went (0) and those that came (1)."""
        yield from ((0, cells) for cells in self.turn.gone)
        yield from ((1, cells) for cells in self.turn.come)


def turned(before: str, after: str, turn: Turn) -> Iterator[Turned]:
    """What became of a file; where another table took its place, that one table went and one came."""
    if turn.is_other:
        yield Turned(before, "", Turn(turn.heading_before, (), (), turn.gone, ()))
        yield Turned("", after, Turn((), turn.heading_after, (), (), turn.come))
    else:
        yield Turned(before, after, turn)


class RowChange(NamedTuple):
    """A row of a table before and after, each as its cells that are not blank; none where it was added or deleted."""

    table: str
    before: Cells | None
    after: Cells | None

    @property
    def event(self) -> str:
        """What became of it: "added", "amended" or "deleted"."""
        return "added" if self.before is None else "deleted" if self.after is None else "amended"

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """The columns whose cells differ, each with the cell before and after, in the order of their names."""
        return fields_of(*apart(self.before or (), self.after or ()))


def apart(before: Cells, after: Cells) -> tuple[Cells, Cells]:
    """The cells in which two rows differ, of each those that are not blank."""
    gone, come = tuple(before), tuple(after)
    old, new = {*gone}, {*come}
    return tuple([cell for cell in gone if cell not in new]), tuple([cell for cell in come if cell not in old])


def fields_of(gone: Cells, come: Cells) -> tuple[tuple[str, str, str], ...]:
    """The columns of these cells, each with the cell before and after, in the order of their names."""
    before, after = dict(gone), dict(come)
    return tuple([(name, before.get(name, ""), after.get(name, "")) for name in sorted({**before, **after})])


Found = tuple[str, Cells]
"""The path of a table, as it is after the change, and a row of it."""


def own_rows(files: Sequence[Turned]) -> dict[str, tuple[list[Found], list[Found]]]:
    """By id the rows that went and those that came, in tables whose rows have ids."""
    found: dict[str, tuple[list[Found], list[Found]]] = {}
    for file in files:
        if key_of(file.heading) == OWN:
            place = file.place
            for side, cells in file.rows:
                found.setdefault(cell_in(cells, OWN), ([], []))[side].append((place, cells))
    return found


def other_rows(files: Sequence[Turned]) -> Iterator[tuple[str, RowChange]]:
    """What became of the rows without an id, each with what it is about: its entry, or else the path of its table."""
    for file in files:
        if key_of(file.heading) != OWN:
            name = key_of(file.heading) or next(iter(file.heading), "")
            groups: dict[str, tuple[list[Cells], list[Cells]]] = {}
            for side, cells in file.rows:
                groups.setdefault(cell_in(cells, name), ([], []))[side].append(cells)
            for key, (gone, come) in groups.items():
                for before, after in pairs(gone, come):
                    yield key if name == ENTRY else file.place, RowChange(file.place, before, after)


def pairs(gone: list[Cells], come: list[Cells]) -> Iterator[tuple[Cells | None, Cells | None]]:
    """Each row with what became of it: the most alike first, where they have so many cells in common."""
    likeness = _likeness(gone, come) if 0 < len(gone) * len(come) <= MOST else {}
    after: dict[int, int] = {}
    for old, new in sorted(likeness, key=lambda pair: -likeness[pair]):
        if old not in after and new not in after.values() and likeness[old, new] >= ALIKE:
            after[old] = new
    yield from ((cells, come[after[old]] if old in after else None) for old, cells in enumerate(gone))
    yield from ((None, cells) for new, cells in enumerate(come) if new not in after.values())


def _likeness(gone: list[Cells], come: list[Cells]) -> dict[tuple[int, int], int]:
    """How many cells rows that went and rows that came have in common, by the numbers of both."""
    left, right = list(map(frozenset, gone)), list(map(frozenset, come))
    return {(old, new): len(left[old] & right[new]) for old, new in product(range(len(gone)), range(len(come)))}
