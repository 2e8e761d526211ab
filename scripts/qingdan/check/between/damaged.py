"""Cells that a spreadsheet has changed by itself. They are refused with advice and never repaired: only the editor knows."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.between.cells import Cell
from qingdan.check.between.excel import damage, is_exponent
from qingdan.check.between.states import TwoStates
from qingdan.check.line import FREE
from qingdan.problem import Problem


def cells_are_whole(states: TwoStates) -> Iterator[Problem]:
    """No cell became what a spreadsheet makes of it: a number with an exponent, without its zeros, rounded, or a date turned."""
    for cell, key in damaged(states):
        row = cell.row
        first = states.tables[row.table].fields[0].name
        entry = row.subject if row.subject != row.table else dict(row.cells or ()).get(first, "")
        values = {"cell": cell.after, "before": cell.before or "", "entry": entry, "kind": "" if cell.before else "new"}
        yield Problem(key, states.place(row.table, row.subject, row.cells, cell.field), values)


def damaged(states: TwoStates) -> Iterator[tuple[Cell, str]]:
    """The damaged cells, each with the key of its message. A long number with an exponent is one whatever stood there before."""
    for cell in states.cells.cells:
        if not cell.before and not is_exponent(cell.after):
            continue
        table = states.tables.get(cell.row.table)
        field = table.field_named(cell.field) if table else None
        if field is None:
            continue
        is_text = field.type in FREE
        key = damage(cell.before, cell.after, is_text=is_text) if cell.before else ""
        if not key and is_text and is_exponent(cell.after) and not is_exponent(cell.before or ""):
            key = "excel_exponent"
        if key:
            yield cell, key
