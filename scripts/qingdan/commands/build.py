"""`qingdan build`: the site of the lists, or what stands in its way."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.build import STAGES, UnfitForReleaseError, build
from qingdan.commands.said import OK, REFUSED, asking_git, current_day, no_look, reported, told, wrong_use
from qingdan.publish.lock import InUseError
from qingdan.publish.staging import NotASiteError, may_be_replaced

if TYPE_CHECKING:
    from qingdan.options import Given

REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "disk_full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "disk_not_writable"),
    **dict.fromkeys((errno.EBUSY, errno.EXDEV), "disk_not_movable"),
}
"""What is said of the refusals of a disk that have a remedy of their own."""


def run(given: Given) -> int:
    """Builds the site, and says how much there is and where."""
    root = Path(given.root)
    if lacking := no_look(given, root):
        return lacking
    return asking_git(given, lambda: _built(given, root, root / given.into))


def _built(given: Given, root: Path, target: Path) -> int:
    try:
        if not may_be_replaced(target):
            return wrong_use(given, "not_a_site", target=target)
        with _progress() as step:
            built = build(root, target, current_day(), step, is_release=given.release, skin=given.skin)
    except UnfitForReleaseError as error:
        print(told(given, "not_released"), told(given, f"no_history_{error}", root=root), sep="\n", file=sys.stderr)
        return REFUSED
    except (InUseError, NotASiteError) as error:
        return _refused(given, "another_build" if isinstance(error, InUseError) else "not_a_site", target=target)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        where = f"{reason} ({error.filename})" if error.filename else reason
        return _refused(given, REFUSALS.get(error.errno or 0, "disk_refuses"), target=target, reason=where)
    sys.stderr.write(reported(given, built.problems or built.notices, "text"))
    if built.problems:
        print("\n" + told(given, "refused", count=len(built.problems)), file=sys.stderr)
        return REFUSED
    print(told(given, "built", files=built.files, entries=built.entries, findings=built.findings), flush=True)
    called = "python -m qingdan" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
    print(told(given, "look_here", target=target, serve=f"{called} serve"), flush=True)
    return OK


def _refused(given: Given, key: str, **values: object) -> int:
    print(told(given, key, **values), file=sys.stderr)
    return REFUSED


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
