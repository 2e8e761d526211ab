"""Every single edit of a world that its checks let pass: a cell, a row less, a row more, two rows in the other order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.world import SOURCE

Lines = list[list[str]]


@dataclass(frozen=True, slots=True)
class Edit:
    """A table, its new content, and what was done to it in words."""

    path: str
    data: bytes
    about: str


def edits(root: Path) -> Iterator[Edit]:
    """Each edit by itself, of the tables as they stand in `root`."""
    for path in sorted(found for folder in SOURCE for found in (root / folder).rglob("*.csv")):
        name = path.relative_to(root).as_posix()
        heading, *rows = [*csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))]
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                for other in _others(cell, [line[column] for line in rows]):
                    new = [*row[:column], other, *row[column + 1 :]]
                    yield Edit(name, _written(heading, [*rows[:number], new, *rows[number + 1 :]]), f"{heading[column]} {other}")
            yield Edit(name, _written(heading, [*rows[:number], *rows[number + 1 :]]), f"without row {number}")
            if number:
                swapped = [*rows[: number - 1], row, rows[number - 1], *rows[number + 1 :]]
                yield Edit(name, _written(heading, swapped), f"rows {number - 1} and {number} swapped")
            more = [_next(row[0]) if row[0][:3].isupper() else row[0], *row[1:]]
            yield Edit(name, _written(heading, [*rows, more]), f"row {number} once more")


def _others(cell: str, column: list[str]) -> Iterator[str]:
    """What may stand in a cell instead: something longer, nothing, what stands in the same column below another id."""
    yield f"{cell}样例二 PRC-0002"
    yield from dict.fromkeys(other for other in ("", "true", "false", "2024-02-29", *column) if other != cell)


def _next(name: str) -> str:
    """An id that is not taken."""
    return f"{name[:4]}8{name[5:]}" if name[3:4] == "-" else name


def _written(heading: list[str], rows: Lines) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    return text.getvalue().encode()
