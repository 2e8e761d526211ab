"""Asks every question, prints how good the answers are, and puts that on record: `python -m bench.search.run`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.search.measured import Measured, cases, measured, write_record

COLUMNS = "{:<22}{:<14}{:>6}{:>8}{:>8}{:>8}"


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.run", description="Measure how well the search finds.")
    parser.add_argument("--keep", action="store_true", help="put the figures on record, which no test lets become worse")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        found = {name: measured(*case, Path(folder) / str(number)) for number, (name, case) in enumerate(cases().items())}
    for line in _lines(found):
        print(line)
    if given.keep:
        write_record(found)
    return 0


def _lines(found: dict[str, Measured]) -> Iterator[str]:
    yield COLUMNS.format("corpus", "style", "asked", "R@10", "MRR", "P@1")
    for name, one in found.items():
        for style, score in one.scores.items():
            figures = (f"{figure:.3f}" for figure in (score.recall, score.rank, score.first))
            yield COLUMNS.format(name, style, score.count, *figures)
        most = f"a first question {one.bytes} in {one.files} files at most"
        yield f"  index {one.size} bytes; {most}; 95 % in {one.milliseconds:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
