"""A table has about as many rows as its descriptor expects: a file that was cut off or doubled is seen at once."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.tables import Tables
from qingdan.problem import Problem


def as_many_rows_as_expected(tables: Tables) -> Iterator[Problem]:
    """The number of rows lies within `qingdan.rows` (`minimum`, `maximum`) of the descriptor, both ends included."""
    for columns in tables.all:
        least, most = columns.table.expected_rows
        if least is not None and columns.count < least:
            yield Problem("too_few_rows", columns.place(-1), {"found": str(columns.count), "expected": str(least)})
        if most is not None and columns.count > most:
            yield Problem("more_rows_than_expected", columns.place(-1), {"found": str(columns.count), "expected": str(most)})
