"""An editor changes one line, and the page in the browser shows it; a mistake is told there, and what was shown stays."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.world import PROCEDURES, add_the_look, change, write_world


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return add_the_look(write_world(tmp_path / "world"))


@pytest.fixture
def address(world: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "qingdan", "--root", str(world), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as serving:
        assert serving.stdout
        yield next(line for line in serving.stdout if line.startswith("http://")).split()[0]
        serving.terminate()


def test_a_change_is_shown_and_a_mistake_is_told_without_anybody_asking(browser: Browser, world: Path, address: str) -> None:
    table = world / f"{PROCEDURES}/procedures.csv"
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}procedures/PRC-0001/")
    expect(page.locator("h1")).to_have_text("样例一")
    change(table, "样例一", "样例新名")
    expect(page.locator("h1")).to_have_text("样例新名")
    change(table, "PRC-0002,样例二", "PRC-0001,样例二")
    expect(page.get_by_role("alert")).to_contain_text("procedures.csv:3")
    expect(page.locator("h1")).to_have_text("样例新名")
    change(table, "PRC-0001,样例二", "PRC-0002,样例二")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert refused == []
    page.close()
    assert not [*world.glob("public*"), *world.glob(".public*")]


def test_what_is_asked_for_is_made_and_what_is_not_there_is_said_to_be_missing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked = (
        "",
        "en/procedures/",
        "data/procedures.zip",
        "procedures/PRC-0001.json",
        "procedures",
        "nothing/",
        "../../etc/passwd",
    )
    answers = {path: page.request.get(address + path) for path in asked}
    assert [answer.status for answer in answers.values()] == [200, 200, 200, 200, 200, 404, 404]
    assert answers["procedures"].url == f"{address}procedures/"
    assert answers["data/procedures.zip"].body()[:2] == b"PK"
    page.close()
