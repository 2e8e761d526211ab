"""Dates stand in order: nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.tables import Tables, owners
from qingdan.problem import Problem


def in_order(tables: Tables) -> Iterator[Problem]:
    """The second of two columns is not before the first; a blank end is open.

    Both hold ISO dates, so that text order is the order of time.
    """
    for columns, rule in tables.asking("in_order"):
        first, second = rule.about["columns"]
        pairs = zip(columns.column(first), columns.column(second), strict=True)
        for row, (start, end) in enumerate(pairs):
            if start and end and end < start:
                values = {"entry": owners(columns)[row], "start": start, "end": end}
                yield Problem("ends_before_it_begins", columns.place(row, second), values)
