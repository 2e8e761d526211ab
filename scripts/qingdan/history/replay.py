"""From patches to differences, commit by commit. What they say, applied in order, gives every table back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qingdan.history.patch import Commit, Patch
from qingdan.history.revisions import Difference, Known, known_in
from qingdan.history.rows import Turned, turned
from qingdan.history.sheet import Sheet, sheet_of


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit of the first-parent line did."""

    commit: Commit
    difference: Difference


@dataclass(slots=True)
class Replay:
    """The tables as they stand after the commits that were replayed."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    def steps(self, history: Iterable[tuple[Commit, tuple[Patch, ...]]]) -> Iterator[Step]:
        """Replays the commits, the oldest first; those that did nothing to a table or a descriptor are left out."""
        for commit, patches in history:
            described = tuple(sorted(patch.after or patch.before for patch in patches if _is(patch, ".yaml")))
            difference = self.known.difference(tuple(self._turned([patch for patch in patches if _is(patch, ".csv")])), described)
            if difference:
                yield Step(commit, difference)

    def _turned(self, patches: Sequence[Patch]) -> Iterator[Turned]:
        opened = [self.sheets.pop(patch.before, Sheet()) for patch in patches]
        for patch, sheet in zip(patches, opened, strict=True):
            turn = sheet.turn(patch.data)
            if patch.after:
                self.sheets[patch.after] = sheet
            yield from turned(patch.before, patch.after, turn)


def replay_from(files: Mapping[str, bytes]) -> Replay:
    """A replay that goes on where the tables stand so."""
    sheets = {path: sheet_of(data) for path, data in files.items() if path.endswith(".csv")}
    return Replay(sheets, known_in(sheets))


def _is(patch: Patch, ending: str) -> bool:
    return (patch.after or patch.before).endswith(ending)
