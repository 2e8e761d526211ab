"""What was known of the lists on a day: the files as they were published, and what had become of them until then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.history import git
from qingdan.history.revisions import Difference
from qingdan.history.timeline import day_of
from qingdan.history.told import tell


@dataclass(frozen=True, slots=True)
class Known:
    """Files by their paths, the differences that led to them (the oldest first), and those that came `later`.

    Where the history cannot be told whole, `why_not` says why (see git.NoHistoryError) and there are no differences. `first` is
    the day on which something was published first, where that is after the day that was asked for.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    later: tuple[Difference, ...] = ()
    why_not: str = ""
    first: date | None = None


def known_now(root: Path, folders: tuple[str, ...], files: Mapping[str, bytes]) -> Known:
    """What is known today: the files as they stand, committed or not. Raises git.HistoryError."""
    history = tell(root, folders, files)
    differences = (*(step.difference for step in history.steps), history.uncommitted)
    return Known(files, () if history.why_not else differences, why_not=history.why_not)


def known_on(root: Path, folders: tuple[str, ...], files: Mapping[str, bytes], day: date, zone: ZoneInfo) -> Known:
    """What had been published by the end of a day in a time zone: what the last commit of the first-parent line holds whose
    committer made it on that day or before. `files` stand now. Raises git.HistoryError."""
    history = tell(root, folders, files)
    if history.why_not:
        return Known(why_not=history.why_not)
    line = git.first_parents(root, "HEAD")
    number = next((number for number, (_, time) in enumerate(line) if day_of(time, zone) <= day), len(line))
    until = {commit for commit, _ in line[number:]}
    before = tuple(step.difference for step in history.steps if step.commit.name in until)
    later = tuple(step.difference for step in history.steps if step.commit.name not in until)
    if not before:
        first = next((day_of(step.commit.time, zone) for step in history.steps), None)
        return Known(later=(*later, history.uncommitted), first=first)
    return Known(git.files_at(root, line[number][0], folders), before, (*later, history.uncommitted))


def day_of_data(root: Path, folders: tuple[str, ...], zone: ZoneInfo) -> date | None:
    """The day of the last commit that touched `folders`, in a time zone; none where there is no such commit.

    Raises git.HistoryError.
    """
    time = git.last_time(root, folders)
    return day_of(time, zone) if time else None
