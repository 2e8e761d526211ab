"""The schema's verdict on the rows: each kind of mistake with its cell, and nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from qingdan.problem import Place, Problem
from tests.world import IMPLEMENTATIONS, POWERS, PROCEDURES, REGISTERS, change, place, problems_of, write_world

ENTRIES, STEPS, SCOPES = f"{PROCEDURES}/procedures.csv", f"{PROCEDURES}/steps.csv", f"{PROCEDURES}/scopes.csv"
BODIES, BASES, RELATED = f"{PROCEDURES}/bodies.csv", f"{PROCEDURES}/bases.csv", f"{PROCEDURES}/related.csv"
ORGANISATIONS, LAWS, STANDING = (f"{REGISTERS}/{name}.csv" for name in ("organisations", "laws", "codes/law-standing"))
VERSIONS, AUTHORITIES = f"{REGISTERS}/law-versions.csv", f"{REGISTERS}/authorities.csv"
HERE = f"{IMPLEMENTATIONS}/implementations.csv"

WORDS = ("title", "title_en", "target", "target_en", "reason")
"""Values that are words of a descriptor or of the validator, left out here so that rewording either breaks no test."""


@dataclass(frozen=True)
class Mistake:
    """What an editor writes in a line in the place of what stands there, and the problem that tells of it."""

    old: str
    new: str
    problem: Problem


def mistake(where: tuple[str, int, str], old: str, new: str, key: str, cell: str, **more: str) -> Mistake:
    return Mistake(old, new, Problem(key, place(*where), {"cell": cell, "name": where[2], **more}))


def meant(key: str, name: str) -> dict[str, str]:
    return {"meant": key, "meant_name": name}


RULES: Mapping[str, dict[str, str]] = {
    "phone": {
        "rule": "pattern: [0-9+()\\- ]{5,20}",
        "kind": "pattern",
        "bound": "[0-9+()\\- ]{5,20}",
        "length": "7",
        "example": "",
    },
    "number": {"rule": "minimum: 1", "kind": "minimum", "bound": "1", "length": "1", "example": "3"},
    "name": {"rule": "maxLength: 20", "kind": "maxLength", "bound": "20", "length": "24", "example": "提出申请"},
}

MISTAKES: Mapping[str, Mistake] = {
    "text where a number must be": mistake(
        (STEPS, 3, "days"), ",10,day", ",ten,day", "wrong_type", "ten", type="integer", kind="integer"
    ),
    "a day that no calendar has": mistake(
        (ENTRIES, 2, "valid_to"), "2026-12-31", "2026-02-30", "wrong_type", "2026-02-30", type="date", kind="date"
    ),
    "a pattern": mistake((HERE, 2, "phone"), "000-00000", "call us", "against_constraint", "call us", **RULES["phone"]),
    "a smallest value": mistake((SCOPES, 2, "list_number"), ",7,", ",0,", "against_constraint", "0", **RULES["number"]),
    "a greatest length": mistake(
        (STEPS, 2, "name"), "样例申请", "样例申请" * 6, "against_constraint", "样例申请" * 6, **RULES["name"]
    ),
    "a required cell": mistake((ENTRIES, 3, "summary"), "样例：第二件事。", "", "blank_cell", ""),
    "a double id": mistake(
        (LAWS, 4, "id"),
        *("LAW-0002,", "LAW-0002,样例国另法,另法,SAMPLE Other Law,law,\nLAW-0002,", "double_key", "LAW-0002"),
        line="3",
    ),
    "a value that must be unique": mistake(
        (ORGANISATIONS, 4, "name"),
        *("ORG-0009,", "ORG-0008,样例居委会,SAMPLE,office,,,,false\nORG-0009,", "double_value", "样例居委会"),
    ),
    "a code with a slip": mistake(
        (ENTRIES, 3, "aspect"), ",order,", ",ordre,", "unknown_reference_near", "ordre", **meant("order", "样例秩序")
    ),
    "a body by a name that is nearly right": mistake(
        (BODIES, 3, "body"),
        *("ORG-0002", "样例街道办", "unknown_reference_near", "样例街道办"),
        **meant("ORG-0001", "样例街道办事处"),
    ),
    "a body that is like no other": mistake(
        (f"{POWERS}/bodies.csv", 2, "body"), "ORG-0001", "nobody", "unknown_reference", "nobody"
    ),
    "an entry of the same list that is not there": mistake((BASES, 5, "entry"), "PRC-0009,", "甲,", "unknown_reference", "甲"),
    "an entry of another list by its name": mistake(
        (RELATED, 2, "other"), "RSP-0001", "样例责", "unknown_reference_near", "样例责", **meant("RSP-0001", "样例责任")
    ),
    "a reference from one register to another": mistake((AUTHORITIES, 4, "body"), "ORG-0001", "甲", "unknown_reference", "甲"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What is told of a world with all these mistakes at once, without the words of descriptors."""
    world = write_world(tmp_path_factory.mktemp("mistakes"))
    for made in MISTAKES.values():
        change(world / made.problem.place.path, made.old, made.new)
    return tuple(
        found._replace(values={name: value for name, value in found.values.items() if name not in WORDS})
        for found in problems_of(world)
    )


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_its_cell(told: tuple[Problem, ...], name: str) -> None:
    expected = MISTAKES[name].problem
    assert [found for found in told if found.place == expected.place] == [expected]


def test_nothing_else_is_told(told: tuple[Problem, ...]) -> None:
    assert {found.place for found in told} == {made.problem.place for made in MISTAKES.values()}


NOT_AS_WRITTEN: Mapping[str, tuple[Place, str, str]] = {
    "true as Excel writes it": (place(ORGANISATIONS, 4, "sample"), ",,,true", ",,,TRUE"),
    "a claim as a figure": (place(ORGANISATIONS, 3, "sample"), "committee,office,,,,false", "committee,office,,,,0"),
    "a date without its zeros": (place(ENTRIES, 2, "valid_from"), "2026-01-01", "2026-1-1"),
    "a date in full-width figures": (place(VERSIONS, 3, "text_checked_on"), "2025-02-28", "２０２５-02-28"),
    "a number with an underscore": (place(STEPS, 3, "days"), ",10,day", ",1_0,day"),
    "a number in full-width figures": (place(SCOPES, 2, "list_number"), ",7,", ",７,"),
    "more than the first way of a pattern": (place(BASES, 2, "article"), "第十二条", "第十二条或者别的"),
    "less than the last way of a pattern": (place(STANDING, 3, "concern"), "basis_to_be_checked", "perhaps_basis_to_be_checked"),
    "more than the first way of another": (place(STANDING, 4, "concern"), "basis_superseded", "basis_superseded_perhaps"),
}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What is told of a world with all these cells, a child row twice, a row without an id, and an id that leads out."""
    world = write_world(tmp_path_factory.mktemp("strange"))
    for where, old, new in NOT_AS_WRITTEN.values():
        change(world / where.path, old, new)
    change(world / BODIES, "PRC-0001,assists", "PRC-0001,responsible,ORG-0001,\nPRC-0001,assists")
    change(world / LAWS, "LAW-0002,", ",")
    change(world / POWERS / "datapackage.yaml", "            pattern: (PWR)-[0-9]{4,6}\n", "")
    for name in ("powers", "bodies", "bases"):
        change(world / POWERS / f"{name}.csv", "PWR-0001", "../../../out")
    return problems_of(world)


@pytest.mark.parametrize("cell", NOT_AS_WRITTEN)
def test_a_cell_that_is_not_written_as_the_guide_says_is_refused(strange: tuple[Problem, ...], cell: str) -> None:
    assert NOT_AS_WRITTEN[cell][0] in {found.place for found in strange}


def test_a_child_row_that_stands_twice_is_not_taken_for_an_id(strange: tuple[Problem, ...]) -> None:
    assert [found.key for found in strange if found.place.path == BODIES] == ["double_row"]


def test_a_blank_id_is_told_once(strange: tuple[Problem, ...]) -> None:
    assert [found.key for found in strange if found.place.path == LAWS] == ["blank_cell"]


def test_an_id_that_leads_out_of_the_site_is_refused(strange: tuple[Problem, ...]) -> None:
    assert place(f"{POWERS}/powers.csv", 2, "id") in {found.place for found in strange}


@pytest.mark.parametrize(("cell", "offered"), [("ORG-9999", ""), ("ORG-1", "ORG-0001"), ("org-0001", "ORG-0001")])
def test_of_numbered_ids_only_the_same_number_is_offered(world: Path, cell: str, offered: str) -> None:
    change(world / f"{POWERS}/bodies.csv", "ORG-0001", cell)
    assert [problem.values.get("meant", "") for problem in problems_of(world)] == [offered]
