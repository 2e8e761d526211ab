"""Every entry names a body and something it rests on."""

from __future__ import annotations

import pytest

from qingdan.check.grounds import has_a_body, has_a_ground, has_a_main_table
from qingdan.check.tables import Tables
from qingdan.linked import Linked
from qingdan.problem import Place, Problem
from tests.world import IMPLEMENTATIONS, PROCEDURES, RESPONSIBILITIES, amended, place, tables_of

DUTIES = f"{RESPONSIBILITIES}/responsibilities.csv"
DUTY = place(DUTIES, 2, "id")
NAMED = {"id": "RSP-0001", "folder": RESPONSIBILITIES}


def test_every_entry_of_the_small_world_has_a_body_and_a_ground(linked: Linked) -> None:
    assert [*has_a_body(tables_of(linked)), *has_a_ground(tables_of(linked))] == []


def test_an_entry_without_a_body_is_named(linked: Linked) -> None:
    changed = amended(linked, (f"{RESPONSIBILITIES}/bodies.csv", "RSP-0001,responsible,ORG-0001,\n", ""))
    assert list(has_a_body(tables_of(changed))) == [Problem("no_body", DUTY, NAMED)]


def test_a_body_of_another_entry_does_not_help(linked: Linked) -> None:
    changed = amended(linked, (f"{PROCEDURES}/bodies.csv", "PRC-0002,responsible,ORG-0001", "PRC-0001,responsible,ORG-0002"))
    values = {"id": "PRC-0002", "folder": PROCEDURES}
    expected = Problem("no_body", place(f"{PROCEDURES}/procedures.csv", 3, "id"), values)
    assert list(has_a_body(tables_of(changed))) == [expected]


def test_an_implementation_needs_no_table_of_bodies_and_no_ground_of_its_own(linked: Linked) -> None:
    changed = amended(linked, (f"{IMPLEMENTATIONS}/implementations.csv", "AUT-0001", "AUT-0002"))
    assert [*has_a_body(tables_of(changed)), *has_a_ground(tables_of(changed))] == []


@pytest.mark.parametrize("authority", ["AUT-0002", "AUT-0003", "AUT-9999", ""])
def test_an_entry_without_a_basis_rests_on_nothing_but_an_origin_document(linked: Linked, authority: str) -> None:
    changed = amended(linked, (DUTIES, "AUT-0001", authority))
    assert list(has_a_ground(tables_of(changed))) == [Problem("no_ground", DUTY, NAMED)]


def test_an_entry_with_a_basis_may_rest_on_any_authority(linked: Linked) -> None:
    basis = (f"{RESPONSIBILITIES}/bases.csv", "note\n", "note\nRSP-0001,LAW-0001-20200101,,,establishes,\n")
    assert list(has_a_ground(tables_of(amended(linked, (DUTIES, "AUT-0001", "AUT-0002"), basis)))) == []


def test_a_list_without_a_main_table_is_refused(linked: Linked) -> None:
    tables = tables_of(linked)
    first, *others = tables.catalogue.lists
    bare = first._replace(tables=tuple(table for table in first.tables if table is not first.main))
    changed = Tables(tables.catalogue._replace(lists=(bare, *others)), tables.all)
    assert list(has_a_main_table(changed)) == [Problem("no_main_table", Place(f"{PROCEDURES}/datapackage.yaml"))]
    assert list(has_a_main_table(tables)) == []
