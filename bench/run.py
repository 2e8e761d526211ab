"""Measures every scenario and writes the figures: `python -m bench.run`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from pathlib import Path

from bench.history_report import section
from bench.machine import machine
from bench.make import ROOT
from bench.pages.results import kept_section
from bench.peers import peers, version
from bench.report import report
from bench.scenarios import HISTORIES, SCENARIOS
from bench.told import run_history
from bench.turns import Bench, UnusableRunError, cold_options, prove, run


def main() -> int:
    """Measures and writes; returns 1 and writes nothing where a run did not end as it must."""
    given = _parser().parse_args()
    scenarios = tuple(
        dataclasses.replace(scenario, runs=given.runs or scenario.runs)
        for scenario in SCENARIOS
        if scenario.rows <= given.largest
    )
    histories = tuple(
        dataclasses.replace(history, runs=given.runs or history.runs, part_runs=given.runs or history.part_runs)
        for history in HISTORIES
        if history.commits * history.rows <= given.largest_history
    )
    work = ROOT / "build" / "bench"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="data-", dir=work) as data:
        bench = Bench(Path(data), given.seed, cold_options())
        try:
            wrongs = dict.fromkeys(scenario.wrong for scenario in SCENARIOS if scenario.wrong)
            prove(bench, min(scenario.rows for scenario in scenarios), tuple(wrongs))
            results = tuple(run(bench, scenario, _tell) for scenario in scenarios)
            peer = peers() if histories else None
            told = tuple(run_history(bench.data, history, given.seed, peer, _tell) for history in histories)
        except UnusableRunError as error:
            _tell(str(error))
            return 1
    given.into.parent.mkdir(parents=True, exist_ok=True)
    sections = (section(told, version("git-history")), kept_section(given.into.read_text("utf-8") if given.into.exists() else ""))
    given.into.write_text(report(results, sections, machine(), bench.cold, given.seed), "utf-8", newline="\n")
    _tell(f"→ {given.into}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure a check and the history beside others.")
    parser.add_argument("--runs", type=int, help="runs of each side, in place of those in the table of scenarios")
    parser.add_argument("--largest", type=int, default=sys.maxsize, help="leave out the scenarios with more rows")
    parser.add_argument("--largest-history", type=int, default=sys.maxsize, help="the same for commits × rows of histories")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from")
    parser.add_argument("--into", type=Path, default=ROOT / "bench" / "results.md", help="the file to write")
    return parser


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
