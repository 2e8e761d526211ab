"""A SAMPLE repository with what the real lists have not yet: a long history, a successor, an implementation, releases."""

from __future__ import annotations

from pathlib import Path

from tests.history.made import commit_all
from tests.tagged import tag_world
from tests.world import PROCEDURES, change

OF_SAMPLES = (
    "procedures/PRC-0001/",
    "procedures/PRC-0001/history/",
    "procedures/PRC-0002/",
    "procedures/PRC-0009/",
    "implementations/",
    "en/implementations/",
    "implementations/IMP-0001/",
    "en/guides/implementations/",
    "changes/",
    "releases/",
    "releases/broken/",
    "releases/broken/procedures/",
    "releases/broken/lists/",
)


def live(root: Path) -> Path:
    """The world of tests/tagged.py, and what becomes of it day by day: more than fits on the page of the entry."""
    tag_world(root)
    table = root / PROCEDURES / "procedures.csv"
    change(table, "样例：第一件事，改过。", "样例：第一件事，又改过 0 次。")
    for number in range(6):
        change(table, f"又改过 {number} 次", f"又改过 {number + 1} 次")
        commit_all(
            root,
            f"2026-02-0{number + 1}",
            f"样例：改到第 {number} 次" if number % 2 else f"SAMPLE: amended for the {number}th time",
        )
    text = table.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("PRC-0002,"))
    change(table, line, line.replace("in_force", "withdrawn"))
    related = root / PROCEDURES / "related.csv"
    related.write_text(related.read_text("utf-8") + "PRC-0002,merged_into,PRC-0001\n", "utf-8")
    commit_all(root, "2026-02-10", "SAMPLE: one procedure becomes part of another")
    return root
