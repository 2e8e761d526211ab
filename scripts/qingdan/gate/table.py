"""From text to rows: RFC 4180 with LF, one entry on one physical line."""

from __future__ import annotations

import csv
import re

from qingdan.model import Place, Problem, Row

_CELL = '(?:"(?:[^"]|"")*"|[^",]*)'
LINE = re.compile(f"{_CELL}(?:,{_CELL})*")
"""A line by RFC 4180: a quotation mark stands only around a whole cell, or doubled within such a cell."""

LONGEST_CELL = 20_000
"""Characters."""


def read_table(path: str, text: str) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[Problem, ...]]:
    """The heading, the rows (`line` counts physical lines from 1) and what is wrong with the form of the file.

    Ragged lines are not returned as rows: the problem names them.
    """
    heading: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        place = Place(path, number)
        if not LINE.fullmatch(line):
            problems.append(Problem("broken_quotes", place))
            continue
        cells = next(csv.reader([line], strict=True), [])
        if number == 1:
            heading = tuple(cells)
            problems.extend(_heading_problems(path, heading))
        elif len(cells) != len(heading):
            problems.append(Problem("ragged_row", place, {"found": str(len(cells)), "expected": str(len(heading))}))
        else:
            problems.extend(
                Problem("cell_too_long", Place(path, number, column), {"limit": str(LONGEST_CELL)})
                for column, cell in enumerate(cells, 1)
                if len(cell) > LONGEST_CELL
            )
            problems.extend(
                Problem("blank_edge", Place(path, number, column, heading[column - 1]), {"cell": cell})
                for column, cell in enumerate(cells, 1)
                if cell != cell.strip()
            )
            rows.append(Row(number, dict(zip(heading, cells, strict=True))))
    if not heading:
        problems.append(Problem("no_heading", Place(path, 1)))
    return heading, tuple(rows), tuple(problems)


def _heading_problems(path: str, heading: tuple[str, ...]) -> list[Problem]:
    problems = []
    for column, name in enumerate(heading, 1):
        if not name.strip():
            problems.append(Problem("blank_heading", Place(path, 1, column)))
        elif name in heading[: column - 1]:
            problems.append(Problem("double_heading", Place(path, 1, column), {"name": name}))
    return problems
