"""The files of a commit, from its objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.history.git import NoHistoryError, commit_of, files_at
from tests.history.made import FOLDERS, commit_all, git


def test_the_files_of_a_commit_whose_objects_are_lost_are_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.csv").write_text("SAMPLE\n")
    name = commit_all(tmp_path, "2026-01-10")
    assert commit_of(tmp_path, "HEAD") == name
    assert files_at(tmp_path, name, FOLDERS) == {"lists/a.csv": b"SAMPLE\n"}
    blob = git(tmp_path, "rev-parse", "HEAD:lists/a.csv")
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(NoHistoryError, match="partial"):
        files_at(tmp_path, name, FOLDERS)
