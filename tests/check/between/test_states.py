"""Rows are found again where they stand after a change, and those whose key a spreadsheet damaged beside what they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from qingdan.check.between.cells import Row
from qingdan.check.between.ids import former_names
from qingdan.check.between.rules import check_between
from qingdan.check.between.states import TwoStates, two_states
from qingdan.check.checks import check_files
from qingdan.gate.files import read_folders
from qingdan.history.between import between
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.problem import Finding, Place, Problem
from tests.world import MESSAGES as SAID
from tests.world import POWERS, PROCEDURES, REGISTERS, SOURCE, change, gaps_of, load_world

PROCEDURE = f"{PROCEDURES}/procedures.csv"


def files_of(root: Path) -> dict[str, bytes]:
    files, problems = read_folders(root, SOURCE)
    assert not problems
    return {file.path: file.data for file in files}


def states_of(root: Path, base: dict[str, bytes]) -> TwoStates:
    catalogue, problems = load_world(root)
    assert catalogue, problems
    return two_states(catalogue, base, files_of(root))


def problems_of_change(root: Path, base: dict[str, bytes]) -> tuple[Problem, ...]:
    """What is wrong with a change; each problem fills every gap of its message."""
    catalogue, checked = check_files(read_folders(root, SOURCE)[0])
    assert catalogue
    found = check_between(two_states(catalogue, base, files_of(root)), checked, date(2026, 3, 2)).problems
    for problem in found:
        kind = problem.values.get("kind")
        said = {**SAID[problem.key], **(SAID.get(f"{problem.key}/{kind}", {}))}
        assert gaps_of(said) - set(problem.values) == set()
    return found


@pytest.fixture
def base(world: Path) -> Iterator[dict[str, bytes]]:
    yield files_of(world)


def test_two_states_that_are_the_same_hold_nothing(world: Path, base: dict[str, bytes]) -> None:
    states = states_of(world, base)
    assert (bool(states.difference), states.own, states.lines, states.cells.cells) == (False, {}, {}, ())


def test_an_entry_of_which_only_another_row_changed_is_known_with_its_authority(world: Path, base: dict[str, bytes]) -> None:
    change(world / PROCEDURES / "steps.csv", ",10,day", ",12,day")
    states = states_of(world, base)
    ((revision, row),) = states.entries
    assert (revision.subject, revision.table, row.line, row.cells["authority"]) == ("PRC-0001", PROCEDURE, 2, "AUT-0001")
    (found,) = problems_of_change(world, base)
    assert (found.key, found.place) == ("same_authority", Place(PROCEDURE, 2, 21, "authority"))
    assert (found.values["changed"], found.values["changed_en"]) == ("步骤 · 期限", "Steps · Time limit")


def test_the_message_names_rows_that_came_and_went_once_each(world: Path, base: dict[str, bytes]) -> None:
    change(world / PROCEDURES / "bodies.csv", "PRC-0001,assists,ORG-0002,\n", "")
    added = "PRC-0001,LAW-0001-20200101,第十三条,,establishes,\nPRC-0001,LAW-0001-20200101,第十四条,,establishes,\n"
    change(world / PROCEDURES / "bases.csv", "PRC-0002,", f"{added}PRC-0002,")
    (found,) = problems_of_change(world, base)
    assert found.values["changed_en"] == "+ Legal bases, − Bodies"


def test_two_codes_that_lost_their_zeros_are_paired_with_what_they_were(world: Path) -> None:
    change(world / REGISTERS / "codes/power-type.csv", "01,样例许可,SAMPLE licence,\n", "01,样例,SAMPLE,\n02,样例,SAMPLE,\n")
    base = files_of(world)
    change(world / REGISTERS / "codes/power-type.csv", "01,样例,SAMPLE,\n02,样例,SAMPLE,\n", "1,样例,SAMPLE,\n2,样例,SAMPLE,\n")
    states = states_of(world, base)
    path = f"{REGISTERS}/codes/power-type.csv"
    rows = {key: Row(path, path, (("code", key), ("english", "SAMPLE"), ("name", "样例"))) for key in ("01", "02", "1", "2")}
    assert states.cells.gone == {rows["01"], rows["02"]}
    assert states.cells.come == {rows["1"], rows["2"]}
    assert [(problem.key, problem.place.line) for problem in problems_of_change(world, base)] == [
        ("excel_zeros", 2),
        ("excel_zeros", 3),
    ]


def test_a_row_that_differs_in_more_than_damage_is_not_paired(world: Path, base: dict[str, bytes]) -> None:
    change(world / REGISTERS / "codes/power-type.csv", "01,样例许可,SAMPLE licence", "1,样例别的,SAMPLE other")
    states = states_of(world, base)
    assert (states.cells.gone, states.cells.come) == (frozenset(), frozenset())
    assert [cell.before for cell in states.cells.cells] == [None] * 3


def test_a_row_of_which_every_column_is_editorial_is_free(world: Path, base: dict[str, bytes]) -> None:
    change(world / PROCEDURES / "related.csv", "RSP-0001\n", "RSP-0001\nPRC-0001,see_also,PWR-0001\n")
    assert problems_of_change(world, base) == ()


def test_what_came_and_went_in_a_history_is_known_by_its_last_name(world: Path) -> None:
    first = files_of(world)
    change(world / POWERS / "powers.csv", "样例权力", "样例权力二")
    second = files_of(world)
    third = {**second, f"{POWERS}/powers.csv": second[f"{POWERS}/powers.csv"].split(b"\n")[0] + b"\n"}
    commit = Commit("", "", "", "")
    steps = [Step(commit, between(*pair)) for pair in (({}, first), (first, second), (second, third))]
    assert former_names(steps) == {"PWR-0001": "样例权力二"}
    assert former_names([*steps, Step(commit, between(third, second))]) == {}


def test_a_problem_of_the_change_takes_the_place_of_one_of_the_same_cell(world: Path) -> None:
    change(world / PROCEDURE, "2026-01-01,2026-12-31", "2026-01-02,")
    base = files_of(world)
    change(world / PROCEDURE, "2026-01-02,", "2026/1/2,")
    catalogue, checked = check_files(read_folders(world, SOURCE)[0])
    assert catalogue
    assert [problem.key for problem in checked.problems] == ["wrong_type"]
    states = two_states(catalogue, base, files_of(world))
    assert [problem.key for problem in check_between(states, checked, date(2026, 3, 2)).problems] == ["excel_date"]


@pytest.mark.parametrize(
    ("today", "found"), [(date(2025, 5, 8), ()), (date(2025, 5, 9), (Finding("late_publication", "PRC-0002"),))]
)
def test_a_late_decision_is_a_finding_and_a_notice_and_stops_nothing(
    world: Path, base: dict[str, bytes], today: date, found: tuple[Finding, ...]
) -> None:
    """The decision is of Monday, 5 May 2025; the third working day after it is Thursday."""
    change(world / PROCEDURE, "order,,in_force,,,statute_text,AUT-0001", "order,,in_force,,,statute_text,AUT-0003")
    catalogue, checked = check_files(read_folders(world, SOURCE)[0])
    assert catalogue
    answer = check_between(two_states(catalogue, base, files_of(world)), checked, today)
    assert (answer.problems, answer.findings) == ((), (*checked.findings, *found))
    assert [notice.place for notice in answer.notices[len(checked.notices) :]] == [
        Place(PROCEDURE, 3, 21, "authority") for _ in found
    ]


def test_what_once_had_an_id_may_come_back_as_what_it_was(world: Path, base: dict[str, bytes]) -> None:
    path = f"{POWERS}/powers.csv"
    before = {**base, path: base[path].split(b"\n")[0] + b"\n"}
    states = states_of(world, before)
    catalogue, checked = check_files(read_folders(world, SOURCE)[0])
    assert catalogue
    for name, keys in (("样例权力", []), ("样例别的", ["id_reused"])):
        told = check_between(states._replace(former={"PWR-0001": name}), checked, date(2026, 3, 2))
        assert [problem.key for problem in told.problems] == keys
