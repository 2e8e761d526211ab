"""Exceptions let a fact pass that breaks a rule, say why, and are told once they have nothing left to let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.check.checks import check_files
from qingdan.gate.files import read_folders
from qingdan.problem import Notice, Problem
from tests.world import PROCEDURES, SOURCE, change, problems_of

DESCRIPTOR = f"{PROCEDURES}/datapackage.yaml"
EXCEPTION = "    - {error: promise_longer_than_limit, entry: PRC-0001, reason: 样例理由, date: 2026-01-31}\n"


def excuse(world: Path, exception: str = EXCEPTION) -> None:
    change(world / DESCRIPTOR, "qingdan:\n", f"qingdan:\n  exceptions:\n{exception}")


def break_the_promise(world: Path) -> None:
    change(world / PROCEDURES / "procedures.csv", ",15,day,,,", ",15,day,16,day,")


def notices_of(world: Path) -> list[Notice]:
    _, checked = check_files(read_folders(world, SOURCE)[0])
    return [notice for notice in checked.notices if notice.key != "example_contact"]


def test_an_exception_lets_the_problem_it_names_pass(world: Path) -> None:
    break_the_promise(world)
    assert [problem.key for problem in problems_of(world)] == ["promise_longer_than_limit"]
    excuse(world)
    assert (problems_of(world), notices_of(world)) == ((), [])


def test_an_exception_for_another_entry_lets_nothing_pass(world: Path) -> None:
    break_the_promise(world)
    excuse(world, EXCEPTION.replace("PRC-0001", "PRC-0002"))
    assert [problem.key for problem in problems_of(world)] == ["promise_longer_than_limit"]


def test_an_exception_that_is_no_longer_needed_is_told_with_its_line_and_stops_nothing(world: Path) -> None:
    excuse(world)
    line = (world / DESCRIPTOR).read_text("utf-8").split("\n").index(EXCEPTION.rstrip("\n")) + 1
    (notice,) = notices_of(world)
    assert (problems_of(world), notice.key, notice.place.path, notice.place.line) == (
        (),
        "exception_not_needed",
        DESCRIPTOR,
        line,
    )
    assert dict(notice.values) == {"error": "promise_longer_than_limit", "entry": "PRC-0001", "since": "2026-01-31"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("promise_longer_than_limit", "wrong_type"),
        ("reason: 样例理由", 'reason: ""'),
        ("reason: 样例理由, ", ""),
        ("date: 2026-01-31", "date: soon"),
        ("date: 2026-01-31", "since: 2026-01-31"),
    ],
    ids=["of a rule of form", "without words", "without a reason", "without a day", "with an unknown word"],
)
def test_an_exception_without_all_its_parts_or_from_a_rule_of_form_is_refused(world: Path, old: str, new: str) -> None:
    excuse(world, EXCEPTION.replace(old, new))
    (problem,) = problems_of(world)
    assert (isinstance(problem, Problem), problem.place.path) == (True, DESCRIPTOR)
