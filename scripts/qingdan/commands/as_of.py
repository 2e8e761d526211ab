"""`qingdan as-of`: writes a table as it was on a day."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.as_of import ask
from qingdan.commands.said import OK, REFUSED, asking_git, reported, wrong_use
from qingdan.history.as_of import day_in
from qingdan.speak import seen

if TYPE_CHECKING:
    from qingdan.options import Given


def run(given: Given) -> int:
    """Writes a table as it was on a day."""
    day, published = day_in(given.day), day_in(given.published or "")
    if day is None or (published is None and given.published is not None):
        return wrong_use(given, "no_such_day", day=given.day if day is None else given.published)
    return asking_git(given, lambda: _asked(given, day, published))


def _asked(given: Given, day: date, published: date | None) -> int:
    """Writes the table that was asked for; on a terminal without the characters that would steer it."""
    answer = ask(Path(given.root), given.asked, day, published)
    if answer.problems:
        sys.stderr.write(reported(given, answer.problems, "text"))
        return REFUSED
    if answer.wrong:
        return wrong_use(given, answer.wrong, **answer.values)
    if sys.stdout.isatty():
        print("\n".join(map(seen, answer.table.decode("utf-8", "replace").split("\r\n"))), end="", flush=True)
    else:
        sys.stdout.buffer.write(answer.table)
    return OK
