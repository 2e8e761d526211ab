"""The fast pass says "valid" only where frictionless does; and whatever frictionless finds wrong we tell on the same line."""

from __future__ import annotations

from hypothesis import event, given

from tests.soundness.catalogues import catalogues
from tests.soundness.judged import Judged, judged, loaded
from tests.soundness.reference import CELL_ERRORS, Fault, faults
from tests.soundness.runs import counted, run_of
from tests.soundness.sheets import World

WAYS = ("all lines at once", "line by line")

HIDING = ("wrong_type", "full_width")
"""A cell that is not written as it must be may hide that its value stands elsewhere too: that is told once the cell is mended."""


def test_nothing_is_called_valid_that_frictionless_refuses() -> None:
    tally = counted("soundness")

    @run_of(1)
    @given(catalogues())
    def soundness(world: World) -> None:
        catalogue, wrong = loaded(world), faults(world)
        found = [judged(catalogue, way) for way in WAYS]
        event("valid" if not wrong else "refused")
        tally.examples += 1
        tally.valid += not wrong
        tally.in_doubt += any(any(ours.doubtful.values()) for ours in found)
        tally.false_valid += any(wrong and not ours.problems for ours in found)
        for ours in found:
            assert ours.problems or not wrong
            assert untold(ours, wrong) == set()

    soundness()
    assert tally.false_valid == 0
    assert tally.valid * 2 >= tally.examples, str(tally)


def untold(ours: Judged, wrong: tuple[Fault, ...]) -> set[Fault]:
    """The errors of frictionless on lines of which we say nothing. Of a file that is no table we say only that."""
    if ours.is_malformed:
        return set()
    hides = any(problem.key in HIDING for problem in ours.problems)
    due = {fault for fault in wrong if fault.type in CELL_ERRORS or not hides}
    return {fault for fault in due if (fault.path, fault.line) not in ours.told}
