"""The disk, on the way out: the new site is laid out whole beside the old one, then takes its place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from qingdan.model import File
from qingdan.publish.exchange import exchange, put_right, sync
from qingdan.publish.lock import locked
from qingdan.publish.removal import remove
from qingdan.publish.standing import ENTER, Standing, stamp
from qingdan.section import Stamp

MARK = "sitemap.xml"
"""A file that every site of ours has at its root."""

FILE, FOLDER = 0o644, 0o755
"""The modes of a site, whatever the umask, so that a build is the same for everybody and a web server may read it.

Where a filesystem has no modes, setting them is refused, and there is nothing to set.
"""

_PLAIN = stat.S_IFREG | FILE
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW

_NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOENT})
"""What is answered where there can be no hard link: another filesystem, none at all, somebody else's file, too many links, a file
that was removed just now.
"""

_NO_NAMES = frozenset({"", ".", ".."})


class NotASiteError(Exception):
    """What stands in the place of the site is no site of ours, so it is not replaced."""


def may_be_replaced(target: Path) -> bool:
    """True where nothing is lost by building here: the place is free, an empty folder, or a site that was built before."""
    if not target.exists():
        return not target.is_symlink()
    return target.is_dir() and not target.is_symlink() and ((target / MARK).is_file() or not any(target.iterdir()))


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """The new site, laid out beside the old one. Left without `publish`, or by an error, it is removed and the old site stays.

    Puts right first what a build left that was killed. Raises InUseError where another build is at work on `target`; and OSError
    wherever the disk refuses, later as well.
    """
    lock, new, old = (target.with_name(f".{target.name}.qingdan-{name}") for name in ("lock", "new", "old"))
    with locked(lock):
        put_right(new, target, old)
        stage = Stage(new, target, old)
        try:
            yield stage
        finally:
            stage.leave()


class Stage:
    """A site that is being laid out. Nothing is written in place: every file is new, or one more name of an old one."""

    __slots__ = ("_are_modes_cut", "_made", "_new", "_places", "_standing", "stamps")

    def __init__(self, new: Path, target: Path, old: Path) -> None:
        self._places = (new, target, old)
        self._standing = Standing(target)
        new.mkdir(FOLDER)
        # A umask or an access list may take something from the mode of what is made here.
        self._are_modes_cut = stat.S_IMODE(new.stat().st_mode) != FOLDER
        if self._are_modes_cut:
            with suppress(PermissionError):
                new.chmod(FOLDER)
        self._new = os.open(new, ENTER)
        self._made = {""}
        self.stamps: dict[str, Stamp] = {}
        """The files that were added, by which they are known again in the next build."""

    def put(self, file: File) -> None:
        """Adds a file; one that holds the same bytes as in the old site is a hard link to it.

        Raises ValueError where its path leads out of the site, and FileExistsError where it was added before.
        """
        path = file.path
        folder = self._folder_of(path)
        is_as_before = self._standing.holds(path, file.data, _PLAIN)
        self._make(folder)
        if not (is_as_before and self._link(path, self._standing.found(path)[1])):
            self._write(path, file.data)

    def stand(self, files: Mapping[str, Stamp]) -> bool:
        """Whether the old site still has these files as they were when they got their stamps."""
        return all(self._standing.found(path)[1] == stamp for path, stamp in files.items())

    def read(self, path: str) -> bytes:
        """What a file of the new site holds."""
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self._new)
        with os.fdopen(opened, "rb") as file:
            return file.read()

    def keep(self, path: str) -> None:
        """Adds a file of the old site as it is there, unread. Raises FileNotFoundError where there is none, and as `put`."""
        folder = self._folder_of(path)
        mode, known = self._standing.found(path)
        if not mode:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        self._make(folder)
        if not (mode == _PLAIN and self._link(path, known)):
            self._write(path, b"".join(self._standing.read(path)))

    def publish(self) -> int:
        """Exchanges the two, removes the old one and returns the number of files.

        Raises NotASiteError where something has come into the place of the old site that is none.
        """
        new, target, old = self._places
        sync(self._new)
        if not may_be_replaced(target):
            raise NotASiteError(str(target))
        exchange(new, target, old)
        with suppress(OSError):
            remove(new)
        return len(self.stamps)

    def leave(self) -> None:
        """Removes what still lies beside the site. What cannot be removed waits for the next run."""
        os.close(self._new)
        self._standing.close()
        with suppress(OSError):
            remove(self._places[0])

    def _folder_of(self, path: str) -> str:
        """The folder of a file. A path is judged as text, a folder once: the stage holds no links that could lead elsewhere."""
        folder, _, name = path.rpartition("/")
        is_outside = name in _NO_NAMES or path[0] == "/" or "\\" in path or "\0" in path
        if is_outside or (folder not in self._made and folder and not _NO_NAMES.isdisjoint(folder.split("/"))):
            raise ValueError(f"{path!r} lies outside the site")
        return folder

    def _make(self, folder: str) -> None:
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            os.mkdir(folder, FOLDER, dir_fd=self._new)
            if self._are_modes_cut:
                with suppress(PermissionError):
                    os.chmod(folder, FOLDER, dir_fd=self._new)
            self._made.add(folder)

    def _link(self, path: str, known: Stamp) -> bool:
        """Gives the old file, with its stamp, one more name; False where there can be no hard link."""
        try:
            os.link(path, path, src_dir_fd=self._standing.opened, dst_dir_fd=self._new, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            return False
        self.stamps[path] = known
        return True

    def _write(self, path: str, data: bytes) -> None:
        """Writes a file that is not there yet: what is there may be one more name of an old file."""
        opened = os.open(path, _WRITE, FILE, dir_fd=self._new)
        try:
            if self._are_modes_cut:
                with suppress(PermissionError):
                    os.fchmod(opened, FILE)
            done = os.write(opened, data)
            while done < len(data):
                done += os.write(opened, memoryview(data)[done:])
            self.stamps[path] = stamp(os.fstat(opened))
        finally:
            os.close(opened)
