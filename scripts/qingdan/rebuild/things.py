"""Things by their rows: to which each row belongs, and which ones it names."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.linked import Linked, targets
from qingdan.model import Package, Row, Table
from qingdan.section import ENTRIES, Thing


def kind_and_key(package: Package, table: Table) -> tuple[str, str]:
    """Of what kind the things are that the rows of a table belong to, and the column that names them."""
    if table is package.main:
        return ENTRIES, table.primary_key[0]
    if package.main and table is not package.terms:
        return ENTRIES, "entry"
    return table.name, (*table.primary_key, table.fields[0].name)[0]


def names(linked: Linked, table: Table, row: Row) -> Iterator[Thing]:
    """The things that a row names."""
    return targets(table, row, linked.registered)
