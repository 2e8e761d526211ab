"""Ids and rows stand once, names are free, and references name registers that exist."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qingdan.check.ids import names_are_free, no_double_rows, references_name_registers, unique_ids
from qingdan.linked import Linked, link
from qingdan.model import Place, Problem
from tests.world import IMPLEMENTATIONS, POWERS, PROCEDURES, RESPONSIBILITIES, amended, change, linked_world, place

BASES = f"{PROCEDURES}/bases.csv"


def test_the_small_world_has_every_id_and_row_once(linked: Linked) -> None:
    found = [*names_are_free(linked), *references_name_registers(linked), *unique_ids(linked), *no_double_rows(linked)]
    assert found == []


def test_an_id_in_two_lists_is_named_where_it_stands_the_second_time(linked: Linked) -> None:
    changed = amended(linked, (f"{POWERS}/powers.csv", "PWR-0001,", "PRC-0002,"))
    values = {"id": "PRC-0002", "where": f"{PROCEDURES}/procedures.csv:3"}
    expected = Problem("id_in_two_lists", place(f"{POWERS}/powers.csv", 2, "id"), values)
    assert list(unique_ids(changed)) == [expected]


def test_an_id_of_an_implementation_stands_once_among_all_lists_too(linked: Linked) -> None:
    changed = amended(linked, (f"{IMPLEMENTATIONS}/implementations.csv", "IMP-0001,", "RSP-0001,"))
    values = {"id": "RSP-0001", "where": f"{RESPONSIBILITIES}/responsibilities.csv:2"}
    expected = Problem("id_in_two_lists", place(f"{IMPLEMENTATIONS}/implementations.csv", 2, "id"), values)
    assert list(unique_ids(changed)) == [expected]


def test_a_row_that_stands_twice_names_the_line_where_it_stood_first(linked: Linked) -> None:
    row = "PRC-0002,LAW-0001-20200101,第二条,,establishes,\n"
    expected = [Problem("double_row", Place(BASES, line), {"line": "4"}) for line in (5, 6)]
    assert list(no_double_rows(amended(linked, (BASES, row, row + row + row)))) == expected


def test_rows_that_differ_in_one_cell_are_two_rows(linked: Linked) -> None:
    row = "PRC-0002,LAW-0001-20200101,第二条,,establishes,\n"
    assert list(no_double_rows(amended(linked, (BASES, row, row + row.replace("第二条", "第三条"))))) == []


def test_a_reference_to_a_register_that_is_not_there_names_those_that_are(world: Path) -> None:
    change(world / POWERS / "datapackage.yaml", "references: organisations", "references: organizations")
    linked = linked_world(world)
    known = ", ".join(sorted(["entries", *(table.name for table in linked.catalogue.registers.tables)]))
    where = Place(f"{POWERS}/datapackage.yaml", field="body")
    expected = Problem("unknown_register", where, {"name": "organizations", "known": known})
    assert list(references_name_registers(linked)) == [expected]


def test_a_table_of_a_list_may_not_bear_the_name_of_a_register(world: Path) -> None:
    descriptor = f"{PROCEDURES}/datapackage.yaml"
    change(world / descriptor, "  - name: materials\n", "  - name: organisations\n")
    assert [problem.place.path for problem in names_are_free(linked_world(world))] == [descriptor]


@pytest.mark.parametrize("name", ["list", "entry", "sample"])
def test_a_table_of_a_list_may_not_bear_a_name_that_the_json_of_an_entry_uses(linked: Linked, name: str) -> None:
    catalogue = linked.catalogue
    first = catalogue.lists[0]
    tables = (*first.tables[:-1], replace(first.tables[-1], name=name))
    changed = link(replace(catalogue, lists=(replace(first, tables=tables), *catalogue.lists[1:])))
    assert [problem.place.path for problem in names_are_free(changed)] == [f"{PROCEDURES}/datapackage.yaml"]


@pytest.mark.parametrize("name", ["laws", "law-versions", "codes", "data", "en", "registers", "all", "entries"])
def test_a_list_may_not_take_an_address_that_the_site_uses_for_something_else(linked: Linked, name: str) -> None:
    catalogue = linked.catalogue
    renamed = replace(catalogue.lists[0], name=name, folder=f"lists/{name}")
    changed = link(replace(catalogue, lists=(renamed, *catalogue.lists[1:])))
    expected = Problem("reserved_list_name", Place(f"lists/{name}/datapackage.yaml"), {"name": name})
    assert list(names_are_free(changed)) == [expected]
