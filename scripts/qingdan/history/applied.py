"""A difference applied to the state before gives the state after. The opposite of `between.py`, and of a step of `replay.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qingdan.history.cells import Cells, cell_in
from qingdan.history.revisions import Difference, Revision, moved
from qingdan.history.sheet import OWN


@dataclass(frozen=True, slots=True)
class State:
    """A table: the names of its columns, and its rows in no order."""

    heading: tuple[str, ...]
    rows: tuple[Cells, ...]


def apply(tables: Mapping[str, State], difference: Difference) -> dict[str, State]:
    """The tables as they stand after, given those before. Raises ValueError where it is no difference of theirs."""
    moves = {change.before: change for change in difference.reshaped if change.before}
    rows: dict[str, Counter[Cells]] = {change.after or change.before: Counter() for change in difference.reshaped}
    for path, table in tables.items():
        change = moves.get(path)
        for cells in table.rows:
            place, found = moved(path, cells, change if change and change.after else None)
            rows.setdefault(place, Counter())[found] += 1
        rows.setdefault(change.after or path if change else path, Counter())
    own = {(path, cell_in(cells, OWN)): cells for path, found in rows.items() for cells in found}
    for revision in difference.revisions:
        for path, cells, number in (*_own_rows(own, revision), *_other_rows(revision)):
            rows[path][cells] += number
            if rows[path][cells] < 0:
                raise ValueError(f"{path}: {cells}")
    headings = {path: table.heading for path, table in tables.items() if path not in moves}
    headings |= {change.after: change.heading_after for change in difference.reshaped if change.after}
    return {path: State(heading, tuple(rows[path].elements())) for path, heading in headings.items()}


def _own_rows(own: Mapping[tuple[str, str], Cells], revision: Revision) -> Iterator[tuple[str, Cells, int]]:
    """The own row of an entry, to be taken out and to be put in."""
    was, now = revision.event != "added", revision.event != "deleted"
    if not revision.table or (was and now and not revision.fields and not revision.moved_from):
        return
    origin = revision.moved_from or revision.table
    before = own.get((origin, revision.subject), ()) if was else ()
    if was:
        yield origin, before, -1
    if now:
        yield revision.table, revision.own_row(before), 1


def _other_rows(revision: Revision) -> Iterator[tuple[str, Cells, int]]:
    for row in revision.rows:
        if row.before is not None:
            yield row.table, row.before, -1
        if row.after is not None:
            yield row.table, row.after, 1
