"""The disk, on the way out: the new site is written whole beside the old one, then takes its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from qingdan.model import File

Stamp = tuple[int, int]
MARK = "sitemap.xml"
"""A file that every site of ours has at its root."""


def may_be_replaced(target: Path) -> bool:
    """True where nothing is lost by building here: the place is free, an empty folder, or a site that was built before."""
    if not target.exists():
        return not target.is_symlink()
    return target.is_dir() and not target.is_symlink() and ((target / MARK).is_file() or not any(target.iterdir()))


class Stage:
    def __init__(self, new: Path, target: Path, old: Path) -> None:
        self._new, self._target, self._old = new, target, old
        self._number = 0
        self.stamps: dict[str, tuple[int, int]] = {}

    def put(self, file: File) -> None:
        path = self._new / file.path
        if not path.resolve().is_relative_to(self._new.resolve()):
            raise ValueError(f"{file.path} lies outside the site")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        known = path.stat()
        self.stamps[file.path] = (known.st_size, known.st_mtime_ns)
        self._number += 1

    def keep(self, files: Mapping[str, tuple[int, int]]) -> bool:
        for path, stamp in files.items():
            try:
                known = os.stat(self._target / path)
            except OSError:
                return False
            if (known.st_size, known.st_mtime_ns) != stamp:
                return False
        for path, stamp in files.items():
            (self._new / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(self._target / path, self._new / path)
            self.stamps[path] = stamp
            self._number += 1
        return True

    def read(self, path: str) -> bytes:
        return (self._new / path).read_bytes()

    def publish(self) -> int:
        if self._target.exists():
            self._target.rename(self._old)
        self._new.rename(self._target)
        shutil.rmtree(self._old, ignore_errors=True)
        return self._number


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    new, old = (target.with_name(f".{target.name}.qingdan-{age}") for age in ("new", "old"))
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    yield Stage(new, target, old)
    shutil.rmtree(new, ignore_errors=True)
