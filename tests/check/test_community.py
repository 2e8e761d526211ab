"""No community is responsible in a field where none may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.problem import Problem
from tests.world import RESPONSIBILITIES, change, place, problems_of

RULE = "        - {rule: not_responsible, when: aspect, is: care, part: responsible, kind: office}\n"
BODIES = f"{RESPONSIBILITIES}/bodies.csv"


def ask(world: Path, rule: str = RULE) -> None:
    change(world / RESPONSIBILITIES / "datapackage.yaml", "      rules:\n", f"      rules:\n{rule}")


def test_a_body_of_the_kind_that_may_not_be_responsible_is_named(world: Path) -> None:
    ask(world)
    titles = {"title": "机构", "title_en": "Body"}
    values = {"entry": "RSP-0001", "body": "样例街道办事处", "key": "ORG-0001", **titles}
    assert problems_of(world) == (Problem("community_responsible", place(BODIES, 2, "body"), values),)


@pytest.mark.parametrize(
    ("old", "new"),
    [("is: care", "is: order"), ("part: responsible", "part: assists"), ("kind: office", "kind: community")],
    ids=["another field", "another part", "another kind of body"],
)
def test_only_what_the_descriptor_says_is_refused(world: Path, old: str, new: str) -> None:
    ask(world, RULE.replace(old, new))
    assert problems_of(world) == ()
