"""`qingdan diff` as a person calls it, in a real repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from qingdan.difference.json_patch import read
from qingdan.history.between import between
from tests.world import PROCEDURES, change, write_world

TABLE = f"{PROCEDURES}/procedures.csv"

NAMES = {f"GIT_{who}_{what}": "SAMPLE@sample.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root: Path, *arguments: str) -> None:
    environment = {**os.environ, **NAMES, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(("git", *arguments), cwd=root, check=True, capture_output=True, env=environment)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--message", "SAMPLE")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small world, committed on `main`."""
    made = write_world(tmp_path / "world")
    git(made, "init", "--initial-branch", "main")
    commit(made)
    return made


def diff(root: Path, *arguments: str, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "qingdan", "--root", str(root), "diff", *arguments)
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(more or {})}
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert "Traceback" not in answer.stderr
    return answer


def refused(answer: subprocess.CompletedProcess[str], words: str) -> bool:
    """Whether a call was wrong, which is said in Chinese and in English with these words."""
    is_told = re.search("[\u4e00-\u9fff]", answer.stderr) and re.search("[A-Za-z]{4}", answer.stderr)
    return (answer.returncode, answer.stdout) == (2, "") and bool(is_told) and words in answer.stderr


def test_without_a_change_it_says_so_and_returns_0(root: Path) -> None:
    answer = diff(root, "--lang", "en")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "No change." in answer.stdout


def test_the_files_as_they_stand_are_compared_with_where_main_was_left(root: Path) -> None:
    git(root, "switch", "--create", "mine")
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    commit(root)
    change(root / TABLE, "样例：第二件事。", "样例：次一件事。")
    git(root, "stash")
    git(root, "switch", "main")
    change(root / TABLE, "虚构三", "虚构叁")
    commit(root)
    git(root, "switch", "mine")
    git(root, "stash", "pop")
    said = diff(root, "--lang", "en").stdout
    assert said.startswith("from main (")
    assert re.findall(r"^(PRC-\d+)", said, re.MULTILINE) == ["PRC-0001", "PRC-0002"]


def test_two_commits_are_compared_whatever_is_checked_out(root: Path) -> None:
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    commit(root)
    change(root / TABLE, "样例：第二件事。", "样例：次一件事。")
    said = diff(root, "HEAD~1", "HEAD", "--lang", "en").stdout
    assert re.findall(r"^(PRC-\d+)", said, re.MULTILINE) == ["PRC-0001"]
    assert re.match(r"from HEAD~1 \([0-9a-f]{10}\) to HEAD \([0-9a-f]{10}\)\n", said)


def test_the_patch_is_the_difference_of_the_files(root: Path) -> None:
    before = (root / TABLE).read_bytes()
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    answer = diff(root, "HEAD", "--format", "json", more={"PYTHONIOENCODING": "ascii"})
    assert read(answer.stdout) == between({TABLE: before}, {TABLE: (root / TABLE).read_bytes()})
    assert json.loads(answer.stdout)["head"] == {"name": None, "commit": None}


@pytest.mark.parametrize(
    ("kind", "start"), [("html", "<!doctype html>"), ("markdown", "### "), ("json", "{"), ("text", "从 main")]
)
def test_every_format_can_be_had(root: Path, kind: str, start: str) -> None:
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    answer = diff(root, "--format", kind)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(start)


def test_lists_with_errors_are_compared_all_the_same(root: Path) -> None:
    change(root / PROCEDURES / "datapackage.yaml", "resources:", "resource:")
    change(root / TABLE, ",15,day", ",fifteen,day")
    said = diff(root, "--lang", "en").stdout
    assert "[-15-]{+fifteen+}" in said
    assert "its descriptor changed" in said


def test_a_deleted_folder_is_a_deletion_of_its_tables(root: Path) -> None:
    git(root, "rm", "-r", "-q", "lists")
    assert json.loads(diff(root, "--format", "json").stdout)["counts"]["deleted"] == 6


def test_a_link_that_is_not_read_is_no_deletion_but_stops_the_comparison(root: Path) -> None:
    (root / TABLE).rename(root / "elsewhere.csv")
    (root / TABLE).symlink_to(root / "elsewhere.csv")
    answer = diff(root)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert TABLE in answer.stderr


def test_the_lists_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    inner = write_world(tmp_path / "outer" / "inner")
    git(tmp_path / "outer", "init", "--initial-branch", "main")
    commit(tmp_path / "outer")
    change(inner / TABLE, "样例：第一件事。", "样例：头一件事。")
    assert re.findall(r"^(PRC-\d+)", diff(inner).stdout, re.MULTILINE) == ["PRC-0001"]


@pytest.mark.parametrize("revision", ["nothing", "main:lists", "main..main", "^main", "", "\x1b[31m"])
def test_an_unknown_revision_is_a_wrong_call(root: Path, revision: str) -> None:
    answer = diff(root, "HEAD", revision) if revision else diff(root, "nothing", "HEAD")
    assert refused(answer, "git fetch")
    assert "\x1b" not in answer.stderr


def test_a_folder_without_git_is_a_wrong_call(tmp_path: Path) -> None:
    assert refused(diff(write_world(tmp_path / "world")), "--root")


def test_a_repository_without_a_commit_is_a_wrong_call(tmp_path: Path) -> None:
    made = write_world(tmp_path / "world")
    git(made, "init")
    assert refused(diff(made), "no commit")


def test_a_machine_without_git_is_told_so(root: Path, tmp_path: Path) -> None:
    assert refused(diff(root, more={"PATH": str(tmp_path)}), "no git on this machine")


def test_a_shallow_clone_is_a_wrong_call(root: Path, tmp_path: Path) -> None:
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    commit(root)
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "clone")
    for arguments in ((), ("HEAD",), ("HEAD", "HEAD")):
        assert refused(diff(tmp_path / "clone", *arguments), "git fetch --unshallow")


def test_without_a_main_branch_it_asks_what_to_compare_with(root: Path) -> None:
    git(root, "branch", "--move", "main", "mine")
    assert refused(diff(root), "qingdan diff HEAD~1")
    git(root, "branch", "master")
    assert diff(root, "--lang", "en").stdout.startswith("from master (")


def test_git_that_refuses_is_a_wrong_call(root: Path) -> None:
    (root / ".git" / "config").write_text("[broken\n")
    assert refused(diff(root), "bad config")


def test_what_is_written_to_a_file_has_no_colours(root: Path) -> None:
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    assert "\x1b" not in diff(root).stdout


@pytest.mark.parametrize(("plain", "is_coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_it_wants_none(root: Path, plain: str, is_coloured: bool) -> None:
    change(root / TABLE, "样例：第一件事。", "样例：头一件事。")
    reading, writing = os.openpty()
    command = (sys.executable, "-m", "qingdan", "--root", str(root), "--lang", "en", "diff")
    with subprocess.Popen(command, stdout=writing, env={**os.environ, "NO_COLOR": plain}) as asked:
        os.close(writing)
        said = b""
        while piece := _read(reading):
            said += piece
    os.close(reading)
    assert (asked.returncode, b"\x1b[3" in said, b"{+" in said) == (0, is_coloured, True)


def _read(reading: int) -> bytes:
    """What a terminal still holds; Linux ends it with an error."""
    try:
        return os.read(reading, 65536)
    except OSError:
        return b""


def test_every_option_is_explained_in_both_languages() -> None:
    command = (sys.executable, "-m", "qingdan", "diff", "--help")
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"}).stdout
    for option in ("BASE", "HEAD", "--format", "--root", "--lang"):
        (line,) = re.findall(rf"^  {option}.* / .*$|^  {option}.*\n +.* / .*$", said, re.MULTILINE)
        assert re.search("[\u4e00-\u9fff]", line)
