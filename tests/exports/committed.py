"""A world kept in git, commit by commit, and what its history tells."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.history.timeline import Timeline, timeline
from qingdan.history.told import tell
from tests.world import SOURCE

AUTHOR = "SAMPLE Person"
ZONE = ZoneInfo("Asia/Shanghai")


def commit(root: Path, message: str, time: str) -> str:
    """Commits all that stands in the lists, at a time (ISO 8601). Gives the name of the commit."""
    if not (root / ".git").exists():
        _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A", *SOURCE)
    _git(root, "commit", "-q", "--allow-empty", "-m", message, time=time)
    return _git(root, "rev-parse", "HEAD")


def history_of(root: Path) -> Timeline:
    """The timeline of the world, with what is not committed."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for name in SOURCE for path in _files(root / name)}
    return timeline(tell(root, SOURCE, files), ZONE)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _git(root: Path, *arguments: str, time: str = "") -> str:
    who = ("-c", f"user.name={AUTHOR}", "-c", "user.email=sample@sample.example")
    when = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time} if time else {}
    command = ("git", "-C", str(root), *who, *arguments)
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **when})
    return answer.stdout.strip()
