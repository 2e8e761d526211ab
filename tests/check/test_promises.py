"""A promise is no longer than the law allows, in the same row or in the entry that it implements."""

from __future__ import annotations

import pytest

from qingdan.check.promises import promise_within_limit
from qingdan.linked import Linked
from qingdan.problem import Problem
from tests.world import IMPLEMENTATIONS, PROCEDURES, REGISTERS, amended, place, tables_of

ENTRIES, HERE = f"{PROCEDURES}/procedures.csv", f"{IMPLEMENTATIONS}/implementations.csv"
UNIT = (f"{REGISTERS}/codes/time-unit.csv", "day,", "working_day,样例工作日,SAMPLE working days,\nday,")


def found(linked: Linked, path: str, old: str, new: str) -> list[Problem]:
    return list(promise_within_limit(tables_of(amended(linked, UNIT, (path, old, new)))))


def problem(path: str, entry: str, promised: str) -> Problem:
    values = {"entry": entry, "promised": promised, "limit": "15", "unit": "day"}
    return Problem("promise_longer_than_limit", place(path, 2, "promised_days"), values)


@pytest.mark.parametrize("promised", ["16", "100", "016", "9" * 5000])
def test_a_promise_longer_than_the_limit_of_its_own_row_is_named(linked: Linked, promised: str) -> None:
    assert found(linked, ENTRIES, ",15,day,,,", f",15,day,{promised},day,") == [problem(ENTRIES, "PRC-0001", promised)]


@pytest.mark.parametrize("promised", ["15,day", "1,day", ",", "16,working_day", "ten,day"])
def test_a_promise_within_the_limit_of_another_unit_or_not_made_passes(linked: Linked, promised: str) -> None:
    assert found(linked, ENTRIES, ",15,day,,,", f",15,day,{promised},") == []


def test_a_promise_without_a_limit_passes(linked: Linked) -> None:
    assert found(linked, ENTRIES, ",15,day,,,", ",,,20,day,") == []


def test_a_promise_longer_than_the_limit_of_the_entry_it_implements_is_named(linked: Linked) -> None:
    changed = found(linked, HERE, "000-00000,,,", "000-00000,16,day,")
    assert changed == [problem(HERE, "IMP-0001", "16")]


def test_a_promise_of_an_implementation_within_the_limit_passes(linked: Linked) -> None:
    assert found(linked, HERE, "000-00000,,,", "000-00000,15,day,") == []
