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
        return _median(self.peer, _cpu) / _median(self.ours, _cpu)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and with what the figures were taken."""

    processor: str
    cores: int
    system: str
    python: str
    qingdan: str
    frictionless: str
    day: str


TEXT = """\
# What a check costs

Written by `make bench`; do not edit.
`qingdan check` (gate, schema and rules) stands beside `frictionless validate` on the same CSV files.
The data are invented: implementations in the number given, their matters, bodies and registers beside them.

## Time

Seconds of the whole process, from its start to its end; the median of the runs of each side.
The two sides ran in turn, one after the other.
The ratio is the CPU time of frictionless divided by that of qingdan: above 1 qingdan needs less.

{times}

Runs of one side and scenario lay at most {spread:.0%} of their median apart.

## Memory

MiB at the peak, the highest of the runs.

{memory}

## How it was measured

- Day: {machine.day}
- Processor: {machine.processor}, {machine.cores} cores
- System: {machine.system}
- Python {machine.python}
- qingdan {machine.qingdan}
- frictionless {machine.frictionless}
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
`python -m bench.make --rows {rows} --seed {seed} FOLDER` writes the same data, to try something else on it.
"""


def report(results: tuple[Result, ...], machine: Machine, cold: tuple[str, ...], seed: int) -> str:
    """`results.md`. `cold` holds the options with which `qingdan check` ran where nothing was cached."""
    return TEXT.format(
        times=_table(TIME_HEADING, (_time_row(result) for result in results)),
        spread=max(_spread(costs) for result in results for costs in (result.ours, result.peer)),
        memory=_table(MEMORY_HEADING, map(_memory_row, results)),
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
    times = (_median(costs, part) for costs in (result.ours, result.peer) for part in (_cpu, _wall))
    met = _met(result.ratio >= scenario.goal)
    seconds = (f"{value:.3f}" for value in times)
    return (*_named(scenario), str(len(result.ours)), *seconds, f"{result.ratio:.2f}", _goal(scenario.goal), met)


def _memory_row(result: Result) -> tuple[str, ...]:
    ours, peer = (max(cost.memory for cost in costs) for costs in (result.ours, result.peer))
    most = result.scenario.most_memory
    goal = ("", "") if most is None else (f"≤ {most:.0f}", _met(ours <= most))
    return (*_named(result.scenario), f"{ours:.0f}", f"{peer:.0f}", *goal)


def _named(scenario: Scenario) -> tuple[str, str]:
    return scenario.name, f"{scenario.rows:,}"


def _goal(ratio: float) -> str:
    """A goal below 1 allows us more time than the peer: how much, stands beside it."""
    return f"≥ {ratio:.2g}" if ratio >= 1 else f"≥ {ratio:.2g} (at most {1 / ratio:.3g} × its CPU)"


def _met(is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; all but the first column stand to the right."""

    def lines() -> Iterator[tuple[str, ...]]:
        yield heading
        yield ("---", *("--:" for _ in heading[1:]))
        yield from rows

    return "\n".join(f"| {' | '.join(line)} |" for line in lines())


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _wall(cost: Cost) -> float:
    return cost.wall


def _median(costs: tuple[Cost, ...], part: Callable[[Cost], float]) -> float:
    return median(map(part, costs))


def _spread(costs: tuple[Cost, ...]) -> float:
    times = [cost.cpu for cost in costs]
    return (max(times) - min(times)) / median(times)
