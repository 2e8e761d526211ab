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


@dataclass(frozen=True, slots=True)
class History:
    """A history to be told: so many commits on so many rows, `runs` times each way.

    `part` are the first commits, few enough for git-history to end; its first commit is measured once, the others
    `part_runs` times.
    """

    commits: int
    rows: int
    runs: int
    part: int
    part_runs: int = 3


HISTORIES = (
    History(2_000, 2_600, runs=7, part=1_000),
    History(500, 32_000, runs=5, part=100),
)

BARE = ("git", "log", "-p", "-U0", "--", "lists", "catalogue")
"""What bare git is asked for: the same files."""

PEER = ("--id", "id", "--dialect", "excel", "--wal", "--silent")
"""How git-history is asked: it is told how CSV is written, and may write faster than it does by itself."""

MOST_OF_GIT = 2.0
"""A history is told in so many times the CPU time of `git log -p -U0` at most."""

LEAST_OF_PEER = 100.0
"""git-history needs so many times our CPU time at least."""

MOST_FOR_NEW = 0.05
"""One new commit costs such a part of the whole at most."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A site to be built: so many pages of entries and implementations, `runs` times in memory and `disk_runs` times on the disk.

    `mkdocs` and `zensical` say how often those write the same pages, in memory; 0 where they would take too long. `is_staged`
    asks for the cost of each stage, which takes a further build.
    """

    pages: int
    runs: int
    disk_runs: int
    mkdocs: int = 0
    zensical: int = 0
    is_staged: bool = True


SITES = (
    Pages(1_000, runs=3, disk_runs=0, mkdocs=3, zensical=3),
    Pages(10_000, runs=3, disk_runs=0, mkdocs=1),
    Pages(32_000, runs=3, disk_runs=1),
    Pages(100_000, runs=1, disk_runs=0, is_staged=False),
)

GOAL_AT = 32_000
"""The goals below hold for so many pages, in memory."""

MOST_FOR_SITE, MOST_FOR_HTML, MOST_FOR_JSON = 60.0, 20.0, 5.0
"""Seconds of CPU: the whole site at most, the HTML of entries and implementations, and their JSON."""

MOST_MEMORY_OF_SITE = 300.0
"""MiB at the peak of a build at most."""

MOST_OF_HUGO = 0.5
"""The HTML of entries and implementations costs such a part of the CPU time of Hugo at most."""

MOST_FOR_CHANGED, MOST_UNTIL_SHOWN = 8.0, 2.0
"""Seconds of CPU for one changed entry: to build the site again, and until `qingdan serve` shows it."""

GROWTH = (10_000, 100_000, 1.2)
"""Between these numbers of pages the CPU time a page grows by such a factor at most."""
