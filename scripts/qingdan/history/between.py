"""What two states of the tables differ in, whatever lies between. Reordered rows and other ways of writing are no difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingdan.history.ledger import ledger_of
from qingdan.history.revisions import Difference
from qingdan.history.rows import turned
from qingdan.history.sheet import Sheet, sheet_of, turn_between


def between(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Difference:
    """What two sets of files differ in; only tables (`.csv`) and descriptors (`.yaml`) are looked at.

    A table that went and one that came with mostly the same rows are one that moved.
    """
    if old == new:
        return Difference()
    tables = {path: sheet_of(data) for path, data in old.items() if path.endswith(".csv")}
    before = {path: sheet for path, sheet in tables.items() if old[path] != new.get(path)}
    after = {path: sheet_of(data) for path, data in new.items() if path.endswith(".csv") and data != old.get(path)}
    moves = dict(_moves(before, after))
    stayed = {path: path for path in before if path in after}
    went = {path: "" for path in before if path not in after and path not in moves}
    came = {path: "" for path in after if path not in before and path not in moves.values()}
    pairs = (*stayed.items(), *moves.items(), *went.items(), *((old, path) for path, old in came.items()))
    files = [
        file
        for one, other in pairs
        for file in turned(one, other, turn_between(before.get(one, Sheet()), after.get(other, Sheet())))
    ]
    described = tuple(path for path in sorted({*old, *new}) if path.endswith(".yaml") and old.get(path) != new.get(path))
    return ledger_of(tables).difference(files, described)


def _moves(before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Iterator[tuple[str, str]]:
    """Tables that went, each with the one that came in its place: the first that shares more than half of its lines."""
    free = {path: set(sheet.lines) for path, sheet in after.items() if path not in before}
    for path, sheet in before.items():
        if path not in after:
            own = sheet.lines
            found = next((other for other, lines in free.items() if len(lines.intersection(own)) * 2 > len(own)), None)
            if found:
                del free[found]
                yield path, found
