"""What all commands share: the exit codes, how they speak, and what they say where git cannot answer.

Uses only what starts quickly: a check of unchanged lists is over before anything else was loaded.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from qingdan.options import Given
    from qingdan.problem import Problem
    from qingdan.remembered import Answer

OK, REFUSED, WRONG_USE = 0, 1, 2
SOURCE = ("catalogue", "lists")

SHOWN = 200
"""Problems that are shown to a person; programs get all of them."""


def answered(answer: Answer) -> int:
    """Prints what a check answered, now or before."""
    code, printed, errors = answer
    sys.stdout.write(printed)
    sys.stderr.write(errors)
    return code


def reported(given: Given, found: tuple[Problem, ...], kind: str = "") -> str:
    """What was found in the format asked for. A person is shown the first of very many."""
    from qingdan import __version__
    from qingdan.report.formats import FORMATS
    from qingdan.report.report import Report
    from qingdan.speak import load_messages

    kind = kind or given.format
    shown = found[:SHOWN] if kind in ("text", "github") else found
    keys = {problem.key for problem in shown}
    report = FORMATS[kind](Report(shown, given.lang, load_messages("problems", keys), __version__))
    more = told(given, "more", count=len(found) - len(shown)) if len(shown) < len(found) else ""
    return f"{report}{more}\n" if more and kind == "text" else report


def wrong_use(given: Given, key: str, **values: object) -> int:
    """Says why the call was wrong, or cannot be answered here."""
    print(told(given, key, **values), file=sys.stderr)
    return WRONG_USE


def no_look(given: Given, root: Path) -> int:
    """Says what is missing where the site cannot be made to look as asked: such a skin, or the look below `root`; else OK."""
    from qingdan.skin.skins import SKINS

    if given.skin not in SKINS:
        return wrong_use(given, "no_such_skin", skin=given.skin, skins=" / ".join(SKINS))
    return OK if (root / "site" / "templates").is_dir() else wrong_use(given, "no_look_here", root=root)


def told(given: Given, key: str, **values: object) -> str:
    """A message of a command, in the language that was asked for."""
    from qingdan.speak import load_messages, seen, tell

    return tell(load_messages("commands", (key,)), key, given.lang, **{name: seen(str(value)) for name, value in values.items()})


def asking_git(given: Given, ask: Callable[[], int]) -> int:
    """Does what needs git, and says what stands in the way of an answer."""
    from qingdan.history import git

    try:
        return ask()
    except git.UnknownRevisionError as error:
        return wrong_use(given, "unknown_revision", revision=error)
    except git.NoHistoryError as error:
        return wrong_use(given, f"no_history_{error.why}", root=given.root)
    except git.HistoryError as error:
        return wrong_use(given, "git_refuses", reason=error)


def current_day() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
