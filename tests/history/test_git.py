"""The day of the data and the changes of tables, asked of a real git."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from qingdan.history.git import HistoryError, file_changes, objects_of
from qingdan.history.known import day_of_data
from qingdan.history.log import FileChange
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


def changes(root: Path) -> list[tuple[FileChange, ...]]:
    with objects_of(root) as objects:
        return [found for _, found in file_changes(root, FOLDERS, "HEAD", objects)]


def amend(root: Path, *arguments: str) -> None:
    git(root, *arguments)
    git(root, "add", "--all")
    git(root, "commit", "--message", "SAMPLE")


@pytest.mark.parametrize("name", ["a.csv", "样例 a.csv", "a\tb.csv", 'a"b.csv', "a\\b.csv"])
def test_a_table_comes_moves_and_goes_whatever_its_name(root: Path, name: str) -> None:
    commit(root, f"lists/{name}", "2026-01-10T08:00:00Z")
    data = b"SAMPLE of 2026-01-10T08:00:00Z\n"
    amend(root, "mv", f"lists/{name}", "lists/b.csv")
    amend(root, "rm", "lists/b.csv")
    assert changes(root) == [
        (FileChange("", f"lists/{name}", data),),
        (FileChange(f"lists/{name}", "lists/b.csv", data),),
        (FileChange("lists/b.csv", "", b""),),
    ]


def test_a_table_that_is_no_table_any_more_went(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    amend(root, "mv", "lists/a.csv", "lists/a.txt")
    assert changes(root)[-1] == (FileChange("lists/a.csv", "", b""), FileChange("", "lists/a.txt", b""))


def test_a_link_is_no_table(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    (root / "lists" / "a.csv").unlink()
    (root / "lists" / "a.csv").symlink_to("nowhere")
    amend(root, "add", "--all")
    (root / "lists" / "a.csv").unlink()
    (root / "lists" / "a.csv").symlink_to("elsewhere")
    amend(root, "add", "--all")
    assert changes(root)[1:] == [(FileChange("lists/a.csv", "", b""),), ()]


def test_the_settings_of_a_reader_change_nothing(root: Path) -> None:
    commit(root, "lists/样例.csv", "2026-01-10T08:00:00Z")
    for name, value in (("log.showRoot", "false"), ("color.ui", "always"), ("core.quotePath", "true"), ("diff.noprefix", "true")):
        git(root, "config", name, value)
    assert changes(root) == [(FileChange("", "lists/样例.csv", b"SAMPLE of 2026-01-10T08:00:00Z\n"),)]


def test_a_table_whose_content_is_not_there_is_an_error(root: Path) -> None:
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    name = subprocess.run(["git", "rev-parse", "HEAD:lists/a.csv"], cwd=root, capture_output=True, text=True).stdout.strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(HistoryError, match=f"{name} missing"):
        changes(root)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told on which CPU to stay")
def test_git_and_its_reader_stay_on_one_cpu_while_they_talk_and_no_longer(root: Path) -> None:
    allowed = os.sched_getaffinity(0)
    with objects_of(root) as objects:
        assert len(os.sched_getaffinity(0)) == 1
        assert os.sched_getaffinity(objects.pid) == os.sched_getaffinity(0) <= allowed
    assert os.sched_getaffinity(0) == allowed
    with pytest.raises(ZeroDivisionError), objects_of(root):
        _ = 1 // 0
    assert os.sched_getaffinity(0) == allowed


def test_where_it_may_not_choose_its_cpu_git_is_asked_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refused, raising=False)
    commit(root, "lists/a.csv", "2026-01-10T08:00:00Z")
    assert [file.after for file in changes(root)[0]] == ["lists/a.csv"]
