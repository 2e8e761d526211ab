"""What is measured and what we claim of it: every goal stands in this table and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that is wrong: the role of its table, its column, and what stands in it."""

    role: str
    column: str
    cell: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing to measure, `runs` times on each side.

    `goal` is the least number of times that the peer must need our CPU time; `most_memory` the most MiB that we may need.
    An unchanged tree was checked once before, with a cache that is kept; in every other run nothing is cached.
    """

    name: str
    rows: int
    runs: int
    goal: float
    most_memory: float | None = None
    is_unchanged: bool = False
    wrong: Wrong | None = None


WRONG_REFERENCE = Wrong("implementations", "body", "ORG-999999")
WRONG_TYPE = Wrong("implementations", "promised_days", "ten")

SCENARIOS = (
    Scenario("valid", 2_600, runs=7, goal=5),
    Scenario("valid", 32_000, runs=7, goal=8),
    Scenario("valid", 300_000, runs=3, goal=8, most_memory=250),
    Scenario("unchanged since the last check", 32_000, runs=7, goal=50, is_unchanged=True),
    Scenario("one wrong reference", 300_000, runs=3, goal=1 / 1.5, wrong=WRONG_REFERENCE),
    Scenario("one value of a wrong type", 300_000, runs=3, goal=1 / 1.5, wrong=WRONG_TYPE),
)
