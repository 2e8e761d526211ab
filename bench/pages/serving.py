"""How long `qingdan serve` takes to show one changed entry, from the write of the file to the answer with the new text."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.measure import Cost
from bench.turns import UnusableRunError

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""It asks this machine, whatever stands between it and others."""

TICKS = 100
"""Linux counts CPU time in hundredths of a second."""

ASKED_EVERY = 0.1
"""Seconds between two requests for the page."""

QUIET = 5.0
"""A server that does nothing for so many seconds will not show the change."""

IDLE = 0.3
"""What answering our requests costs in that time at most."""


def shown(command: Sequence[str], environment: Mapping[str, str], amend: Callable[[], str], text: str) -> Cost | None:
    """What the process of `command` spends until it shows a change. None where it does not show it.

    It has to say its address once it answers. `amend` writes `text` into the lists and returns the address of the page.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True) as process:
        assert process.stdout
        try:
            said = next((line for line in process.stdout if line.startswith("http://")), "")
            if not said:
                raise UnusableRunError(f"{' '.join(command)}\nended before it served anything")
            spent, start = cpu_of(process.pid), time.perf_counter()
            page = said.split()[0] + amend()
            return _waited(process.pid, page, text, spent, start)
        finally:
            process.terminate()


def _waited(process: int, page: str, text: str, spent: float, start: float) -> Cost | None:
    """Asks for the page until it holds the text."""
    last, since = spent, start
    while text not in answer(page):
        time.sleep(ASKED_EVERY)
        now, used = time.perf_counter(), cpu_of(process)
        if now - since > QUIET:
            if used - last < IDLE:
                return None
            last, since = used, now
    return Cost(cpu_of(process) - spent, time.perf_counter() - start, most_memory_of(process))


def answer(page: str) -> str:
    """What the server answers; blank where it has nothing to say just now."""
    try:
        with OPENER.open(page, timeout=60) as answered:
            return str(answered.read().decode())
    except OSError:
        return ""


def cpu_of(process: int) -> float:
    """Seconds of CPU of a process and of the children it has waited for (proc(5): utime, stime, cutime, cstime)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def most_memory_of(process: int) -> float:
    """MiB at its peak until now."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
