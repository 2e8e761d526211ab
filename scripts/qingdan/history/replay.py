"""From the files that commits change to differences. What they say, applied in order, gives every table back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qingdan.history.ledger import ledger_of
from qingdan.history.log import Commit, FileChange
from qingdan.history.revisions import Difference
from qingdan.history.rows import Turned, turned
from qingdan.history.sheet import Sheet, sheet_of


class Step(NamedTuple):
    """What one commit of the first-parent line did."""

    commit: Commit
    difference: Difference


class Replay:
    """The tables as they stand after the commits that were replayed."""

    __slots__ = ("ledger", "sheets")

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files` are those that stand before the first of them."""
        self.sheets = {path: sheet_of(data) for path, data in files.items() if path.endswith(".csv")}
        self.ledger = ledger_of(self.sheets)

    def steps(self, history: Iterable[tuple[Commit, tuple[FileChange, ...]]]) -> Iterator[Step]:
        """Replays the commits, the oldest first; those that did nothing to a table or a descriptor are left out."""
        for commit, changes in history:
            described = tuple(sorted(change.after or change.before for change in changes if _is(change, ".yaml")))
            difference = self.ledger.difference(
                tuple(self._turned([change for change in changes if _is(change, ".csv")])), described
            )
            if difference:
                yield Step(commit, difference)

    def _turned(self, changes: Sequence[FileChange]) -> Iterator[Turned]:
        opened = [self.sheets.pop(change.before, Sheet()) for change in changes]
        for change, sheet in zip(changes, opened, strict=True):
            turn = sheet.turn(change.data)
            if change.after:
                self.sheets[change.after] = sheet
            yield from turned(change.before, change.after, turn)


def _is(change: FileChange, ending: str) -> bool:
    return (change.after or change.before).endswith(ending)
