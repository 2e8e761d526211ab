"""What one process costs: CPU and wall time from its start to its end, and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (user and system, its own children included), seconds on the clock, and MiB at the peak."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process cost, how it ended and everything it said."""

    cost: Cost
    code: int
    said: str


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], is_heard: bool = True) -> Outcome:
    """Runs a command in `folder` and waits for its end. What it says is thrown away, but for errors, where it is not heard.

    Linux starts the peak of a child at that of its parent: the figure is true as long as this process stays smaller.
    """
    with tempfile.TemporaryFile() as spoken:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=spoken if is_heard else subprocess.DEVNULL,
            stderr=spoken,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        spoken.seek(0)
        said = spoken.read().decode("utf-8", errors="replace")
    return Outcome(Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024), process.returncode, said)
