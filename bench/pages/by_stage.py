"""Builds a site and says what each stage cost in CPU: `python -m bench.pages.by_stage TREE`.

The stages are those that `build` names. What the JSON of the entries costs is a part of one of them and counted by the call.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import process_time

from qingdan.build import build
from qingdan.exports.entry_json import Spelling
from qingdan.linked import Entry

ENTRY_JSON = "entry JSON"
"""The name under which the JSON of entries stands in what is said."""


def used() -> float:
    """Seconds of CPU until now, those of processes that were waited for included."""
    return sum(spent.ru_utime + spent.ru_stime for spent in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main() -> int:
    """Builds one site; 1 where it was refused."""
    root = Path(sys.argv[1])
    stages: list[tuple[str, float]] = []
    written = [0.0, 0]
    write = Spelling.write

    def counted(spelling: Spelling, entry: Entry) -> bytes:
        start = process_time()
        data = write(spelling, entry)
        written[0] += process_time() - start
        written[1] += 1
        return data

    setattr(Spelling, write.__name__, counted)
    built = build(root, root / "public", date(2026, 1, 1), lambda stage: stages.append((stage, used())))
    if built.problems or not written[1]:
        return 1
    ends = [*(start for _, start in stages[1:]), used()]
    costs = {"start": stages[0][1]}
    for (stage, start), end in zip(stages, ends, strict=True):
        costs[stage] = costs.get(stage, 0.0) + end - start
    sys.stdout.write(json.dumps({**costs, ENTRY_JSON: written[0]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
