"""The disk, on the way in: reads folders of plain files and refuses everything that is not one."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from qingdan.model import File, Place, Problem

LARGEST = 20_000_000
"""Bytes. A list of 300,000 rows has some 60 MB over several tables; a single file above this is a mistake or an attack."""


DEEPEST = 8
"""Folders within each other. The registers need two."""


def read_folders(root: Path, folders: tuple[str, ...]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """Every regular file below the named folders of `root`, in the order of their paths, and what was refused.

    Never follows a link, opens a device or reads a file that is too large; a refused file is not read at all.
    """
    files: list[File] = []
    problems: list[Problem] = []
    for folder in folders:
        if not (root / folder).is_dir() or (root / folder).is_symlink():
            problems.append(Problem("folder_missing", Place(folder)))
            continue
        for found in _walk(root, folder, 0):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                files.append(found)
    problems.extend(_twins(files))
    return tuple(files), tuple(problems)


def _walk(root: Path, folder: str, depth: int) -> Iterator[File | Problem]:
    for entry in sorted(os.scandir(root / folder), key=lambda entry: entry.name):
        path = f"{folder}/{entry.name}"
        kind = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(kind.st_mode):
            yield Problem("symbolic_link", Place(path))
        elif _is_awkward(entry.name):
            yield Problem("awkward_name", Place(ascii(path)[1:-1]))
        elif stat.S_ISDIR(kind.st_mode):
            if depth < DEEPEST:
                yield from _walk(root, path, depth + 1)
            else:
                yield Problem("folder_too_deep", Place(path), {"limit": str(DEEPEST)})
        elif not stat.S_ISREG(kind.st_mode):
            yield Problem("not_a_file", Place(path))
        elif kind.st_size > LARGEST:
            yield Problem("file_too_large", Place(path), {"bytes": str(kind.st_size), "limit": str(LARGEST)})
        else:
            yield File(path, _read(root / path))


def _read(path: Path) -> bytes:
    """The bytes of a regular file; refuses a link that took its place after it was looked at."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as opened:
        return opened.read(LARGEST + 1)


def _is_awkward(name: str) -> bool:
    """A name that some file system, shell or archive cannot hold: blanks at the ends, control or reserved characters."""
    return (
        name != name.strip()
        or name.startswith(".")
        or name.endswith(".")
        or any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} for character in name)
        or any(character in '<>:"|?*\\' for character in name)
    )


def _twins(files: list[File]) -> Iterator[Problem]:
    """Two names that one file system holds apart and another takes for the same."""
    seen: dict[str, str] = {}
    for file in files:
        folded = unicodedata.normalize("NFC", file.path).casefold()
        if folded in seen:
            yield Problem("twin_names", Place(file.path), {"other": seen[folded]})
        seen.setdefault(folded, file.path)
