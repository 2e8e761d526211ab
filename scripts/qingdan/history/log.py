"""What `git log --raw` prints, taken apart: commits, and the files that they change. Knows no table."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

COMMIT, CHANGE = b"\0", b":"
"""With what the line of a commit begins (see FORMAT), and that of a changed file."""

FORMAT = "%x00%H%x00%cI%x00%aN%x00%s"
"""What git is asked to say of a commit: its name, when it was committed, who wrote it, and the first paragraph of its message."""

REGULAR = (b"100644", b"100755")
"""The modes of git for regular files: no links, no submodules."""

ESCAPE = rb'\\([abtnvfr"\\]|[0-7]{3})'
"""How git writes a byte that is not seen; made into a pattern only where there is one, which takes its time."""

ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r", b'"': b'"', b"\\": b"\\"}


class Commit(NamedTuple):
    """A commit of the first-parent line: when it was committed (ISO 8601 with the zone of the committer), by whom and why."""

    name: str
    time: str
    author: str
    subject: str


class Change(NamedTuple):
    """A file that a commit changes: its paths before and after (blank where it is not there), and the name of its content."""

    before: str
    after: str
    name: str


class FileChange(NamedTuple):
    """What a commit does to one file: its paths before and after (blank where it is not there), and what a table holds after."""

    before: str
    after: str
    data: bytes


def commits(lines: Iterable[bytes]) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Every commit with the regular files that it changes, in the order in which git prints them.

    `lines` end with a line feed, as a pipe gives them.
    """
    commit: Commit | None = None
    changes: list[Change] = []
    for line in lines:
        if line.startswith(COMMIT):
            if commit:
                yield commit, tuple(changes)
            commit, changes = _commit(line), []
        elif line.startswith(CHANGE):
            changes.extend(_changes(line))
    if commit:
        yield commit, tuple(changes)


def _commit(line: bytes) -> Commit:
    _, name, time, author, subject = line.removesuffix(b"\n").decode("utf-8", "replace").split("\0", 4)
    return Commit(name, time, author, subject)


def _changes(line: bytes) -> Iterator[Change]:
    """What a line `:100644 100644 old new M<TAB>path` says; a file that got another ending went, and another one came."""
    about, *paths = line.removesuffix(b"\n").split(b"\t")
    mode_before, mode_after, _, name, _ = about.removeprefix(CHANGE).split(b" ")
    before = _path(paths[0]) if mode_before in REGULAR else ""
    after = _path(paths[-1]) if mode_after in REGULAR else ""
    if before and after and before.rpartition(".")[2] != after.rpartition(".")[2]:
        yield from (Change(before, "", ""), Change("", after, name.decode()))
    elif before or after:
        yield Change(before, after, name.decode() if after else "")


def _path(path: bytes) -> str:
    """A path as git writes it, in quotation marks where it has characters that are not seen."""
    if path.startswith(b'"'):
        path = re.sub(ESCAPE, lambda found: ESCAPED.get(found[1]) or bytes([int(found[1], 8)]), path[1:-1])
    return path.decode("utf-8", "surrogateescape")
