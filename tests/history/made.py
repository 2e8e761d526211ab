"""Repositories made by hand: the small world of the tests, and what becomes of it commit by commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.history.timeline import Timeline, timeline
from qingdan.history.told import tell

FOLDERS = ("catalogue", "lists")
ZONE = ZoneInfo("Asia/Shanghai")
AUTHOR = "SAMPLE Person"


def is_whole(root: Path) -> bool:
    """Whether the history of a repository is there whole, as the site needs it."""
    return not tell(root, FOLDERS).why_not


def git(root: Path, *arguments: str, day: str = "2026-01-01T00:00:00Z") -> str:
    """What git says, asked as somebody who is nobody, at a time of our own."""
    names = {f"GIT_{who}_NAME": AUTHOR for who in ("AUTHOR", "COMMITTER")}
    names |= {f"GIT_{who}_EMAIL": "sample@sample.example" for who in ("AUTHOR", "COMMITTER")}
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, env={**os.environ, **names, **dates})
    return done.stdout.strip()


def commit_all(root: Path, day: str, message: str = "SAMPLE") -> str:
    """Commits everything below `root` at noon UTC of a day, or at a full time; gives the name of the commit."""
    if not (root / ".git").exists():
        git(root, "init")
    git(root, "add", "--all")
    git(root, "commit", "--allow-empty", "--message", message, day=day if "T" in day else f"{day}T12:00:00Z")
    return git(root, "rev-parse", "HEAD")


def told(root: Path) -> Timeline:
    """The timeline of a repository, with what stands in its files."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for name in FOLDERS for path in (root / name).rglob("*.*")}
    return timeline(tell(root, FOLDERS, files), ZONE)
