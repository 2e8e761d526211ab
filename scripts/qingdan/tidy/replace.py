"""The disk, on the way out: each file takes the place of its old self at one stroke. Follows no link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from qingdan.problem import Place, Problem
from qingdan.tidy.mend import Mended

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def replace(root: Path, mended: Iterable[Mended]) -> tuple[Problem, ...]:
    """Writes the mended files; returns what kept some from being written.

    Every file is either its old self or its new one, whenever the program ends. What was changed since it was read is left.
    """
    return tuple(problem for file in mended for problem in _replace(root, file))


def _replace(root: Path, file: Mended) -> Iterator[Problem]:
    path = PurePosixPath(file.path)
    try:
        with _opened_folder(root, path.parent) as folder:
            kind = _unchanged(folder, path.name, file.before)
            if kind is None:
                yield Problem("changed_meanwhile", Place(file.path))
            else:
                _exchange(folder, path.name, file.after, kind)
    except OSError as error:
        yield Problem("not_written", Place(file.path), {"reason": error.strerror or str(error)})


@contextmanager
def _opened_folder(root: Path, path: PurePosixPath) -> Iterator[int]:
    """A folder below the root, opened step by step so that no step is a link."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in path.parts:
            inner = os.open(name, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def _unchanged(folder: int, name: str, before: bytes) -> os.stat_result | None:
    """What the file is, if it is still a plain file with these bytes."""
    kind = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if not stat.S_ISREG(kind.st_mode):
        return None
    with os.fdopen(os.open(name, _READ, dir_fd=folder), "rb") as opened:
        return kind if opened.read(len(before) + 1) == before else None


def _exchange(folder: int, name: str, data: bytes, kind: os.stat_result) -> None:
    """Writes the new file beside the old one and renames it; whoever owned and could read the old one does so still."""
    beside = f".{name}.qingdan-new"
    with suppress(FileNotFoundError):
        os.unlink(beside, dir_fd=folder)
    try:
        with os.fdopen(os.open(beside, _WRITE, 0o600, dir_fd=folder), "wb") as opened:
            opened.write(data)
            opened.flush()
            with suppress(PermissionError):
                os.fchown(opened.fileno(), kind.st_uid, kind.st_gid)
            os.fchmod(opened.fileno(), stat.S_IMODE(kind.st_mode))
            os.fsync(opened.fileno())
        os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside, dir_fd=folder)
