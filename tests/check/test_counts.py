"""As many rows as a descriptor expects, both ends included."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.problem import Place, Problem
from tests.world import POWERS, PROCEDURES, change, problems_of

ENTRIES = Place(f"{PROCEDURES}/procedures.csv", 1)


def expect(world: Path, rows: str) -> tuple[Problem, ...]:
    change(world / PROCEDURES / "datapackage.yaml", "      rules:\n", f"      rows: {rows}\n      rules:\n")
    return problems_of(world)


@pytest.mark.parametrize("rows", ["{minimum: 3}", "{maximum: 3}", "{minimum: 3, maximum: 3}", "{minimum: 0}"])
def test_as_many_rows_as_expected_pass(world: Path, rows: str) -> None:
    assert expect(world, rows) == ()


def test_a_table_that_was_cut_off_is_named(world: Path) -> None:
    assert expect(world, "{minimum: 4}") == (Problem("too_few_rows", ENTRIES, {"found": "3", "expected": "4"}),)


def test_a_table_that_was_doubled_is_named(world: Path) -> None:
    expected = Problem("more_rows_than_expected", ENTRIES, {"found": "3", "expected": "2"})
    assert expect(world, "{maximum: 2}") == (expected,)


@pytest.mark.parametrize("rows", ["{minimum: -1}", "{minimum: many}", "{least: 3}", "3"])
def test_an_expectation_that_nobody_understands_is_refused(world: Path, rows: str) -> None:
    (problem,) = expect(world, rows)
    assert (problem.place.path, problem.place.line is not None) == (f"{PROCEDURES}/datapackage.yaml", True)
    assert POWERS not in problem.place.path
