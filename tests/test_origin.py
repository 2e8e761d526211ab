"""Each system of the origin document has its list, a page, a rule, a download and an answer of the search: row by row."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.search.reader import ask
from tests.world import ROOT, load_world

SYSTEMS = tuple(csv.DictReader((ROOT / "tests" / "origin.csv").open(encoding="utf-8", newline="")))
ALL = 15
"""The systems of the origin document."""


@pytest.fixture(scope="module")
def index(site: Path) -> Path:
    """The index of the site's search, where the reader of the tests looks for it."""
    return site / "search" / "data"


def test_every_system_is_here() -> None:
    assert len({one["system"] for one in SYSTEMS}) == ALL


@pytest.mark.parametrize("system", SYSTEMS, ids=[f"{one['system']}, {one['list']}" for one in SYSTEMS])
def test_a_system_has_a_list_a_page_a_rule_a_download_and_an_answer(system: Mapping[str, str], site: Path, index: Path) -> None:
    catalogue, problems = load_world(ROOT)
    assert catalogue, problems
    (package,) = (one for one in catalogue.lists if one.name == system["list"])
    asked = {norm.key for table in package.tables for norm in table.norms} | {
        rule.name for table in package.tables for rule in table.rules
    }
    assert system["rule"] in asked
    assert (site / system["page"] / "index.html").is_file()
    with zipfile.ZipFile(site / "data" / f"{package.name}.zip") as archive:
        assert json.loads(archive.read("datapackage.json"))["name"] == package.name
    (answer,) = ask(index, [system["query"]])
    assert system["hit"] in answer.ids[:5]
