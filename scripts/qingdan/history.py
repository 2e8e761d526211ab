"""Git, asked for one thing: the day on which the lists last changed. The only module that knows git."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def day_of_data(root: Path, folders: tuple[str, ...]) -> date | None:
    """The day of the last commit that touched `folders`, in the time zone of the lists; None without git or commits."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%cI", "--", *folders]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return datetime.fromisoformat(answer).astimezone(ZONE).date() if answer else None
