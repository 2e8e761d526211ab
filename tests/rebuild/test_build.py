"""A real build after a real one: what did not change stays the same file, and the site is that of a build from nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.history.made import commit_all
from tests.world import PROCEDURES, REGISTERS, add_the_look, change, write_world


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A SAMPLE world in git whose site was built."""
    made = add_the_look(write_world(tmp_path / "world"))
    commit_all(made, "2026-01-01")
    build(made)
    return made


def build(root: Path, into: str = "public", cache: str = "cache") -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(root.parent / cache)}
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "build", "--into", into]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def files(site: Path) -> Mapping[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


def contents(site: Path) -> Mapping[str, bytes]:
    return {name: path.read_bytes() for name, path in files(site).items()}


def assert_as_from_nothing(root: Path) -> None:
    build(root, "fresh", "no-cache")
    assert contents(root / "public") == contents(root / "fresh")


def inodes(site: Path) -> Mapping[str, int]:
    return {name: path.stat().st_ino for name, path in files(site).items()}


def test_one_changed_entry_writes_its_pages_those_that_show_it_and_the_indexes_and_nothing_else(world: Path) -> None:
    before = inodes(world / "public")
    change(world / f"{PROCEDURES}/procedures.csv", "带上样例", "带上样例证件")
    build(world)
    after = inodes(world / "public")
    written = {re.sub(r"-[0-9a-f]{8}\.bin$", "-….bin", name) for name in after if before.get(name) != after[name]}
    assert written == {
        "changes/index.html",
        "changes/by/procedures/index.html",
        "data/all.zip",
        "data/procedures.zip",
        "data/procedures/procedures.csv",
        "data/procedures/procedures.json",
        "procedures/PRC-0001.json",
        "procedures/PRC-0001/index.html",
        "search/data/core.bin",
        "search/data/terms-….bin",
    }
    assert_as_from_nothing(world)


def test_what_was_not_committed_and_then_was_is_told_so_everywhere(world: Path) -> None:
    change(world / f"{PROCEDURES}/procedures.csv", "样例一", "样例一新名")
    build(world)
    commit_all(world, "2026-02-01")
    build(world)
    assert_as_from_nothing(world)


def test_a_register_a_withdrawn_entry_and_a_change_taken_back_leave_nothing_behind(world: Path) -> None:
    change(world / f"{REGISTERS}/organisations.csv", "样例居委会", "样例新居委会")
    build(world)
    assert_as_from_nothing(world)
    change(world / f"{REGISTERS}/organisations.csv", "样例新居委会", "样例居委会")
    change(world / "site/words/site.yaml", "home: {zh: 首页", "home: {zh: 样例首页")
    build(world)
    assert_as_from_nothing(world)


def test_a_file_of_the_site_that_somebody_changed_is_made_again(world: Path) -> None:
    page = world / "public/procedures/PRC-0002/index.html"
    page.write_text(page.read_text("utf-8") + "<!-- SAMPLE -->", "utf-8")
    (world / "public/procedures/PRC-0009/index.html").unlink()
    (world / "public/stray.html").write_text("SAMPLE")
    build(world)
    assert "stray.html" not in files(world / "public")
    assert_as_from_nothing(world)
