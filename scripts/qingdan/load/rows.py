"""All rows of a catalogue that has passed the checks, for those who need every cell: the pages and the downloads."""

from __future__ import annotations

from qingdan.gate.table import read_rows
from qingdan.model import Catalogue, Package, Row, Table


def with_rows(catalogue: Catalogue, known: Catalogue | None = None) -> Catalogue:
    """The same catalogue with the rows of every table. Those of a file that did not change are taken from `known`."""
    before = {table.data: table.rows for _, table in known.tables()} if known else {}

    def filled(package: Package) -> Package:
        tables = (with_rows_of(table, before.get(table.data)) for table in package.tables)
        return package._replace(tables=tuple(tables))

    return catalogue._replace(registers=filled(catalogue.registers), lists=tuple(map(filled, catalogue.lists)))


def with_rows_of(table: Table, known: tuple[Row, ...] | None = None) -> Table:
    """The same table with its rows, read from its file where they are not known."""
    if known is None:
        known = read_rows(table.data.decode("utf-8"))
    return table._replace(rows=known)
