"""A table as JSON: an array of objects, one a line, values in the types of the schema, blank as null."""

from __future__ import annotations

import io
import json
import math

from qingdan.model import Row, Table

ENDING = "json"
MEDIA_TYPE = "application/json"

TYPED = frozenset({"integer", "number", "boolean"})
"""Types of Table Schema whose values are no texts in JSON."""

Value = str | int | float | bool | None


def write(table: Table) -> bytes:
    """Every row of the table, in its order."""
    written = io.BytesIO()
    for number, row in enumerate(table.rows):
        written.write(b",\n" if number else b"[\n")
        written.write(json.dumps(typed(table, row), ensure_ascii=False).encode())
    written.write(b"\n]\n" if table.rows else b"[]\n")
    return written.getvalue()


def typed(table: Table, row: Row) -> dict[str, Value]:
    """A row with its cells in the types that the schema gives them (Table Schema: integer, number, boolean, else text)."""
    return {
        field.name: _value(field.type, row[field.name]) if field.type in TYPED else row[field.name] or None
        for field in table.fields
    }


def _value(kind: str, cell: str) -> Value:
    if not cell:
        return None
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return float(cell) if math.isfinite(float(cell)) else cell
    return cell == "true"
