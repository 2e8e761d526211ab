"""What lies in the folders of the source: no link is followed, no device opened, nothing outside is read.

Uses nothing but the standard library's smallest parts, so that a command which finds nothing changed ends at once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

LARGEST = 200_000_000
"""Bytes of one file that are read at most. `limits` in catalogue.yaml may ask for less."""

DEEPEST = 8
"""Folders within each other. The registers need two."""

MOST = 10_000
"""Files and folders in all. A list has some ten."""

RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))))
"""Names that Windows keeps for devices, whatever their ending."""

Refusal = tuple[str, str, dict[str, str]]
"""The key of a message, the path below the root, and the values of the message."""


def walk(root: str, folders: tuple[str, ...]) -> tuple[dict[str, bytes], list[Refusal]]:
    """The content of every regular file below the named folders of `root`, in the order of their paths, and what was refused."""
    contents: dict[str, bytes] = {}
    refusals: list[Refusal] = []
    names: dict[str, str] = {}
    twins: list[str] = []
    for folder in folders:
        for path, key, values in _entries(root, folder):
            if len(names) == MOST:
                refusals.append(("too_many_files", folder, {"limit": str(MOST)}))
                return contents, refusals
            same = names.setdefault(_folded(path), path)
            if path.startswith(tuple(twins)):
                continue
            if key in ("", "folder") and same != path:
                key, values = "twin_names", {"other": same}
                twins.append(f"{path}/")
            elif not key:
                found = _read(f"{root}/{path}")
                if isinstance(found, bytes):
                    contents[path] = found
                else:
                    key, values = found
            if key and key != "folder":
                refusals.append((key, path if path.isprintable() else ascii(path)[1:-1], values))
    return contents, refusals


def _entries(root: str, folder: str, depth: int = 0) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every file and folder below: its path, why it is refused (blank for a file to read, `folder` for one entered), values."""
    refused = _refused_folder(f"{root}/{folder}", depth)
    if refused:
        yield folder, *refused
        return
    yield folder, "folder", {}
    with os.scandir(f"{root}/{folder}") as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{folder}/{entry.name}"
        mode = os.lstat(f"{root}/{path}").st_mode
        if stat.S_ISLNK(mode):
            yield path, "symbolic_link", {}
        elif _is_awkward(entry.name):
            yield path, "awkward_name", {}
        elif stat.S_ISDIR(mode):
            yield from _entries(root, path, depth + 1)
        elif not stat.S_ISREG(mode):
            yield path, "not_a_file", {}
        else:
            yield path, "", {}


def _refused_folder(path: str, depth: int) -> tuple[str, dict[str, str]] | None:
    """Why a folder is not entered. A submodule is another repository: git leaves it empty, or puts a `.git` into it."""
    if os.path.islink(path):
        return "symbolic_link", {}
    if not os.path.isdir(path):
        return "folder_missing", {}
    if depth > DEEPEST:
        return "folder_too_deep", {"limit": str(DEEPEST)}
    try:
        names = os.listdir(path)
        os.lstat(f"{path}/.")
    except OSError as error:
        return "unreadable", {"reason": str(error.strerror)}
    if ".git" in names:
        return "submodule", {}
    return None if names else ("empty_folder", {})


def _read(path: str) -> bytes | tuple[str, dict[str, str]]:
    """The bytes of a regular file, or why not; refuses whatever took its place after it was looked at."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                return "not_a_file", {}
            if found.st_size > LARGEST:
                return "file_too_large", {"bytes": str(found.st_size), "limit": str(LARGEST)}
            return os.read(opened, found.st_size)
        finally:
            os.close(opened)
    except OSError as error:
        return "unreadable", {"reason": str(error.strerror)}


def _is_awkward(name: str) -> bool:
    """A name that some file system, shell or archive cannot hold: blanks at the ends, control or reserved characters or words."""
    return (
        name != name.strip()
        or name.startswith((".", "-"))
        or name.endswith(".")
        or name.split(".")[0].lower() in RESERVED
        or not name.isprintable()
        or any(character in '<>:"|?*\\' for character in name)
    )


def _folded(path: str) -> str:
    """Equal for two names that one file system holds apart and another takes for the same."""
    if path.isascii():
        return path.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", path).casefold())
