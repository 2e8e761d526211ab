"""The files of a commit, from its objects."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qingdan.history.git import NoHistoryError, commit_of, files_at
from tests.history.test_git import FOLDERS, commit, git


def test_the_files_of_a_commit_whose_objects_are_lost_are_not_guessed(tmp_path: Path) -> None:
    git(tmp_path, "init")
    commit(tmp_path, "lists/a.csv", "2026-01-10T08:00:00Z")
    name = commit_of(tmp_path, "HEAD")
    assert files_at(tmp_path, name, FOLDERS) == {"lists/a.csv": b"SAMPLE of 2026-01-10T08:00:00Z\n"}
    command = ("git", "rev-parse", "HEAD:lists/a.csv")
    blob = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(NoHistoryError, match="partial"):
        files_at(tmp_path, name, FOLDERS)
