"""National codes: those of real bodies pass, one wrong character is found, and a blank is never asked for."""

from __future__ import annotations

import pytest

from qingdan.check.codes import STANDARDS, codes_are_well_formed
from qingdan.linked import Linked
from qingdan.load.field import CODES
from qingdan.problem import Problem
from tests.world import IMPLEMENTATIONS, POWERS, REGISTERS, amended, place, tables_of

PUBLISHED = "11450721MB15580811"
"""The credit code of a body in Guangxi, from a published message (domain notes §1.2)."""

WELL_FORMED = {
    "uscc": (PUBLISHED,),
    "division": ("420103", "420103004", "420103004001", "110000"),
    "catalogue_item": ("000104002000", "001033002000"),
    "implementation_item": (f"{PUBLISHED}4000104002000",),
}
MALFORMED = {
    "uscc": ("11450721MB15580812", "11450721MB1558081", "1145 0721MB15580811", PUBLISHED.lower(), "I1450721MB15580811", "无"),
    "division": ("42010", "4201030", "42010３", "990103", "420103-004"),
    "catalogue_item": ("00010400200", "0001040020000", "00010400200X", "3.3E+17"),
    "implementation_item": (
        *("11450721MB155808124000104002000", f"{PUBLISHED}7000104002000", f"{PUBLISHED}400010400200"),
        *(f"{PUBLISHED}40001040020000", "4000104002000"),
    ),
}


def test_every_standard_that_a_descriptor_may_name_is_known() -> None:
    assert set(CODES) == set(STANDARDS) == set(WELL_FORMED) == set(MALFORMED)


@pytest.mark.parametrize(("standard", "code"), [(name, code) for name, codes in WELL_FORMED.items() for code in codes])
def test_a_well_formed_code_passes(standard: str, code: str) -> None:
    assert STANDARDS[standard][0](code)


@pytest.mark.parametrize(("standard", "code"), [(name, code) for name, codes in MALFORMED.items() for code in codes])
def test_a_malformed_code_does_not(standard: str, code: str) -> None:
    assert not STANDARDS[standard][0](code)


@pytest.mark.parametrize(
    ("path", "old", "code", "new", "field", "key", "entry"),
    [
        (
            f"{REGISTERS}/organisations.csv",
            "office,,,,false",
            "12",
            "office,,12,,false",
            "region_code",
            "malformed_division",
            "ORG-0001",
        ),
        (f"{REGISTERS}/organisations.csv", "office,,,,false", "12", "office,,,12,false", "uscc", "malformed_uscc", "ORG-0001"),
        (f"{POWERS}/powers.csv", ",2,,", "12", ",2,12,", "catalogue_code", "malformed_catalogue_item", "PWR-0001"),
        (
            *(f"{IMPLEMENTATIONS}/implementations.csv", "ORG-0009,,", "12", "ORG-0009,12,"),
            *("item_code", "malformed_implementation_item", "IMP-0001"),
        ),
    ],
)
def test_a_malformed_code_is_named_with_its_cell(
    linked: Linked, path: str, old: str, code: str, new: str, field: str, key: str, entry: str
) -> None:
    (found,) = codes_are_well_formed(tables_of(amended(linked, (path, old, new))))
    left = {name: value for name, value in found.values.items() if not name.startswith("title")}
    assert (found.key, found.place, left) == (key, place(path, 2, field), {"cell": code, "entry": entry})
    assert isinstance(found, Problem)


def test_the_small_world_has_no_codes_and_none_is_asked_for(linked: Linked) -> None:
    assert list(codes_are_well_formed(tables_of(linked))) == []
