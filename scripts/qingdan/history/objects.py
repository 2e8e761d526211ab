"""What objects of git hold, taken apart: commits and trees (see gitformat-pack and git-mktree). Pure."""

from collections.abc import Iterator
from typing import NamedTuple

TREE = b"40000"
"""The mode of a folder."""


class Entry(NamedTuple):
    """What a tree says of a file or a folder: its mode, the last part of its path, and the name of the object that it holds."""

    mode: bytes
    name: str
    held: str


def tree_of(commit: bytes) -> str:
    """The name of the tree of a commit."""
    return _named(commit, b"tree ")


def first_parent(commit: bytes) -> str:
    """The name of the first parent of a commit; blank where it has none."""
    _, _, rest = commit.partition(b"\n")
    return _named(rest, b"parent ")


def _named(lines: bytes, key: bytes) -> str:
    """The name on the first of these lines, where it has that key."""
    return lines[len(key) : lines.index(b"\n")].decode() if lines.startswith(key) else ""


def entries_of(tree: bytes, name: str) -> Iterator[Entry]:
    """The entries of a tree. The names of objects are as long as its own, which depends on the format of the repository."""
    start, size = 0, len(name) // 2
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, path = tree[start:end].partition(b" ")
        start = end + 1 + size
        yield Entry(mode, path.decode("utf-8", "surrogateescape"), tree[end + 1 : start].hex())
