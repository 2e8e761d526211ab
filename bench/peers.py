"""git-history, Hugo and Zensical, in a virtual environment of their own: they are measured beside us, no part of the program."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from bench.make import ROOT

LOCK = ROOT / "bench" / "requirements-peers.lock"
INTO = ROOT / "build" / "bench" / "peers"
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement")


def version(package: str, lock: Path = LOCK) -> str:
    """The version of a package that is locked."""
    return lock.read_text("utf-8").partition(f"{package}==")[2].split()[0]


def peers(lock: Path = LOCK, into: Path = INTO) -> Path | None:
    """The folder with its commands, installed with hashes where it is not there yet; none where it cannot be had."""
    mark, wanted = into / "ready", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text("utf-8") != wanted:
        shutil.rmtree(into, ignore_errors=True)
        for command in ((sys.executable, "-m", "venv", str(into)), (str(into / "bin" / "python"), *INSTALL, str(lock))):
            if subprocess.run(command, capture_output=True, check=False).returncode:
                return None
        mark.write_text(wanted, "utf-8")
    return into / "bin"
