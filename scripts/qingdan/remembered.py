"""What was answered before to the same question: kept by content, outside the tree, to be thrown away at any time.

The question to a check is every byte of the lists, the options, and the program with all it is installed with; that to a history
is a commit and the program. The answers lie in the user's own cache, so that no branch of a repository can bring one along; a
damaged one is as good as none. Uses only what starts quickly, since a check of unchanged lists is over when this has answered.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.util import source_hash

CHECKS = "checks"
MOST = 500
"""Answers of checks that are kept, of some kilobytes each; those not asked for longest go first."""

MARK = 16
"""Bytes in front of an answer that say whether it is undamaged."""

PIECE = 1 << 20
"""Bytes of an answer that are hashed at once, so that one that is kept is never in memory as a whole."""

Answer = tuple[int, str, str]
"""The exit code, what was printed, and what was printed as errors."""


def question(contents: Mapping[str, bytes], options: Iterable[str]) -> str:
    """The name of the question: what the files hold, asked with these options, of this program; blank where no answer is kept."""
    import hashlib

    if not _folder(CHECKS):
        return ""
    asked = hashlib.sha256(program().encode())
    for part in (*options, "", *(part for path, data in contents.items() for part in (path, hashlib.sha256(data).hexdigest()))):
        asked.update(f"{part}\n".encode("utf-8", "surrogatepass"))
    return asked.hexdigest()


def program(*parts: str) -> str:
    """The name of all that an answer depends on beside the lists: our own files, Python, and the packages installed with it.

    Where folders or files of ours are named as `parts`, it depends on no others.
    """
    own = os.path.dirname(__file__)
    asked = [sys.version]
    for part in parts or (".",):
        for path in sorted(_files(os.path.join(own, part))):
            with open(path, "rb") as opened:
                asked.append(f"{os.path.basename(path)} {name_of(opened.read())}")
    for folder in sys.path:
        if folder.endswith("site-packages") and os.path.isdir(folder):
            asked += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return name_of("\n".join(asked).encode())


def name_of(data: bytes) -> str:
    """The name of some bytes of our own, as Python knows by it whether a source changed; 16 digits, against nobody's malice."""
    return source_hash(data).hex()


def _files(path: str) -> list[str]:
    """The files below a folder, or the one that this is, without what Python keeps of them."""
    if not os.path.isdir(path):
        return [path]
    found = (f"{folder}/{name}" for folder, _, names in os.walk(path) for name in names)
    return [file for file in found if not file.endswith(".pyc")]


def recall(name: str) -> Answer | None:
    """What a check answered to this question, if it is known and undamaged."""
    kept = bytes(recall_bytes(CHECKS, name) or b"")
    if kept.count(b"\0") != 2:
        return None
    code, printed, errors = kept.split(b"\0")
    return int(code), printed.decode(), errors.decode()


def keep(name: str, answer: Answer) -> None:
    """Remembers what a check answered."""
    code, printed, errors = answer
    keep_bytes(CHECKS, name, (b"\0".join((str(code).encode(), printed.encode(), errors.encode())),), MOST)


def names(kind: str) -> frozenset[str]:
    """The questions of a kind that were answered."""
    try:
        return frozenset(os.listdir(_folder(kind) or os.devnull))
    except OSError:
        return frozenset()


def recall_bytes(kind: str, name: str) -> memoryview | None:
    """What was answered to a question of a kind, if it is known and undamaged; it then counts as new, where it can be touched.

    It is read where it lies: one that is kept in its place later is another file.
    """
    try:
        found = os.open(f"{_folder(kind)}/{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(found, "rb", buffering=0) as opened:
            kept = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
            is_own = os.fstat(opened.fileno()).st_uid == os.getuid()
            with suppress(OSError):
                os.utime(opened.fileno())
    except (OSError, ValueError):  # the latter where it is empty
        return None
    pieces = (kept[start : start + PIECE] for start in range(MARK, len(kept), PIECE))
    return kept[MARK:] if is_own and kept[:MARK] == _mark(name, pieces) else None


def keep_bytes(kind: str, name: str, kept: Iterable[bytes | memoryview], most: int) -> None:
    """Remembers an answer, given in parts, of which one after another is made and written.

    Where the cache cannot be written, nothing is remembered and nothing is said."""
    folder = _folder(kind)
    unfinished = f"{folder}/{name}.{os.getpid()}"
    try:
        if not folder:
            return
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(unfinished, "w+b") as opened:
            opened.write(bytes(MARK))
            opened.writelines(kept)
            opened.seek(MARK)
            mark = _mark(name, iter(lambda: opened.read(PIECE), b""))
            opened.seek(0)
            opened.write(mark)
        os.replace(unfinished, f"{folder}/{name}")
        _forget_the_oldest(folder, most)
    except OSError:
        return


def _folder(kind: str) -> str:
    """Where answers of a kind are kept (XDG Base Directory Specification); blank where the user's own folder is not known.

    A folder that is not absolute would lie wherever one stands, and a branch could bring it along.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = named if os.path.isabs(named) else os.path.expanduser("~/.cache")
    return f"{base}/qingdan/{kind}" if os.path.isabs(base) else ""


def _mark(name: str, pieces: Iterable[bytes | memoryview]) -> bytes:
    return source_hash(name.encode()) + source_hash(b"".join(map(source_hash, pieces)))


def _forget_the_oldest(folder: str, most: int) -> None:
    with os.scandir(folder) as entries:
        files = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
        by_age = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in files)
    for _, path in by_age[:-most]:
        os.unlink(path)
