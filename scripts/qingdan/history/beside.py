"""How one waits for another process at the least cost: on one CPU, through a wide pipe, and with memory that is kept."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import IO

ROOM = 1 << 24
"""Bytes of a large file."""

KEPT = {"MALLOC_MMAP_THRESHOLD_": str(2 * ROOM), "MALLOC_TRIM_THRESHOLD_": str(8 * ROOM)}
"""Lets the other keep the memory of one large file for the next: the C library of GNU, which alone knows of it, would give it
back."""

PIPE = 1 << 20
"""Bytes that a pipe may hold, where it can be had: Linux lets anybody have so many."""

PROCESSOR = 36
"""Where, behind the name of a thread in its `stat`, its CPU stands: the 39th field of proc(5)."""


@contextmanager
def on_one_cpu() -> Iterator[None]:
    """Keeps this thread, and a process that it starts, on the CPU where it is, as far as the system can and may.

    Mostly one waits for the other; on two CPUs what is handed over is in the wrong cache, and to wake each other up costs more.
    """
    with ExitStack() as stack:
        if sys.platform == "linux":
            with suppress(OSError):
                with open("/proc/thread-self/stat", "rb") as opened:
                    here = int(opened.read().rpartition(b")")[2].split()[PROCESSOR])
                allowed = os.sched_getaffinity(0)
                os.sched_setaffinity(0, {here})
                stack.callback(os.sched_setaffinity, 0, allowed)
        yield


def widen(pipe: IO[bytes] | None) -> None:
    """Lets a whole piece of a large file through the pipe at once, where the system can and may: each wait costs."""
    if pipe and sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)


def keep_room() -> None:
    """Lets this process keep its memory too: from now on what is smaller than this block is not given back."""
    bytes(ROOM)
