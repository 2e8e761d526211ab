"""The figures as `results.md` shows them. Pure: it is given what was measured and on what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from bench.measure import Cost
from bench.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Result:
    """What both sides cost, run by run."""

    scenario: Scenario
    ours: tuple[Cost, ...]
    peer: tuple[Cost, ...]

    @property
    def ratio(self) -> float:
        """How many times our CPU time the peer needs, by the medians."""
        return median_of(self.peer, cpu) / median_of(self.ours, cpu)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and with what the figures were taken."""

    processor: str
    cores: int
    system: str
    python: str
    qingdan: str
    frictionless: str
    git: str
    day: str


TEXT = """\
# What a check, the history and the pages cost

Written by `make bench`; do not edit.

## A check

`qingdan check` (gate, schema and rules) stands beside `frictionless validate` on the same CSV files.
The data are invented: implementations in the number given, their matters, bodies and registers beside them.

### Time of a check

Seconds of the whole process, from its start to its end; the median of the runs of each side.
The two sides ran in turn, one after the other.
The ratio is the CPU time of frictionless divided by that of qingdan: above 1 qingdan needs less.

{times}

Runs of one side and scenario lay at most {spread:.0%} of their median apart.

### Memory of a check

MiB at the peak, the highest of the runs.

{memory}

{sections}

## How it was measured

- Day: {machine.day}
- Processor: {machine.processor}, {machine.cores} cores
- System: {machine.system}
- Python {machine.python}
- qingdan {machine.qingdan}
- frictionless {machine.frictionless}
- {machine.git}
- Nothing cached: `{cold}`; unchanged: `qingdan check`, after one run that was not measured.
- frictionless is given one package: `datapackage.json` with every table and register and its foreign keys.
  It has no hashes to compare and its table of entries holds the matters alone, so it is given less work than by a published zip.
- Before anything was measured both sides accepted a valid tree and refused each wrong one.
  In every run the exit code was as it must be, and a wrong row was named by its line.

## Again

```sh
make bench
```

`make bench-quick` does the smaller sizes with fewer runs and writes `build/bench/results.md`.
`python -m bench.make --rows {rows} --seed {seed} FOLDER` writes the same data, to try something else on it;
`python -m bench.repository --rows 2600 --commits 2000 --seed {seed} FOLDER` a repository.
"""


def report(results: tuple[Result, ...], sections: tuple[str, ...], machine: Machine, cold: tuple[str, ...], seed: int) -> str:
    """`results.md`. `sections` are those on the history and the pages; `cold` are the options of a check that caches nothing."""
    return TEXT.format(
        times=table(TIME_HEADING, (_time_row(result) for result in results)),
        spread=max(spread(costs) for result in results for costs in (result.ours, result.peer)),
        memory=table(MEMORY_HEADING, map(_memory_row, results)),
        sections="\n\n".join(filter(None, sections)),
        machine=machine,
        cold=" ".join(("qingdan check", *cold)),
        rows=max(result.scenario.rows for result in results),
        seed=seed,
    )


TIME_HEADING = (
    *("what", "rows", "runs", "qingdan CPU", "qingdan wall", "frictionless CPU", "frictionless wall"),
    *("ratio", "goal", "met"),
)
MEMORY_HEADING = ("what", "rows", "qingdan", "frictionless", "goal", "met")


def _time_row(result: Result) -> tuple[str, ...]:
    scenario = result.scenario
    times = (median_of(costs, part) for costs in (result.ours, result.peer) for part in (cpu, wall))
    is_met = met(result.ratio >= scenario.goal)
    seconds = (f"{value:.3f}" for value in times)
    return (*_named(scenario), str(len(result.ours)), *seconds, f"{result.ratio:.2f}", _goal(scenario.goal), is_met)


def _memory_row(result: Result) -> tuple[str, ...]:
    ours, peer = (max(cost.memory for cost in costs) for costs in (result.ours, result.peer))
    most = result.scenario.most_memory
    goal = ("", "") if most is None else (f"≤ {most:.0f}", met(ours <= most))
    return (*_named(result.scenario), f"{ours:.0f}", f"{peer:.0f}", *goal)


def _named(scenario: Scenario) -> tuple[str, str]:
    return scenario.name, f"{scenario.rows:,}"


def _goal(ratio: float) -> str:
    """A goal below 1 allows us more time than the peer: how much, stands beside it."""
    return f"≥ {ratio:.2g}" if ratio >= 1 else f"≥ {ratio:.2g} (at most {1 / ratio:.3g} × its CPU)"


def met(is_met: bool) -> str:
    """Whether a goal is met, in a word."""
    return "yes" if is_met else "**no**"


def table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; all but the first column stand to the right."""

    def lines() -> Iterator[tuple[str, ...]]:
        yield heading
        yield ("---", *("--:" for _ in heading[1:]))
        yield from rows

    return "\n".join(f"| {' | '.join(line)} |" for line in lines())


def cpu(cost: Cost) -> float:
    """Its seconds of CPU."""
    return cost.cpu


def wall(cost: Cost) -> float:
    """Its seconds on the clock."""
    return cost.wall


def median_of(costs: tuple[Cost, ...], part: Callable[[Cost], float]) -> float:
    """The median of a part of the costs."""
    return median(map(part, costs))


def spread(costs: tuple[Cost, ...]) -> float:
    """How far the CPU times of several runs lie apart, as a part of their median."""
    times = [cost.cpu for cost in costs]
    return (max(times) - min(times)) / median(times)
