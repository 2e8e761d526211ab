"""`qingdan serve`: shows the site on this machine, and shows it anew whenever the lists, the catalogue or its look change."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.commands.said import OK, asking_git, current_day, no_look, reported, told, wrong_use
from qingdan.history.git import HistoryError
from qingdan.live import Live
from qingdan.serve import server
from qingdan.watch import Stamps, stamps

if TYPE_CHECKING:
    from qingdan.options import Given

PAUSE = 0.25
"""Seconds between two looks at the files."""


def run(given: Given) -> int:
    """Serves until it is interrupted. Nothing is written: a page is made when somebody looks at it."""
    root = Path(given.root)
    if lacking := no_look(given, root):
        return lacking
    return asking_git(given, lambda: _serve(given, root, Live(root, current_day, given.skin)))


def _serve(given: Given, root: Path, live: Live) -> int:
    seen = stamps(root)
    _refresh(given, live)
    try:
        running = server(live, lambda: reported(given, live.problems, "text"), given.port)
    except OSError as error:
        return wrong_use(given, "port_in_use", port=given.port, reason=error.strerror)
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)", flush=True)
    threading.Thread(target=_watch, args=(given, root, live, seen), daemon=True).start()
    with running, contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
    return OK


def _watch(given: Given, root: Path, live: Live, seen: Stamps) -> None:
    """Reads the lists again after each change, once nothing more changes."""
    while True:
        time.sleep(PAUSE)
        now = stamps(root)
        while now != seen:
            time.sleep(PAUSE)
            seen, now = now, stamps(root)
            if now == seen:
                with _said_of_git(given):
                    _refresh(given, live)


@contextlib.contextmanager
def _said_of_git(given: Given) -> Iterator[None]:
    """Git may refuse while somebody commits; then the next change is waited for."""
    try:
        yield
    except HistoryError as error:
        wrong_use(given, "git_refuses", reason=error)


def _refresh(given: Given, live: Live) -> None:
    state = live.refresh()
    sys.stderr.write(reported(given, state.problems or state.notices, "text"))
    if state.problems:
        print(told(given, "not_shown", count=len(state.problems)), file=sys.stderr, flush=True)
    else:
        print(told(given, "shown"), flush=True)
