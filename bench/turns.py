"""Both sides on the same data, in turn. A run that did not end as it must gives no figure."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.make import write_tree, write_wrong_copy
from bench.measure import Cost, measure
from bench.peer import write_peer
from bench.report import Result
from bench.scenarios import Scenario, Wrong

OURS = (sys.executable, "-m", "qingdan")
PEER = (sys.executable, "-m", "frictionless")
NO_CACHE = "--no-cache"
ACCEPTED, REFUSED = 0, 1


class UnusableRunError(Exception):
    """A process did not end, or did not say, what it must: its time means nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same data for both sides: a source tree and the peer's package; where a cell is wrong, its file and line."""

    tree: Path
    package: Path
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder for the data, the seed they are drawn from, and the options of `qingdan check` for a run without a cache."""

    data: Path
    seed: int
    cold: tuple[str, ...]


def cold_options() -> tuple[str, ...]:
    """How `qingdan check` is told to use no cache; nothing where it does not know of one."""
    said = measure((*OURS, "check", "--help"), Path(), os.environ).said
    return (NO_CACHE,) if NO_CACHE in said else ()


def prove(bench: Bench, rows: int, wrongs: Iterable[Wrong]) -> None:
    """Both sides accept a valid tree and refuse each wrong one. It also compiles and loads everything before the first figure."""
    for wrong in (None, *wrongs):
        pair = prepared(bench, rows, wrong)
        check(pair, bench.cold, bench.data / "unused")
        validate(pair)


def run(bench: Bench, scenario: Scenario, tell: Callable[[str], None]) -> Result:
    """The costs of both sides in one scenario. Raises UnusableRunError."""
    pair = prepared(bench, scenario.rows, scenario.wrong)
    ours, peer = [], []
    with tempfile.TemporaryDirectory(dir=bench.data) as kept:
        if scenario.is_unchanged:
            check(pair, (), Path(kept))
        for number in range(1, scenario.runs + 1):
            if scenario.is_unchanged:
                ours.append(check(pair, (), Path(kept)))
            else:
                with tempfile.TemporaryDirectory(dir=bench.data) as empty:
                    ours.append(check(pair, bench.cold, Path(empty)))
            peer.append(validate(pair))
            costs = f"qingdan {ours[-1].cpu:.3f} s, frictionless {peer[-1].cpu:.3f} s"
            tell(f"{scenario.name}, {scenario.rows:,} rows, {number} of {scenario.runs}: {costs}")
    return Result(scenario, tuple(ours), tuple(peer))


@cache
def prepared(bench: Bench, rows: int, wrong: Wrong | None) -> Pair:
    """The data for both sides, written and out on the disk. A wrong tree shares all other files with the valid one."""
    tree = bench.data / f"{rows}-{wrong.column if wrong else 'valid'}"
    package = bench.data / f"{tree.name}-package"
    pair = Pair(tree, package)
    if wrong:
        valid = prepared(bench, rows, None).tree
        pair = Pair(tree, package, *write_wrong_copy(valid, tree, wrong.role, wrong.column, wrong.cell))
    else:
        write_tree(tree, rows, bench.seed)
    write_peer(tree, package)
    os.sync()
    return pair


def check(pair: Pair, options: Sequence[str], cache_folder: Path) -> Cost:
    """What `qingdan check` costs with this folder for its cache."""
    command = (*OURS, "--root", str(pair.tree), "check", *options)
    return _cost(command, pair, cache_folder, rf"{re.escape(pair.file)}:{pair.line}\b")


def validate(pair: Pair) -> Cost:
    """What `frictionless validate` costs."""
    return _cost((*PEER, "validate", "datapackage.json"), pair, pair.package, rf"\b{pair.line}\b")


def _cost(command: Sequence[str], pair: Pair, cache_folder: Path, named: str) -> Cost:
    """The cost of a run that ended as it must; `named` is how the wrong line must be named where there is one."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(cache_folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    outcome = measure(command, pair.package, environment)
    is_named = not pair.line or re.search(named, outcome.said)
    if outcome.code != (REFUSED if pair.line else ACCEPTED) or not is_named:
        what = f"{pair.file}:{pair.line} is wrong" if pair.line else "all is valid"
        raise UnusableRunError(f"{' '.join(command)}\nended with {outcome.code} though {what}, and said:\n{outcome.said[-2000:]}")
    return outcome.cost
