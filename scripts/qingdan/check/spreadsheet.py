"""What a spreadsheet leaves in a cell where a formula failed or was not worked out; nobody ever means it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.check.bounded import MOST
from qingdan.check.tables import Tables
from qingdan.problem import Problem

STARTS = (b",", b'"', b"\n")

MARK = re.compile(rb"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|##)|=")
"""What an error value, a column too narrow for its number or a formula begins with; quick to look for."""

WHOLE = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|#{3,})|=\S.*")
"""A cell that is one. A formula would be worked out when the table is opened."""


def no_cell_is_a_formula(tables: Tables) -> Iterator[Problem]:
    """No cell holds an error value of a spreadsheet or begins as a formula does."""
    for columns in tables.all:
        names = [field.name for field in columns.table.fields]
        for row, cells in columns.rows(_suspected(columns.table.data)).items():
            for name, cell in zip(names, cells, strict=True):
                if WHOLE.fullmatch(cell):
                    yield Problem("formula", columns.place(row, name), {"cell": cell})


def _suspected(data: bytes) -> Iterator[int]:
    """The rows, from 0, in which a cell seems to begin with a mark: each once, as many as are told."""
    if b"#" not in data and b"=" not in data:
        return
    places = (found.start() for found in MARK.finditer(data) if data[found.start() - 1 : found.start()] in STARTS)
    row, counted, told = -1, 0, 0
    for place in places:
        lines = data.count(b"\n", counted, place)
        counted = place
        row += lines
        if (lines or told == 0) and row >= 0 and told < MOST:
            told += 1
            yield row
