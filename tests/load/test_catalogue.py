"""From the files of the source to one catalogue: settings, the lists that they name, files that nobody names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qingdan.model import Place, Problem, Settings, Text
from tests.world import PROCEDURES, ROOT, change, load_world

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
        lists=("procedures", "responsibilities", "powers", "implementations"),
        text_age_months=12,
        ways_in=(("resident", Text("样例一办什么？", "What is SAMPLE one?"), "procedures/PRC-0001/"),),
    )
    names = ["procedures", "responsibilities", "powers", "implementations", "registers"]
    assert ([package.name for package in catalogue.packages], problems) == (names, ())


def test_every_table_of_every_descriptor_is_loaded_with_its_rows(world: Path) -> None:
    catalogue, _ = load_world(world)
    assert catalogue
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
    _, problems = load_world(world)
    folder = world / "lists" / "powers"
    orphans = sorted(path.relative_to(world).as_posix() for path in folder.iterdir())
    assert problems == tuple(Problem("orphan_file", Place(path), {"descriptor": SETTINGS}) for path in orphans)


def test_a_file_beside_the_settings_is_an_orphan(world: Path) -> None:
    (world / "catalogue" / "notes.txt").write_text("SAMPLE\n")
    assert load_world(world) == (None, (Problem("orphan_file", Place("catalogue/notes.txt"), {"descriptor": SETTINGS}),))


def test_every_file_that_cannot_be_read_is_named_at_once(world: Path) -> None:
    (world / PROCEDURES / "bodies.csv").write_bytes(b"entry\r\n")
    (world / PROCEDURES / "bases.csv").write_bytes(b"entry")
    assert load_world(world) == (
        None,
        (
            Problem("no_final_newline", Place(f"{PROCEDURES}/bases.csv", 1)),
            Problem("carriage_return", Place(f"{PROCEDURES}/bodies.csv", 1)),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "name", "expected"),
    [
        ("base_url: https://sample.example/\n", "", "base_url", "text"),
        ("title: {zh: 样例清单, en: SAMPLE lists}", "title: 样例清单", "title", "mapping"),
        ("title: {zh: 样例清单, en: SAMPLE lists}", "title: {en: SAMPLE}", "title.zh", "text"),
        (", path: ", ", url: ", "licence.url", "name / title / path"),
        ("lists: [", "lists: [7, ", "lists", "text or list of texts"),
        ("ways_in:", "text_age_months: twelve\nways_in:", "text_age_months", "whole number"),
        ("ways_in:", "text_age_months: true\nways_in:", "text_age_months", "whole number"),
        ("to: procedures/PRC-0001/", "too: procedures/PRC-0001/", "ways_in[0].to", "text"),
        ("  - {reader", "  - 7\n  - {reader", "ways_in", "list of mappings"),
    ],
)
def test_a_setting_that_is_missing_or_of_the_wrong_kind_is_named(
    world: Path, old: str, new: str, name: str, expected: str
) -> None:
    change(world / SETTINGS, old, new)
    problem = Problem("malformed_property", Place(SETTINGS), {"name": name, "expected": expected})
    assert load_world(world) == (None, (problem,))


def test_a_setting_that_nobody_reads_is_named(world: Path) -> None:
    change(world / SETTINGS, "ways_in:", "text_age_month: 6\nways_in:")
    _, problems = load_world(world)
    assert [problem.place.path for problem in problems] == [SETTINGS]


def test_adding_a_list_takes_a_folder_and_a_line_in_the_settings(world: Path) -> None:
    shutil.copytree(world / "lists" / "powers", world / "lists" / "permits")
    change(world / "lists" / "permits" / "datapackage.yaml", "name: powers\n", "name: permits\n")
    change(world / SETTINGS, "powers,", "powers, permits,")
    catalogue, problems = load_world(world)
    assert catalogue
    names = ["procedures", "responsibilities", "powers", "permits", "implementations"]
    assert ([package.name for package in catalogue.lists], problems) == (names, ())


def test_the_world_takes_its_descriptors_from_the_repository(world: Path) -> None:
    for path in world.rglob("datapackage.yaml"):
        assert path.read_bytes() == (ROOT / path.relative_to(world)).read_bytes()
