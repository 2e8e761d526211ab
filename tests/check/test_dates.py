"""Nothing ends before it begins."""

from __future__ import annotations

import pytest

from qingdan.check.dates import in_order
from qingdan.linked import Linked
from qingdan.problem import Problem
from tests.world import PROCEDURES, REGISTERS, amended, place, tables_of

ENTRIES, VERSIONS = f"{PROCEDURES}/procedures.csv", f"{REGISTERS}/law-versions.csv"


def found(linked: Linked, *changes: tuple[str, str, str]) -> list[Problem]:
    return list(in_order(tables_of(amended(linked, *changes))))


def test_an_entry_that_ends_before_it_begins_is_named_at_its_end(linked: Linked) -> None:
    values = {"entry": "PRC-0001", "start": "2026-01-01", "end": "2025-12-31"}
    expected = Problem("ends_before_it_begins", place(ENTRIES, 2, "valid_to"), values)
    assert found(linked, (ENTRIES, "2026-01-01,2026-12-31", "2026-01-01,2025-12-31")) == [expected]


def test_a_version_of_a_law_that_ends_before_it_begins_is_named_too(linked: Linked) -> None:
    values = {"entry": "LAW-0002-1999", "start": "1999-01-01", "end": "1998-12-31"}
    expected = Problem("ends_before_it_begins", place(VERSIONS, 3, "in_force_to"), values)
    assert found(linked, (VERSIONS, "1999-01-01,2019-12-31", "1999-01-01,1998-12-31")) == [expected]


@pytest.mark.parametrize("span", ["2026-01-01,2026-01-01", "2026-01-01,", ",2026-01-01", ","])
def test_a_span_may_last_a_day_or_be_open(linked: Linked, span: str) -> None:
    assert found(linked, (ENTRIES, "2026-01-01,2026-12-31", span)) == []
