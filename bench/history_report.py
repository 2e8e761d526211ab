"""The section of `results.md` on the history. Pure: it is given what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.measure import Cost
from bench.report import cpu, median_of, met, spread, table, wall
from bench.scenarios import BARE, LEAST_OF_PEER, MOST_FOR_NEW, MOST_OF_GIT, PEER, History


@dataclass(frozen=True, slots=True)
class Part:
    """What the first commits cost: us, told whole; git-history, the first of them alone and the others after it."""

    ours: tuple[Cost, ...]
    peer_first: Cost
    peer_others: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a history cost, run by run: the whole, bare git, one new commit, and a start where there is nothing to tell.

    No `part` where git-history could not be had.
    """

    history: History
    whole: tuple[Cost, ...]
    bare: tuple[Cost, ...]
    new: tuple[Cost, ...]
    start: tuple[Cost, ...]
    part: Part | None


TEXT = """\
## The history

The whole history of the lists is told from git: every revision of every entry, of what belongs to it and of the registers.
The repositories are invented: every commit amends, adds, withdraws or deletes one to five of the implementations in the number
given, one of five also what belongs to a matter.
Seconds are those of whole processes and of the processes they start; the median of the runs, which were done in turn.

### Beside bare git

`{bare}` prints the same changes and understands none of them.
The ratio is our CPU time divided by that of git.

{whole}

### One new commit

What was told before is remembered, all but the last commit.
A start is a run where there is nothing to tell: Python starts, and git says so. One new commit cannot cost less.

{new}

### Beside git-history

{peer}

Runs of one kind and size lay at most {spread:.0%} of their median apart.

### Memory of the history

MiB at the peak of the largest process, the highest of the runs.

{memory}

In every run all revisions were told that had been made, counted by what happened.
"""

PEER_TEXT = """\
git-history {version} writes the states of the rows of one file, the implementations, into SQLite.
The other files it does not read, and what was deleted it does not see.
`git-history file … {options}` is the fastest way that is right here.
`--csv` alone guesses the delimiter, and wrongly in these data.
So that this ends in time, both sides told the first commits: git-history the first of them once, then the others from a copy of
that database, run by run.
In every run it found all states of rows that had been made.
For the whole its time is **extrapolated**, not measured: that of the first commit, and for every later one the mean of those
measured.
The ratio is the CPU time of git-history divided by ours.

{times}

A further commit costs git-history the mean of those it was measured on, and us that of those behind them:

{each}
"""

NOT_HAD = (
    "git-history could not be installed on this machine, so nothing is said of it: the goal (≥ {goal:.0f}) was **not measured**."
)

BESIDE = ("qingdan CPU", "qingdan wall", "git CPU", "git wall")
WHOLE_HEADING = ("commits", "rows", "runs", *BESIDE, "ratio", "goal", "met")
NEW_HEADING = ("commits", "rows", "runs", "qingdan CPU", "qingdan wall", "of the whole", "goal", "met", "a start", "of the whole")
PEER_HEADING = ("commits", "rows", "runs", "qingdan CPU", "git-history CPU", "ratio", "goal", "met")
EACH_HEADING = ("rows", "qingdan CPU, ms", "git-history CPU, ms", "ratio")
MEMORY_HEADING = ("commits", "rows", "qingdan", "one new commit", "git")


def section(told: tuple[Told, ...], version: str) -> str:
    """The section; blank where no history was told. `version` is that of git-history."""
    if not told:
        return ""
    costs = [
        costs
        for one in told
        for costs in (one.whole, one.bare, one.new, one.start, *((one.part.ours, one.part.peer_others) if one.part else ()))
    ]
    return TEXT.format(
        bare=" ".join(BARE),
        whole=table(WHOLE_HEADING, map(_whole_row, told)),
        new=table(NEW_HEADING, map(_new_row, told)),
        peer=_peer(told, version),
        spread=max(map(spread, costs)),
        memory=table(MEMORY_HEADING, map(_memory_row, told)),
    ).rstrip()


def _peer(told: Iterable[Told], version: str) -> str:
    parts = [(one, one.part) for one in told if one.part]
    if not parts:
        return NOT_HAD.format(goal=LEAST_OF_PEER)
    return PEER_TEXT.format(
        version=version,
        options=" ".join(PEER),
        times=table(PEER_HEADING, (row for one, part in parts for row in _peer_rows(one, part))),
        each=table(EACH_HEADING, (_each_row(one, part) for one, part in parts)),
    ).rstrip()


def _whole_row(told: Told) -> tuple[str, ...]:
    seconds = (f"{median_of(costs, part):.3f}" for costs in (told.whole, told.bare) for part in (cpu, wall))
    ratio = median_of(told.whole, cpu) / median_of(told.bare, cpu)
    return (*_named(told), *seconds, f"{ratio:.2f}", f"≤ {MOST_OF_GIT:g}", met(ratio <= MOST_OF_GIT))


def _new_row(told: Told) -> tuple[str, ...]:
    seconds = (f"{median_of(told.new, part):.3f}" for part in (cpu, wall))
    whole, start = median_of(told.whole, cpu), median_of(told.start, cpu)
    ratio = median_of(told.new, cpu) / whole
    is_met = met(ratio <= MOST_FOR_NEW)
    return (*_named(told), *seconds, f"{ratio:.1%}", f"≤ {MOST_FOR_NEW:.0%}", is_met, f"{start:.3f}", f"{start / whole:.1%}")


def _peer_rows(told: Told, part: Part) -> Iterator[tuple[str, ...]]:
    """The part that was measured, and the whole, for which the peer is extrapolated."""
    history, first, others = told.history, part.peer_first.cpu, median_of(part.peer_others, cpu)
    whole = first + others / (history.part - 1) * (history.commits - 1)
    for commits, runs, seconds, note in (
        (history.part, part.ours, first + others, ""),
        (history.commits, told.whole, whole, " (extrapolated)"),
    ):
        ours = median_of(runs, cpu)
        named = (f"{commits:,}", f"{history.rows:,}", str(len(runs)))
        is_met = met(seconds / ours >= LEAST_OF_PEER)
        yield (*named, f"{ours:.3f}", f"{seconds:.1f}{note}", f"{seconds / ours:.0f}", f"≥ {LEAST_OF_PEER:.0f}", is_met)


def _each_row(told: Told, part: Part) -> tuple[str, ...]:
    history = told.history
    ours = (median_of(told.whole, cpu) - median_of(part.ours, cpu)) / (history.commits - history.part)
    peer = median_of(part.peer_others, cpu) / (history.part - 1)
    return f"{history.rows:,}", f"{ours * 1000:.2f}", f"{peer * 1000:.1f}", f"{peer / ours:.0f}"


def _memory_row(told: Told) -> tuple[str, ...]:
    peaks = (f"{max(cost.memory for cost in costs):.0f}" for costs in (told.whole, told.new, told.bare))
    return (f"{told.history.commits:,}", f"{told.history.rows:,}", *peaks)


def _named(told: Told) -> tuple[str, str, str]:
    return f"{told.history.commits:,}", f"{told.history.rows:,}", str(len(told.whole))
