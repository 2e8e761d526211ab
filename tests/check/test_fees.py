"""A fee rests on something."""

from __future__ import annotations

import pytest

from qingdan.check.fees import fee_has_basis
from qingdan.linked import Linked
from qingdan.problem import Problem
from tests.world import PROCEDURES, amended, place, tables_of

ENTRIES, BASES = f"{PROCEDURES}/procedures.csv", f"{PROCEDURES}/bases.csv"


def found(linked: Linked, fee: str, *changes: tuple[str, str, str]) -> list[Problem]:
    return list(fee_has_basis(tables_of(amended(linked, (ENTRIES, ",,15,day", f",{fee},15,day"), *changes))))


def test_a_fee_without_a_basis_of_its_own_is_named(linked: Linked) -> None:
    values = {"entry": "PRC-0001", "part": "fee", "folder": PROCEDURES}
    assert found(linked, "true") == [Problem("fee_without_basis", place(ENTRIES, 2, "fee"), values)]


def test_a_basis_of_another_entry_does_not_help(linked: Linked) -> None:
    assert len(found(linked, "true", (BASES, "note\n", "note\nPRC-0002,LAW-0001-20200101,第九条,,fee,\n"))) == 1


def test_a_fee_with_its_basis_passes(linked: Linked) -> None:
    assert found(linked, "true", (BASES, "note\n", "note\nPRC-0001,LAW-0001-20200101,第九条,,fee,\n")) == []


@pytest.mark.parametrize("fee", ["false", ""])
def test_without_a_fee_there_is_nothing_to_rest_on(linked: Linked, fee: str) -> None:
    assert found(linked, fee) == []
