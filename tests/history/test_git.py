"""The day of the data, asked of a real git."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qingdan.history.git import HistoryError, day_of_data
from tests.history.made import FOLDERS, ZONE, git


def commit(root: Path, path: str, day: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(f"SAMPLE of {day}\n")
    git(root, "add", path)
    git(root, "commit", "--message", "SAMPLE", day=day)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    return tmp_path


def test_the_day_is_that_of_the_last_commit_to_the_lists(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    commit(root, "catalogue/b.csv", "2026-01-20T08:00:00Z")
    commit(root, "README.md", "2026-02-02T08:00:00Z")
    assert day_of_data(root, FOLDERS, ZONE) == date(2026, 1, 20)


def test_the_day_is_counted_in_the_time_zone_of_the_lists(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-31T16:30:00+00:00")
    assert day_of_data(root, FOLDERS, ZONE) == date(2026, 2, 1)


def test_without_a_commit_to_the_lists_there_is_no_day(root: Path) -> None:
    assert day_of_data(root, FOLDERS, ZONE) is None
    commit(root, "README.md", "2026-01-01T00:00:00Z")
    assert day_of_data(root, FOLDERS, ZONE) is None


def test_without_git_there_is_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert day_of_data(tmp_path, FOLDERS, ZONE) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert day_of_data(tmp_path, FOLDERS, ZONE) is None


def test_a_git_that_refuses_is_not_taken_for_none(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    (root / ".git" / "config").write_text("[broken\n")
    with pytest.raises(HistoryError, match="bad config"):
        day_of_data(root, FOLDERS, ZONE)
