"""Ids and rows stand once, names are free, and references name registers that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.check.ids import ids_are_plain, names_are_free, references_name_registers, unique_ids
from qingdan.linked import Linked, link
from qingdan.problem import Place, Problem
from tests.world import (
    IMPLEMENTATIONS,
    POWERS,
    PROCEDURES,
    REGISTERS,
    RESPONSIBILITIES,
    amended,
    change,
    linked_world,
    place,
    tables_of,
)

BASES = f"{PROCEDURES}/bases.csv"


def test_the_small_world_has_every_id_once_and_no_name_twice(linked: Linked) -> None:
    tables = tables_of(linked)
    found = [*names_are_free(tables), *references_name_registers(tables), *unique_ids(tables), *ids_are_plain(tables)]
    assert found == []


def test_an_id_in_two_lists_is_named_where_it_stands_the_second_time(linked: Linked) -> None:
    changed = amended(linked, (f"{POWERS}/powers.csv", "PWR-0001,", "PRC-0002,"))
    values = {"id": "PRC-0002", "where": f"{PROCEDURES}/procedures.csv:3"}
    expected = Problem("id_in_two_lists", place(f"{POWERS}/powers.csv", 2, "id"), values)
    assert list(unique_ids(tables_of(changed))) == [expected]


def test_an_id_of_an_implementation_stands_once_among_all_lists_too(linked: Linked) -> None:
    changed = amended(linked, (f"{IMPLEMENTATIONS}/implementations.csv", "IMP-0001,", "RSP-0001,"))
    values = {"id": "RSP-0001", "where": f"{RESPONSIBILITIES}/responsibilities.csv:2"}
    expected = Problem("id_in_two_lists", place(f"{IMPLEMENTATIONS}/implementations.csv", 2, "id"), values)
    assert list(unique_ids(tables_of(changed))) == [expected]


@pytest.mark.parametrize("other", ["PRC-00001", "PRC-000001"])
def test_an_id_that_is_the_same_number_as_another_is_named_with_that_one(linked: Linked, other: str) -> None:
    changed = amended(linked, (f"{PROCEDURES}/procedures.csv", "PRC-0002,", f"{other},"))
    values = {"cell": other, "other": "PRC-0001", "line": "2"}
    expected = Problem("look_alike_id", place(f"{PROCEDURES}/procedures.csv", 3, "id"), values)
    assert list(ids_are_plain(tables_of(changed))) == [expected]


@pytest.mark.parametrize("other", ["ORDER", "Order", "0rder"])
def test_a_code_that_looks_like_another_is_named_too(linked: Linked, other: str) -> None:
    path = f"{REGISTERS}/codes/aspect.csv"
    changed = amended(linked, (path, "order,样例秩序", f"{other},样例,SAMPLE,\norder,样例秩序"))
    assert [(problem.key, problem.values["cell"]) for problem in ids_are_plain(tables_of(changed))] == [
        ("look_alike_id", "order")
    ]


@pytest.mark.parametrize("key", ["../out", "PRC 2", "办事-2", "P‑2"])
def test_an_id_that_fits_no_address_is_named(linked: Linked, key: str) -> None:
    changed = amended(linked, (f"{PROCEDURES}/procedures.csv", "PRC-0002,", f"{key},"))
    expected = Problem("awkward_id", place(f"{PROCEDURES}/procedures.csv", 3, "id"), {"cell": key})
    assert list(ids_are_plain(tables_of(changed))) == [expected]


def test_a_reference_to_a_register_that_is_not_there_names_those_that_are(world: Path) -> None:
    change(world / POWERS / "datapackage.yaml", "references: organisations", "references: organizations")
    linked = linked_world(world)
    known = ", ".join(sorted(["entries", *(table.name for table in linked.catalogue.registers.tables)]))
    (found,) = references_name_registers(tables_of(linked))
    assert (found.key, found.place.path, found.values) == (
        *("unknown_register", f"{POWERS}/datapackage.yaml"),
        {"name": "organizations", "field": "body", "known": known},
    )
    line = (world / POWERS / "datapackage.yaml").read_text("utf-8").split("\n").index("        - name: body") + 1
    assert found.place.line == line


def test_a_table_of_a_list_may_not_bear_the_name_of_a_register(world: Path) -> None:
    descriptor = f"{PROCEDURES}/datapackage.yaml"
    change(world / descriptor, "  - name: materials\n", "  - name: organisations\n")
    assert [problem.place.path for problem in names_are_free(tables_of(linked_world(world)))] == [descriptor]


@pytest.mark.parametrize("name", ["list", "entry", "sample", "history"])
def test_a_table_of_a_list_may_not_bear_a_name_that_the_json_of_an_entry_uses(linked: Linked, name: str) -> None:
    catalogue = linked.catalogue
    first = catalogue.lists[0]
    tables = (*first.tables[:-1], first.tables[-1]._replace(name=name))
    changed = link(catalogue._replace(lists=(first._replace(tables=tables), *catalogue.lists[1:])))
    assert [problem.place.path for problem in names_are_free(tables_of(changed))] == [f"{PROCEDURES}/datapackage.yaml"]


@pytest.mark.parametrize(
    "name", ["laws", "law-versions", "codes", "data", "en", "registers", "all", "entries", "feeds", "changes"]
)
def test_a_list_may_not_take_an_address_that_the_site_uses_for_something_else(linked: Linked, name: str) -> None:
    catalogue = linked.catalogue
    renamed = catalogue.lists[0]._replace(name=name, folder=f"lists/{name}")
    changed = link(catalogue._replace(lists=(renamed, *catalogue.lists[1:])))
    expected = Problem("reserved_list_name", Place(f"lists/{name}/datapackage.yaml"), {"name": name})
    assert list(names_are_free(tables_of(changed))) == [expected]


@pytest.mark.parametrize("key", ["powers", "all", "ALL", "Powers"])
def test_a_body_may_not_bear_the_name_of_a_list_whose_feed_has_the_same_address(linked: Linked, key: str) -> None:
    path = f"{REGISTERS}/organisations.csv"
    changed = amended(linked, (path, "ORG-0009", key))
    assert list(names_are_free(tables_of(changed))) == [Problem("reserved_body_id", place(path, 4, "id"), {"cell": key})]
