"""The site that stands while a new one is laid out. Only read; no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from qingdan.section import Stamp

ENTER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_PIECE = 1 << 20


def stamp(found: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return found.st_size, found.st_mtime_ns


class Standing:
    """The old site, or none. Paths are those of files below its root."""

    __slots__ = ("_folders", "opened")

    def __init__(self, target: Path) -> None:
        self.opened = _entered(target)
        self._folders = {"": self.opened is not None}

    def has_folder(self, folder: str) -> bool:
        """Whether there is such a folder, and no step to it is a link. Each is looked for once."""
        if folder not in self._folders:
            above = folder.rpartition("/")[0]
            self._folders[folder] = self.has_folder(above) and stat.S_ISDIR(self._found(folder)[0])
        return self._folders[folder]

    def found(self, path: str) -> tuple[int, Stamp]:
        """The mode and the stamp of a plain file; zeros where there is none."""
        found = self._known(path) if self.has_folder(path.rpartition("/")[0]) else None
        return (found.st_mode, stamp(found)) if found and stat.S_ISREG(found.st_mode) else (0, (0, 0))

    def holds(self, path: str, data: bytes, mode: int) -> bool:
        """Whether there is a file with these bytes and this mode, as far as it can be read."""
        if not self.has_folder(path.rpartition("/")[0]) or self._found(path) != (mode, len(data)):
            return False
        at = 0
        try:
            for piece in self.read(path):
                if not data.startswith(piece, at):
                    return False
                at += len(piece)
        except OSError:
            return False
        return at == len(data)

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""
        opened = os.open(path, _READ, dir_fd=self.opened)
        try:
            while piece := os.read(opened, _PIECE):
                yield piece
        finally:
            os.close(opened)

    def close(self) -> None:
        """Lets the old site go."""
        if self.opened is not None:
            os.close(self.opened)

    def _found(self, path: str) -> tuple[int, int]:
        """The mode of what stands there, and its size; zeros where nothing does."""
        found = self._known(path)
        return (found.st_mode, found.st_size) if found else (0, 0)

    def _known(self, path: str) -> os.stat_result | None:
        try:
            return os.stat(path, dir_fd=self.opened, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None


def _entered(folder: Path) -> int | None:
    try:
        return os.open(folder, ENTER)
    except FileNotFoundError:
        return None
