"""A table as JSON, values in the types of its schema."""

from __future__ import annotations

import json

from qingdan.exports import json_table
from qingdan.model import Field, Row, Table, Text
from qingdan.pages.publication import Publication

BLANK = Text("", "")
TYPES = {"id": "string", "days": "integer", "share": "number", "sample": "boolean", "since": "date"}


def table(*rows: tuple[str, ...]) -> Table:
    fields = tuple(Field(name, kind, BLANK, BLANK, "", {}) for name, kind in TYPES.items())
    places = {name: place for place, name in enumerate(TYPES)}
    made = tuple(Row(line, places, cells) for line, cells in enumerate(rows, 2))
    return Table("sample", "entries", "lists/sample/sample.csv", BLANK, BLANK, fields, ("id",), rows=made)


def test_each_row_is_an_object_on_a_line_of_its_own() -> None:
    written = json_table.write(table(("样例", "018", "2.5", "true", "2026-01-01"), ("0", "0", "0", "false", "")))
    assert written.decode() == (
        '[\n{"id": "样例", "days": 18, "share": 2.5, "sample": true, "since": "2026-01-01"},\n'
        '{"id": "0", "days": 0, "share": 0.0, "sample": false, "since": null}\n]\n'
    )


def test_a_blank_cell_is_null_whatever_its_type() -> None:
    assert json.loads(json_table.write(table(("", "", "", "", "")))) == [dict.fromkeys(TYPES)]


def test_a_table_without_rows_is_an_empty_array() -> None:
    assert json_table.write(table()) == b"[]\n"


def test_a_number_that_json_does_not_know_is_not_written_as_one() -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    json.loads(json_table.write(table(("A", "", "NaN", "", ""), ("B", "", "-INF", "", ""))), parse_constant=refuse)


def test_every_table_of_the_world_has_as_many_objects_as_rows(small: Publication) -> None:
    for _, written in small.linked.catalogue.tables():
        objects = json.loads(json_table.write(written))
        assert [list(item) for item in objects] == [[field.name for field in written.fields]] * len(written.rows)
