"""The command line: `qingdan check | diff | tidy | as-of | build | serve`. What a call means; `commands/` does it.

A check of unchanged lists is over before anything but this module and what it imports here was loaded.
"""

from __future__ import annotations

import io
import os
import sys
from itertools import pairwise

from qingdan import remembered
from qingdan.commands.said import REFUSED, SOURCE, WRONG_USE, answered, wrong_use
from qingdan.gate.walk import walk
from qingdan.language import language_of
from qingdan.leave import leave, leave_garbage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from qingdan.options import Given

STDOUT = 1

PROGRAMS = frozenset({"json", "github", "sarif", "html", "markdown"})
"""The formats that programs read: they are UTF-8 whatever the locale says (RFC 8259)."""


def run() -> NoReturn:
    """Runs the command that was called, and goes with its answer."""
    leave(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when all is well, 1 when the lists must be put right, 2 when the call was wrong.

    What was asked for is done though nobody may read to its end what is said of it; a full disk ends with 2.
    """
    asked = tuple(sys.argv[1:] if arguments is None else arguments)
    _open_streams(asked)
    try:
        code = _main(asked)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)
        if isinstance(error, BrokenPipeError):
            return REFUSED
        print(f"qingdan: {error}", file=sys.stderr)
        return WRONG_USE
    return code


def _open_streams(asked: tuple[str, ...]) -> None:
    """No character that a stream cannot write ends a command, nor does a stream that is closed."""
    sys.stdout, sys.stderr = (stream or io.TextIOWrapper(io.BytesIO()) for stream in (sys.stdout, sys.stderr))
    is_for_a_program = any(word.removeprefix("--format=") in PROGRAMS for word in asked)
    sys.stdout.reconfigure(encoding="utf-8" if is_for_a_program else None, errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _main(asked: tuple[str, ...]) -> int:
    root = _root(asked)
    found = walk(root, SOURCE) if _is_check(asked) else None
    question = remembered.question(found[0], (*asked, language_of(os.environ))) if found and not found[1] else ""
    answer = remembered.recall(question) if question else None
    if answer:
        return answered(answer)
    leave_garbage()
    given = _parsed(asked)
    given.root, given.lang = _absolute(given.root), given.lang or language_of(os.environ)
    given.found, given.question = (found, question) if given.root == root else (None, "")
    return _run(given)


def _is_check(asked: tuple[str, ...]) -> bool:
    """Whether this call may have been answered before. What is said of a change depends on more than the lists as they stand."""
    names = {word.partition("=")[0] for word in asked}
    return "check" in asked and {"--no-cache", "--base", "-h", "--help", "tidy"}.isdisjoint(names)


def _root(asked: tuple[str, ...]) -> str:
    """The folder that `--root` names, in an absolute form."""
    root = "."
    for name, value in pairwise((*asked, "")):
        if name == "--root":
            root = value
        elif name.startswith("--root="):
            root = name.removeprefix("--root=")
    return _absolute(root)


def _absolute(folder: str) -> str:
    """The absolute form of a path; the path itself where one stands in a folder that was deleted."""
    try:
        return os.path.abspath(folder)
    except FileNotFoundError:
        return folder


def _parsed(asked: tuple[str, ...]) -> Given:
    from qingdan.options import parser

    runs = {"check": _check, "diff": _diff, "tidy": _tidy, "as-of": _as_of, "build": _build, "serve": _serve}
    return parser(runs, {} if {"-h", "--help"}.isdisjoint(asked) else _words()).parse_args(asked)


def _run(given: Given) -> int:
    if not any(os.path.lexists(f"{given.root}/{folder}") for folder in SOURCE):
        return wrong_use(given, "no_lists_here", root=given.root)
    command: Callable[[Given], int] = given.run
    return command(given)


def _check(given: Given) -> int:
    from qingdan.commands.check import run

    return run(given)


def _diff(given: Given) -> int:
    from qingdan.commands.diff import run

    return run(given)


def _tidy(given: Given) -> int:
    from qingdan.commands.tidy import run

    return run(given)


def _as_of(given: Given) -> int:
    from qingdan.commands.as_of import run

    return run(given)


def _build(given: Given) -> int:
    from qingdan.commands.build import run

    return run(given)


def _serve(given: Given) -> int:
    from qingdan.commands.serve import run

    return run(given)


def _words() -> dict[str, dict[str, str]]:
    from qingdan.speak import load_messages

    return {key: dict(message) for key, message in load_messages("commands").items()}
