"""A table as CSV, byte for byte."""

from __future__ import annotations

import csv
import io

from qingdan.exports import csv_table
from qingdan.model import Field, Row, Table, Text
from qingdan.pages.publication import Publication

BLANK = Text("", "")


def table(*rows: tuple[str, str]) -> Table:
    fields = tuple(Field(name, "string", BLANK, BLANK, "", {}) for name in ("id", "name"))
    made = tuple(Row(line, {"id": 0, "name": 1}, cells) for line, cells in enumerate(rows, 2))
    return Table("sample", "entries", "lists/sample/sample.csv", BLANK, BLANK, fields, ("id",), rows=made)


def test_a_table_is_written_as_rfc_4180_in_utf8_without_a_mark() -> None:
    written = csv_table.write(table(("A", "样例"), ("B", 'x, "y"'), ("", "")))
    assert written == 'id,name\r\nA,样例\r\nB,"x, ""y"""\r\n,\r\n'.encode()


def test_a_table_without_rows_has_its_heading() -> None:
    assert csv_table.write(table()) == b"id,name\r\n"


def test_every_table_of_the_world_comes_back_as_it_was(small: Publication) -> None:
    for _, written in small.linked.catalogue.tables():
        rows = list(csv.reader(io.StringIO(csv_table.write(written).decode(), newline=""), strict=True))
        assert rows == [[field.name for field in written.fields], *(list(row.texts) for row in written.rows)]
