"""From the files of the source to one catalogue: settings, the lists that they name, files that nobody names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qingdan.load.rows import with_rows
from qingdan.model import Limits, Settings, Text
from qingdan.problem import Place, Problem
from tests.world import PROCEDURES, ROOT, change, load_world, problems_of

SETTINGS = "catalogue/catalogue.yaml"


def test_a_catalogue_holds_its_settings_and_its_lists_in_the_order_of_the_settings(world: Path) -> None:
    catalogue, problems = load_world(world)
    assert catalogue
    assert catalogue.settings == Settings(
        title=Text("样例清单", "SAMPLE lists"),
        description=Text("测试用的样例。", "A SAMPLE for the tests."),
        publisher=Text("样例编者", "SAMPLE compilers"),
        base_url="https://sample.example/",
        contact={"email": "sample@sample.example", "post": "", "phone": ""},
        filing={"icp": "", "police": "", "site_code": ""},
        licence={"name": "CC-BY-4.0", "title": "SAMPLE licence", "path": "https://licence.example/by/4.0/"},
        lists=("procedures", "responsibilities", "powers", "implementations", "search-terms"),
        text_age_months=12,
        ways_in=(("resident", Text("样例一办什么？", "What is SAMPLE one?"), "procedures/PRC-0001/"),),
    )
    names = ["procedures", "responsibilities", "powers", "implementations", "search-terms", "registers"]
    assert ([package.name for package in catalogue.packages], problems) == (names, ())


def test_every_table_of_every_descriptor_is_loaded_and_can_be_given_its_rows(world: Path) -> None:
    bare, _ = load_world(world)
    assert bare
    assert {table.rows for _, table in bare.tables()} == {()}
    catalogue = with_rows(bare)
    files = {path.relative_to(world).as_posix(): path.read_text("utf-8").count("\n") - 1 for path in world.rglob("*.csv")}
    assert {table.path: len(table.rows) for _, table in catalogue.tables()} == files


def test_an_address_of_the_site_without_its_last_slash_is_given_one(world: Path) -> None:
    change(world / SETTINGS, "https://sample.example/", "https://sample.example/lists")
    catalogue, _ = load_world(world)
    assert catalogue
    assert catalogue.settings.base_url == "https://sample.example/lists/"


def test_settings_that_are_not_there_are_named(world: Path) -> None:
    (world / SETTINGS).unlink()
    assert load_world(world) == (None, (Problem("no_settings", Place(SETTINGS)),))


def test_a_list_that_is_not_there_is_named(world: Path) -> None:
    change(world / SETTINGS, "powers,", "powers, permits,")
    problem = Problem("no_descriptor", Place("lists/permits/datapackage.yaml"))
    assert load_world(world) == (None, (problem,))


def test_a_list_that_the_settings_do_not_name_is_an_orphan(world: Path) -> None:
    change(world / SETTINGS, "powers, ", "")
    assert load_world(world)[1] == (Problem("orphan_file", Place("lists/powers"), {"descriptor": SETTINGS, "kind": "list"}),)


def test_a_file_beside_the_settings_is_an_orphan(world: Path) -> None:
    (world / "catalogue" / "notes.txt").write_text("SAMPLE\n")
    assert load_world(world) == (None, (Problem("orphan_file", Place("catalogue/notes.txt"), {"descriptor": SETTINGS}),))


def test_every_table_that_cannot_be_read_is_named_at_once(world: Path) -> None:
    (world / PROCEDURES / "bodies.csv").write_bytes(b"entry\r\n")
    (world / PROCEDURES / "bases.csv").write_bytes(b"entry")
    assert problems_of(world) == (
        Problem("carriage_return", Place(f"{PROCEDURES}/bodies.csv", 1)),
        Problem("no_final_newline", Place(f"{PROCEDURES}/bases.csv", 1)),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "name", "expected"),
    [
        ("base_url: https://sample.example/\n", "", 1, "base_url", "text"),
        ("title: {zh: 样例清单, en: SAMPLE lists}", "title: 样例清单", 1, "title", "mapping"),
        ("title: {zh: 样例清单, en: SAMPLE lists}", "title: {en: SAMPLE}", 1, "title.zh", "text"),
        ("lists: [", "lists: [7, ", 7, "lists", "text or list of texts"),
        ("lists: [", "lists: [powers, ", 7, "lists", "text or list of texts"),
        ("lists: [", "lists: [../registers, ", 7, "lists", "a-z 0-9 -"),
        ("ways_in:", "text_age_months: twelve\nways_in:", 8, "text_age_months", "whole number ≥ 0"),
        ("ways_in:", "text_age_months: true\nways_in:", 8, "text_age_months", "whole number ≥ 0"),
        ("ways_in:", "limits: {rows: 0}\nways_in:", 8, "limits.rows", "whole number ≥ 1, ≤ 20000000"),
        ("  - {reader", "  - 7\n  - {reader", 8, "ways_in", "list of mappings"),
        ("https://sample.example/", "sample.example", 4, "base_url", "https://…"),
        ("https://licence.example/by/4.0/", "javascript:alert(1)", 6, "licence.path", "https://…"),
        ("to: procedures/", "to: //elsewhere.example/", 9, "ways_in[0].to", "a-z 0-9 . / # -"),
    ],
)
def test_a_setting_that_is_missing_or_of_the_wrong_kind_is_named_with_its_line(
    world: Path, old: str, new: str, line: int, name: str, expected: str
) -> None:
    change(world / SETTINGS, old, new)
    problem = Problem("malformed_property", Place(SETTINGS, line), {"name": name, "expected": expected})
    assert load_world(world) == (None, (problem,))


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("ways_in:", "text_age_month: 6\nways_in:", "misspelt_property", 8),
        ("ways_in:", "colour: red\nways_in:", "unknown_property", 8),
        ("to: procedures/PRC-0001/", "too: procedures/PRC-0001/", "misspelt_property", 9),
        (", path: ", ", url: ", "unknown_property", 6),
    ],
)
def test_a_setting_that_nobody_reads_is_named(world: Path, old: str, new: str, key: str, line: int) -> None:
    change(world / SETTINGS, old, new)
    _, problems = load_world(world)
    assert [(problem.key, problem.place) for problem in problems] == [(key, Place(SETTINGS, line))]


def test_the_limits_are_generous_where_nothing_else_is_said_and_may_be_set(world: Path) -> None:
    catalogue, _ = load_world(world)
    change(world / SETTINGS, "ways_in:", "limits: {rows: 7, cell: 30}\nways_in:")
    limited, _ = load_world(world)
    assert catalogue
    assert limited
    assert (catalogue.settings.limits, limited.settings.limits) == (Limits(), Limits(rows=7, cell=30))


@pytest.mark.parametrize(
    ("limit", "key", "path"),
    [
        ("bytes: 2000", "file_too_large", "catalogue/registers/datapackage.yaml"),
        ("rows: 2", "too_many_rows", "catalogue/registers/codes/law-standing.csv"),
        ("cell: 6", "cell_too_long", "catalogue/registers/codes/relation.csv"),
        ("depth: 4", "yaml_too_deep", "catalogue/registers/datapackage.yaml"),
    ],
)
def test_what_is_above_a_limit_is_named(world: Path, limit: str, key: str, path: str) -> None:
    change(world / SETTINGS, "ways_in:", f"limits: {{{limit}}}\nways_in:")
    assert (key, path) in [(problem.key, problem.place.path) for problem in problems_of(world)]


def test_adding_a_list_takes_a_folder_and_a_line_in_the_settings(world: Path) -> None:
    shutil.copytree(world / "lists" / "powers", world / "lists" / "permits")
    change(world / "lists" / "permits" / "datapackage.yaml", "name: powers\n", "name: permits\n")
    change(world / SETTINGS, "powers,", "powers, permits,")
    catalogue, problems = load_world(world)
    assert catalogue
    names = ["procedures", "responsibilities", "powers", "permits", "implementations", "search-terms"]
    assert ([package.name for package in catalogue.lists], problems) == (names, ())


def test_the_world_takes_its_descriptors_from_the_repository(world: Path) -> None:
    for path in world.rglob("datapackage.yaml"):
        lines = (ROOT / path.relative_to(world)).read_text("utf-8").split("\n")
        assert path.read_text("utf-8").split("\n") == [line for line in lines if not line.startswith("      rows: {minimum")]


@pytest.mark.parametrize("written", ["02700000000", "+8602700000000", "1_000", "0x10", "true", "1.10", "2026-01-31"])
def test_a_number_without_quotation_marks_stays_as_it_was_written(world: Path, written: str) -> None:
    change(world / "catalogue" / "catalogue.yaml", "contact: {", f"contact: {{phone: {written}, ")
    catalogue, _ = load_world(world)
    assert catalogue
    assert catalogue.settings.contact["phone"] == written
