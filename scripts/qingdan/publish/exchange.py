"""Two folders change places, in one step where the system can. Alone knows the C library."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from qingdan.publish.removal import remove

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP})
"""What a kernel, a filesystem or a sandbox answers that cannot exchange. Where EPERM means us, the renames say so again."""

_library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def exchange(new: Path, target: Path, old: Path) -> None:
    """Puts `new` in the place of `target`; what stood there, if anything, is in `new` afterwards. All three lie in one folder.

    On Linux, and on a filesystem that can do it, this is one step: at every moment `target` is whole, one or the other.
    Elsewhere there is a window: between two renames, some ten microseconds apart, nothing stands at `target`. Whoever is cut off
    there leaves the old site, whole, in `old`, and `put_right` brings it back. When this returns, the new order is on the disk.
    """
    if not os.path.lexists(target):
        new.rename(target)
    elif not _exchanged(new, target):
        target.rename(old)
        try:
            new.rename(target)
        finally:
            if not os.path.lexists(target):
                old.rename(target)
        old.rename(new)
    _sync_folder(target.parent)


def put_right(new: Path, target: Path, old: Path) -> None:
    """Brings back the old site where an exchange was cut off, and removes what a build left that was killed.

    Raises OSError where something cannot be removed.
    """
    if os.path.lexists(old) and not os.path.lexists(target):
        old.rename(target)
    remove(new)
    if os.path.lexists(old):
        # `old` is only ever a whole site: it is renamed before it is taken apart.
        old.rename(new)
        remove(new)


def sync(folder: int) -> None:
    """Waits until all that was written to the filesystem of an open folder is on the disk. Raises OSError where that failed."""
    if _library is None or not hasattr(_library, "syncfs"):
        os.sync()
    elif _library.syncfs(folder):
        raise _error(ctypes.get_errno())


def _exchanged(new: Path, target: Path) -> bool:
    """Exchanges the two in one step; False where that cannot be had here."""
    if _library is None or not hasattr(_library, "renameat2"):
        return False
    if _library.renameat2(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number not in _CANNOT:
        raise _error(number, target)
    return False


def _sync_folder(path: Path) -> None:
    """Makes renames in a folder last: the old site may only be taken apart when the new one would survive a power cut."""
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _CANNOT:  # some filesystems have no such thing for a folder
            raise
    finally:
        os.close(opened)


def _error(number: int, path: Path | None = None) -> OSError:
    return OSError(number, os.strerror(number), None if path is None else str(path))
