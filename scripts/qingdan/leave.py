"""What a command does with its memory: it takes it, and goes. Starts quickly."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

GARBAGE = 50_000
"""New objects between two looks for circles of them: a check makes many and hardly a circle, and to look takes its time."""


def leave_garbage() -> None:
    """Has Python look for circles of objects seldom."""
    gc.set_threshold(GARBAGE)


def leave(code: int) -> NoReturn:
    """Ends the process once all is said. The system takes its memory back at once, Python would give it back piece by piece.

    Nothing else happens any more: no handler of `atexit` is called, and no thread is waited for.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
