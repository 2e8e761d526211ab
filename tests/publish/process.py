"""A process that publishes and may be killed, refused or held: `python -m tests.publish.process ORDERS`, a JSON of `Orders`."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType

from qingdan.cli import main
from qingdan.model import File
from qingdan.publish import staging

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISH = str(Path(staging.__file__).parent)

STEPS = frozenset({"open", "os.link", "os.mkdir", "os.chmod", "os.rename", "os.remove", "os.rmdir", "os.scandir", "fcntl.flock"})
"""What Python tells of before it asks the system for it (PEP 578)."""

CALLS = {
    "x86_64": {"renameat2": 316, "linkat": 265, "syncfs": 306},
    "aarch64": {"renameat2": 276, "linkat": 37, "syncfs": 267},
}
CAN_REFUSE = sys.platform == "linux" and platform.machine() in CALLS


@dataclass(frozen=True, slots=True)
class Orders:
    """What the process is to do: publish a made-up site at `target`, or call qingdan; and what is to happen to it."""

    target: str = ""
    site: str = ""
    files: int = 0
    arguments: list[str] = field(default_factory=list)
    moment: int = 0
    """The step of `publish/` on the disk, counted from 1, before which the process is killed; 0 for none."""
    note: str = ""
    """A file that tells afterwards, one a line, which functions of `publish/` took these steps."""
    refused: dict[str, str] = field(default_factory=dict)
    """What the kernel is to answer to a system call: {"linkat": "EPERM"}."""
    largest: int = 0
    """The most bytes that a file may have; 0 for any number."""
    is_held: bool = False
    """Whether to say so and wait for a line of input before the exchange."""


def started(orders: Orders) -> subprocess.Popen[str]:
    """The process, at work."""
    command = [sys.executable, "-m", "tests.publish.process", json.dumps(asdict(orders))]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe, stderr=pipe)


def done(orders: Orders) -> tuple[int, str]:
    """How the process ended, and what it said of errors."""
    with started(orders) as process:
        _, said = process.communicate(timeout=120)
    return process.returncode, said


def sample_site(name: str, count: int) -> Iterator[File]:
    """A SAMPLE site of `count` files in folders of up to three levels; half of them are the same in every site."""
    yield File(staging.MARK, f"<SAMPLE {name}/>".encode())
    for number in range(1, count):
        data = f"SAMPLE {number} ".encode() * (number % 400)
        own = name.encode() if number % 2 else b""
        folder = (f"list-{number % 7}/entry-{number // 2}", f"list-{number % 7}", f"{name}/{number % 9}")[number % 3]
        yield File(f"{folder}/page-{number}.html", data + own)


def as_built(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The mode and content of everything in a folder; whatever is no plain file or folder has its own mode."""
    found = {}
    for path in folder.rglob("*"):
        mode = path.lstat().st_mode
        found[path.relative_to(folder).as_posix()] = (mode, path.read_bytes() if path.is_file() else b"")
    return found


def _carry_out(orders: Orders) -> int:
    if orders.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (orders.largest, orders.largest))
    for call, answer in orders.refused.items():
        _refuse(CALLS[platform.machine()][call], getattr(errno, answer))
    _watch(orders.moment, orders.note)
    if orders.arguments:
        return main(orders.arguments)
    with staging.staged(Path(orders.target)) as stage:
        for file in sample_site(orders.site, orders.files):
            stage.put(file)
        if orders.is_held:
            sys.stdout.write("held\n")
            sys.stdout.flush()
            sys.stdin.readline()
        stage.publish()
    return 0


def _watch(moment: int, note: str) -> None:
    """Kills this process just before a step, as a power cut or the kernel would: nothing of it runs after that."""
    if not note:
        return
    written = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    taken = 0

    def look(event: str, _: tuple[object, ...]) -> None:
        nonlocal taken
        if event in STEPS and (function := _function(sys._getframe(1))):
            taken += 1
            os.write(written, f"{function} {event}\n".encode())
            if taken == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def _function(frame: FrameType | None) -> str:
    """The function of `publish/` that takes a step, itself or through pathlib; blank where it is another's."""
    for _ in range(4):
        if frame is not None and frame.f_code.co_filename.startswith(PUBLISH):
            return frame.f_code.co_name
        frame = frame and frame.f_back
    return ""


def _refuse(call: int, answer: int) -> None:
    """Has the kernel refuse a system call from now on (seccomp), as a filesystem or a sandbox does that cannot do it."""

    class Instruction(ctypes.Structure):
        _fields_ = (("code", ctypes.c_ushort), ("then", ctypes.c_ubyte), ("otherwise", ctypes.c_ubyte), ("value", ctypes.c_uint))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(Instruction)))

    lines = (
        Instruction(0x20, 0, 0, 0),  # load the number of the call
        Instruction(0x15, 0, 1, call),  # is it this one?
        Instruction(0x06, 0, 0, 0x00050000 | answer),  # then the answer is this error
        Instruction(0x06, 0, 0, 0x7FFF0000),  # else it is allowed
    )
    program = Program(len(lines), (Instruction * len(lines))(*lines))
    library = ctypes.CDLL(None, use_errno=True)
    assert library.prctl(38, 1, 0, 0, 0) == 0  # PR_SET_NO_NEW_PRIVS
    assert library.prctl(22, 2, ctypes.byref(program)) == 0  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


if __name__ == "__main__":
    sys.exit(_carry_out(Orders(**json.loads(sys.argv[1]))))
