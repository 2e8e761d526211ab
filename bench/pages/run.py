"""Measures the pages and writes their section of the figures: `python -m bench.pages.run`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.machine import machine
from bench.make import ROOT
from bench.pages.report import section
from bench.pages.results import with_section
from bench.pages.site import DISK, MEMORY, Site
from bench.pages.turns import run_site
from bench.peers import peers, version
from bench.scenarios import SITES, Pages
from bench.turns import UnusableRunError

TMPFS = Path("/dev/shm")


def main() -> int:
    """Measures and writes; returns 1 and writes nothing where a run did not end as it must, or there are no results to amend."""
    given = _parser().parse_args()
    sizes = tuple(_with_runs(size, given.runs) for size in SITES if size.pages <= given.largest)
    try:
        before = given.into.read_text("utf-8")
        with_section(before, "")
        sites = tuple(_sites(sizes, given.seed, peers()))
        results = with_section(before, section(sites, machine(), version("hugo"), version("zensical")))
    except (UnusableRunError, ValueError, OSError) as error:
        tell(str(error))
        return 1
    given.into.write_text(results, "utf-8", newline="\n")
    tell(f"→ {given.into}")
    return 0


def _with_runs(size: Pages, runs: int | None) -> Pages:
    """The size with other numbers of runs, where they are given; nobody does more than is claimed."""
    most = size.runs if runs is None else runs
    return dataclasses.replace(
        size,
        runs=most,
        disk_runs=min(size.disk_runs, most),
        mkdocs=min(size.mkdocs, most),
        zensical=min(size.zensical, most),
    )


def _sites(sizes: tuple[Pages, ...], seed: int, peer: Path | None) -> Iterator[Site]:
    """Every size in memory and on the disk."""
    disk = ROOT / "build" / "bench"
    disk.mkdir(parents=True, exist_ok=True)
    for where, folder in ((MEMORY, TMPFS), (DISK, disk)):
        with tempfile.TemporaryDirectory(prefix="pages-", dir=folder) as data:
            for size in sizes:
                if runs := size.runs if where == MEMORY else size.disk_runs:
                    yield run_site(Path(data), where, size, runs, seed, peer, tell)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.pages.run", description="Measure what a site costs beside others.")
    parser.add_argument("--runs", type=int, help="runs of each kind, in place of those in the table of scenarios")
    parser.add_argument("--largest", type=int, default=sys.maxsize, help="leave out the sites with more pages")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from")
    parser.add_argument("--into", type=Path, default=ROOT / "bench" / "results.md", help="the figures: one section is replaced")
    return parser


def tell(line: str) -> None:
    """Says how far it is."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
