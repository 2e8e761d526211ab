"""Small disks of their own, real ones, for the tests that fill them or pull their plug. Only root may have them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory, where there is one, for what tries every order of steps and not a disk; removed afterwards."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="qingdan-", dir=memory if os.access(memory, os.W_OK) else None) as made:
        yield Path(made)


def _run(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A filesystem in memory, mounted on `folder`; skips the test where nothing may be mounted."""
    folder.mkdir(parents=True)
    if not _run("mount", "-t", "tmpfs", "-o", options, "SAMPLE", str(folder)):
        pytest.skip("nothing may be mounted here (run as root to try a full disk)")
    try:
        yield folder
    finally:
        subprocess.run(("umount", "--lazy", str(folder)), check=True)


def change_disk(folder: Path, options: str) -> None:
    """Gives a small disk another size, or other rights."""
    subprocess.run(("mount", "-o", f"remount,{options}", str(folder)), check=True)


@contextmanager
def disk_in_a_file(folder: Path, megabytes: int = 0, image: Path | None = None) -> Iterator[tuple[Path, Path]]:
    """A disk with ext4 that lies in a file, made anew or given, and that file: what is in it is what a power cut would leave."""
    disk, kept = folder / "disk", image or folder / "image"
    disk.mkdir(parents=True)
    if os.geteuid() or not shutil.which("mkfs.ext4"):
        pytest.skip("no disk can be made in a file here (run as root, with mkfs.ext4, to try a power cut)")
    if image is None:
        with kept.open("wb") as opened:
            opened.truncate(megabytes << 20)
        subprocess.run(("mkfs.ext4", "-q", str(kept)), check=True)
    if not _run("mount", "-o", "loop", str(kept), str(disk)):
        pytest.skip("no disk in a file may be mounted here")
    try:
        yield disk, kept
    finally:
        subprocess.run(("umount", str(disk)), check=True)
