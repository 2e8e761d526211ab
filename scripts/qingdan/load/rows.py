"""All rows of a catalogue that has passed the checks, for those who need every cell: the pages and the downloads."""

from __future__ import annotations

import dataclasses

from qingdan.gate.table import read_table
from qingdan.model import Catalogue, Package, Table


def with_rows(catalogue: Catalogue) -> Catalogue:
    """The same catalogue with the rows of every table."""
    return dataclasses.replace(
        catalogue, registers=_filled(catalogue.registers), lists=tuple(_filled(package) for package in catalogue.lists)
    )


def _filled(package: Package) -> Package:
    return dataclasses.replace(package, tables=tuple(with_rows_of(table) for table in package.tables))


def with_rows_of(table: Table) -> Table:
    """The same table with its rows."""
    _, rows, _ = read_table(table.path, table.data.decode("utf-8"))
    return dataclasses.replace(table, rows=rows)
