"""Git, asked for one thing: the day on which the lists last changed. The only module that knows git."""

from __future__ import annotations

import os
import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class HistoryError(Exception):
    """Git is there but refuses to answer, for example because the folder belongs to somebody else."""


def day_of_data(root: Path, folders: tuple[str, ...]) -> date | None:
    """The day of the last commit that touched `folders`, in the time zone of the lists.

    None where there is no git, no repository or no such commit; raises HistoryError where git refuses to say.
    """
    command = ["git", "-C", str(root), "log", "-1", "--format=%cI", "--", *folders]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError:
        return None
    if asked.returncode and not asked.stderr.startswith(("fatal: not a git repository", "fatal: your current branch")):
        raise HistoryError(asked.stderr.strip())
    answer = asked.stdout.strip()
    return datetime.fromisoformat(answer).astimezone(ZONE).date() if answer else None
