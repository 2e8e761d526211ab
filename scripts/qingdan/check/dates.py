"""Dates stand in order: nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.linked import Linked
from qingdan.model import Problem

SPANS = (("valid_from", "valid_to"), ("in_force_from", "in_force_to"))


def dates_in_order(linked: Linked) -> Iterator[Problem]:
    """Both ends of a span are ISO dates, so that text order is the order of time; a blank end is open."""
    for _, table in linked.catalogue.tables():
        for start, end in SPANS:
            for row in table.rows:
                if row.get(start) and row.get(end) and row[end] < row[start]:
                    yield Problem("ends_before_it_begins", table.place(row, end), {"start": row[start], "end": row[end]})
