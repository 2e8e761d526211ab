"""One build at a time: a lock that dies with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW


class InUseError(Exception):
    """Another build is at work on the same folder."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock `path`, a file that is made for it and removed after it; the folders above it are made as well.

    Raises InUseError where somebody else holds it. A file that a killed process left there holds nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = _opened(path)
    try:
        yield
    finally:
        # Removed while it is held: whoever has opened it meanwhile finds that it no longer stands there.
        with suppress(FileNotFoundError):
            path.unlink()
        os.close(opened)


def _opened(path: Path) -> int:
    """The lock, held. One that was removed between opening and locking is no lock, so it is opened again."""
    while True:
        opened = os.open(path, _OPEN, 0o644)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_the_same(path, opened):
                return opened
        except BlockingIOError:
            os.close(opened)
            raise InUseError(str(path)) from None
        except OSError:
            os.close(opened)
            raise
        os.close(opened)


def _is_the_same(path: Path, opened: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(opened))
    except FileNotFoundError:
        return False
