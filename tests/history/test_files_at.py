"""The files of a commit, from its objects."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qingdan.history.git import HistoryError, NoHistoryError, commit_of, files_at
from tests.history.made import FOLDERS, commit_all, git


def listed(root: Path, commit: str) -> dict[str, bytes]:
    """What git itself lists of regular files in a commit."""

    def said(*arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout

    entries = [
        entry.split("\t", 1) for entry in said("ls-tree", "-r", "-z", commit, "--", *FOLDERS).decode().split("\0") if entry
    ]
    return {path: said("cat-file", "blob", about.split()[2]) for about, path in entries if about.startswith("100")}


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"SAMPLE {path}\n")


@pytest.mark.parametrize("below", ["", " a b/样例/"])
def test_they_are_those_that_git_lists(tmp_path: Path, below: str) -> None:
    root = tmp_path / below
    write(
        root,
        "lists/a.csv",
        "lists/a/b.csv",
        "lists/a/样例 b.csv",
        "lists/a-b/c.yaml",
        'lists/"q".csv',
        "lists.csv",
        "other/lists/a.csv",
    )
    write(tmp_path, "unlike/a.csv", "listsa/b.csv")
    (root / "lists" / "link.csv").symlink_to("a.csv")
    (root / "lists" / "a.csv").chmod(0o755)
    (root / "lists" / "empty.csv").write_bytes(b"")
    name = commit_all(tmp_path, "2026-01-10")
    found = files_at(root, name, FOLDERS)
    assert (found, [*found]) == (listed(root, name), [*listed(root, name)])
    assert {"lists/a/样例 b.csv", 'lists/"q".csv', "lists/empty.csv", "lists/a.csv"} <= {*found}
    assert "lists/link.csv" not in found


def test_many_are_asked_for_at_once(tmp_path: Path) -> None:
    write(tmp_path, *(f"lists/{number:04}.csv" for number in range(1234)))
    name = commit_all(tmp_path, "2026-01-10")
    assert files_at(tmp_path, name, FOLDERS) == {f"lists/{n:04}.csv": f"SAMPLE lists/{n:04}.csv\n".encode() for n in range(1234)}


def test_where_the_folders_were_not_there_yet_there_are_none(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "catalogue")
    name = commit_all(tmp_path, "2026-01-10")
    write(tmp_path, "part/lists/a.csv")
    assert files_at(tmp_path, name, FOLDERS) == {}
    assert files_at(tmp_path / "part", name, FOLDERS) == {}


def test_the_files_of_a_commit_whose_objects_are_lost_are_not_guessed(tmp_path: Path) -> None:
    write(tmp_path, "lists/a.csv")
    name = commit_all(tmp_path, "2026-01-10")
    assert commit_of(tmp_path, "HEAD") == name
    for lost in (git(tmp_path, "rev-parse", "HEAD:lists/a.csv"), git(tmp_path, "rev-parse", "HEAD:lists")):
        (tmp_path / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
        with pytest.raises(HistoryError, match=f"{lost} missing"):
            files_at(tmp_path, name, FOLDERS)


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_the_files_of_a_commit_whose_objects_were_never_fetched_are_not_guessed(tmp_path: Path, left_out: str) -> None:
    write(tmp_path / "whole", "lists/a.csv")
    name = commit_all(tmp_path / "whole", "2026-01-10")
    git(tmp_path / "whole", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", f"--filter={left_out}", "--no-checkout", f"file://{tmp_path}/whole", "partial")
    with pytest.raises(NoHistoryError, match="partial"):
        files_at(tmp_path / "partial", name, FOLDERS)
