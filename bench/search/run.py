"""Asks every question, prints how good the answers are, and puts that on record: `python -m bench.search.run`."""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.machine import machine
from bench.make import ROOT
from bench.search.city import measured_city
from bench.search.measured import Measured, cases, measured, write_record
from bench.search.peers import peers
from bench.search.report import report
from bench.search.scores import Score
from qingdan.skin.assets import READER, searching

COLUMNS = "{:<22}{:<14}{:>6}{:>8}{:>8}{:>8}"


def main() -> int:
    """Measures, prints, and writes what it is asked to write."""
    given = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="search-") as name:
        folder = Path(name)
        found = {key: measured(*case, folder / str(number)) for number, (key, case) in enumerate(cases().items())}
        for line in _lines(found):
            print(line)
        others = {key: tuple(_others(key)) for key in found} if given.peers else {}
        city = measured_city(folder / "city") if given.city else None
    if given.keep:
        write_record(found)
    if given.into:
        reader = len(gzip.compress(searching(ROOT / "site" / "assets" / "search")[READER].data, 9))
        given.into.write_text(report(found, others, city, reader, machine()), "utf-8", newline="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.search.run", description="Measure how well the search finds.")
    parser.add_argument("--keep", action="store_true", help="put the figures on record, which no test lets become worse")
    parser.add_argument("--peers", action="store_true", help="ask MiniSearch and Pagefind too; they are got with npm")
    parser.add_argument("--city", action="store_true", help="measure what a search costs in a city, too")
    parser.add_argument("--into", type=Path, help="write the figures into this file")
    return parser


def _others(name: str) -> Iterator[tuple[str, Mapping[str, Score], int, float]]:
    for peer in peers(*cases()[name]):
        yield peer.name, peer.scores, peer.bytes, peer.milliseconds


def _lines(found: Mapping[str, Measured]) -> Iterator[str]:
    yield COLUMNS.format("corpus", "style", "asked", "R@10", "MRR", "P@1")
    for name, one in found.items():
        for style, score in one.scores.items():
            figures = (f"{figure:.3f}" for figure in (score.recall, score.rank, score.first))
            yield COLUMNS.format(name, style, score.count, *figures)
        most = f"a first question {one.bytes} in {one.files} files at most"
        yield f"  index {one.size} bytes; {most}; 95 % in {one.milliseconds:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
