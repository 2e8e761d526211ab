"""`qingdan build`: the site of the lists, or what stands in its way."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.build import STAGES, UnfitForReleaseError, build
from qingdan.commands.said import OK, REFUSED, asking_git, current_day, reported, told, wrong_use
from qingdan.publish.staging import may_be_replaced

if TYPE_CHECKING:
    from qingdan.options import Given

READABLE = 0o022
"""The mask of a build: what it writes is to be read by a web server, whoever calls it and however careful they are otherwise."""


def run(given: Given) -> int:
    """Builds the site, and says how much there is and where."""
    root = Path(given.root)
    target = root / given.into
    os.umask(READABLE)
    if not may_be_replaced(target):
        return wrong_use(given, "not_a_site", target=target)
    if not (root / "site" / "templates").is_dir():
        return wrong_use(given, "no_look_here", root=root)
    return asking_git(given, lambda: _built(given, root, target))


def _built(given: Given, root: Path, target: Path) -> int:
    try:
        with _progress() as step:
            built = build(root, target, current_day(), step, is_release=given.release)
    except UnfitForReleaseError as error:
        print(told(given, "not_released"), told(given, f"no_history_{error}", root=root), sep="\n", file=sys.stderr)
        return REFUSED
    sys.stderr.write(reported(given, built.problems or built.notices, "text"))
    if built.problems:
        print("\n" + told(given, "refused", count=len(built.problems)), file=sys.stderr)
        return REFUSED
    print(told(given, "built", files=built.files, entries=built.entries, findings=built.findings), flush=True)
    called = "python -m qingdan" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
    print(told(given, "look_here", target=target, serve=f"{called} serve"), flush=True)
    return OK


def _progress() -> AbstractContextManager[Callable[[str], None]]:
    """Shows on a terminal which stage is at work; says nothing where the output is no terminal."""
    if not sys.stderr.isatty():
        return contextlib.nullcontext(lambda _: None)
    return contextlib.contextmanager(_bar)()


def _bar() -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(STAGES))
        yield lambda stage: progress.update(task, description=stage, completed=STAGES.index(stage))
