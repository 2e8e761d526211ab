"""The command in a process of its own that is watched: what it opens is written down, the network is refused, time is limited.

One process is kept ready and divides itself for each call, so that a call costs no more than what differs. `run_fresh` does the
same once in a fresh process, so that what is imported on the way is watched as well.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import runpy
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import qingdan

SECONDS = 20
"""How long a call may take."""

MEMORY = 4_000_000_000
"""Bytes that a call may ask for."""

LISTED = ("os.listdir", "os.scandir")
NETWORK = ("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "webbrowser.")
PROGRAMS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.")
WRITING = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
    *("os.utime", "os.setxattr", "os.removexattr", "shutil.", "tempfile."),
)


@dataclass(frozen=True)
class Answer:
    """What a call did: its exit code (None where it had to be ended), what it said, how long it took, and what it touched.

    `opened` are the files and folders that it read, links resolved; `forbidden` whatever it tried with the network, other
    programs or to write.
    """

    code: int | None
    printed: str
    errors: str
    seconds: float
    opened: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True)
class Watch:
    """A ready process; each call of `run` is a process of its own."""

    ready: subprocess.Popen[str]

    def run(self, arguments: Sequence[str], into: Path, program: str = "qingdan", seconds: float = SECONDS) -> Answer:
        """Runs `python -m qingdan` with the arguments; what it says is kept in the new folder `into`, which is also its home."""
        into.mkdir()
        assert self.ready.stdin
        assert self.ready.stdout
        self.ready.stdin.write(json.dumps([program, list(arguments), str(into), seconds]) + "\n")
        self.ready.stdin.flush()
        self.ready.stdout.readline()
        return _answer(into)


@contextmanager
def watch(root: Path) -> Iterator[Watch]:
    """A ready process that has seen the valid world in `root`, ended afterwards."""
    command = [sys.executable, "-P", __file__, "serve", str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()) as ready:
        assert ready.stdin
        assert ready.stdout
        assert ready.stdout.readline() == "ready\n"
        yield Watch(ready)
        ready.stdin.close()


def run_fresh(arguments: Sequence[str], into: Path, within: Sequence[str] = ()) -> Answer:
    """The same in a fresh process, started by the command `within` where one is given."""
    into.mkdir()
    command = [*within, sys.executable, "-P", __file__, "once", json.dumps(["qingdan", list(arguments), str(into), SECONDS])]
    subprocess.run(command, check=True, timeout=SECONDS + 10, env=_environment(), stdin=subprocess.DEVNULL)
    return _answer(into)


def _environment() -> dict[str, str]:
    program = str(Path(qingdan.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": program, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def _answer(into: Path) -> Answer:
    code, seconds = json.loads((into / "end").read_text("utf-8"))
    events = [json.loads(line) for line in (into / "events").read_text("utf-8").splitlines()]
    return Answer(
        code,
        (into / "printed").read_text("utf-8"),
        (into / "errors").read_text("utf-8"),
        seconds,
        tuple(path for kind, path in events if kind == "opened"),
        tuple(path for kind, path in events if kind == "forbidden"),
    )


def _serve(root: str) -> None:
    """Answers one job after the other until there are no more."""
    _warm_up(root)
    gc.freeze()
    gc.disable()
    print("ready", flush=True)  # noqa: T201 -- the answer to the test
    for line in sys.stdin:
        _divide(*json.loads(line))
        print("done", flush=True)  # noqa: T201


def _warm_up(root: str) -> None:
    """Loads all that a check needs and checks the valid world once, because the first time takes ten times as long."""
    from frictionless import Package

    from qingdan.cli import main

    with open(os.devnull, "w") as nothing, redirect_stdout(nothing), redirect_stderr(nothing):  # noqa: PTH123
        assert main(["--root", root, "check", "--no-cache", "--format", "json"]) == 0
    table = {"name": "rows", "type": "table", "data": [["a"], ["b"]], "schema": {"fields": [{"name": "a", "type": "integer"}]}}
    Package.from_descriptor({"name": "warm", "resources": [table]}).validate()


def _divide(program: str, arguments: list[str], into: str, seconds: float) -> None:
    """Runs a job in a child and waits for it."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _run(program, arguments, into)
    code = _waited(child, start + seconds)
    with open(f"{into}/end", "w", encoding="utf-8") as end:  # noqa: PTH123 -- os and open alone, as little as may be
        json.dump([code, time.monotonic() - start], end)


def _waited(child: int, until: float) -> int | None:
    """The exit code of a child; None where it did not end in time and was ended."""
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _run(program: str, arguments: list[str], into: str) -> None:
    """The program, watched; never returns."""
    for stream, name in ((0, os.devnull), (1, f"{into}/printed"), (2, f"{into}/errors")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), stream)
    os.environ["HOME"] = os.environ["XDG_CACHE_HOME"] = into
    os.chdir(into)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _drop_rights()
    events = open(f"{into}/events", "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 -- open to the end
    sys.addaudithook(lambda event, values: _note(event, values, events))
    sys.argv = [program, *arguments]
    code = 1
    try:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 -- whatever it is, it is what the test is about
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _drop_rights() -> None:
    """Where this runs as root: without the rights beyond those of an owner, so that a file without rights cannot be read."""
    if os.geteuid() == 0 and sys.platform == "linux":
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()) == 0


def _note(event: str, values: tuple[object, ...], events: IO[str]) -> None:
    """Writes down what is opened; raises where the network is tried."""
    if event == "open" and isinstance(values[0], (str, bytes)):
        mode, flags = values[1], values[2]
        is_written = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        kind = "forbidden" if is_written or (isinstance(mode, str) and set(mode) & set("wax+")) else "opened"
        _write(events, kind, os.path.realpath(os.fsdecode(values[0])))
    elif event in LISTED:
        _write(events, "opened", os.path.realpath(os.fsdecode(values[0]) if isinstance(values[0], (str, bytes)) else "."))
    elif event.startswith((*NETWORK, *PROGRAMS, *WRITING)):
        _write(events, "forbidden", f"{event} {values!r}")
        if event.startswith(NETWORK):
            raise PermissionError(f"the network is refused: {event} {values!r}")


def _write(events: IO[str], kind: str, what: str) -> None:
    events.write(json.dumps([kind, what]) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(sys.argv[2])
    else:
        _divide(*json.loads(sys.argv[2]))
