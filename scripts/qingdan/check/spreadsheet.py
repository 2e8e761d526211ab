"""What a spreadsheet leaves in a cell where a formula failed or was not worked out; nobody ever means it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.model import Problem

ERROR = re.compile(rb'(?:^|[,"])(#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|#{3,})(?=[,"\n])|=(?=[^,\s]))', re.MULTILINE)
"""An error value, a column too narrow for its number, or a formula, which would be worked out when the table is opened."""


def no_cell_is_a_formula(tables: Tables) -> Iterator[Problem]:
    """No cell holds an error value of a spreadsheet or begins as a formula does."""
    for columns in tables.all:
        data = columns.table.data
        if b"#" in data or b",=" in data or b"\n=" in data or b'"=' in data:
            for row in dict.fromkeys(data.count(b"\n", 0, found.start(1)) - 1 for found in ERROR.finditer(data)):
                yield from _named(columns, row)


def _named(columns: Columns, row: int) -> Iterator[Problem]:
    for field, cell in zip(columns.table.fields, columns.rows([row])[row], strict=True):
        if ERROR.match(f",{cell}\n".encode()):
            yield Problem("formula", columns.place(row, field.name), {"cell": cell})
