"""What `git log -p -U0` prints, taken apart: commits, the files they change and the lines that go and come. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

COMMIT = b"\0"
"""With what the line of a commit begins (see FORMAT); no line of a patch does."""

FORMAT = "%x00%H%x00%cI%x00%aN%x00%s"
"""What git is asked to say of a commit: its name, when it was committed, who wrote it, and the first paragraph of its message."""

HUNK = re.compile(rb"@@ -([0-9]+)(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@")
ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r", b'"': b'"', b"\\": b"\\"}
NOWHERE = b"/dev/null"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the first-parent line: when it was committed (ISO 8601 with the zone of the committer), by whom and why."""

    name: str
    time: str
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that go and the lines that come in their place; `start` is the number of the first, from 0."""

    start: int
    removed: tuple[bytes, ...]
    added: tuple[bytes, ...]


@dataclass(slots=True)
class Patch:
    """What a commit does to one file: its paths before and after (blank where it is not there) and the hunks, from the top."""

    before: str = ""
    after: str = ""
    hunks: list[Hunk] = field(default_factory=list)


class MalformedPatchError(Exception):
    """What git printed is not what it was asked for: nothing may be concluded from it."""


def commits(lines: Iterable[bytes]) -> Iterator[tuple[Commit, tuple[Patch, ...]]]:
    """Every commit with its patches, in the order in which git prints them. Raises MalformedPatchError.

    `lines` end with a line feed, as a pipe gives them.
    """
    commit: Commit | None = None
    patches: list[Patch] = []
    reader = iter(lines)
    for line in reader:
        if line.startswith(COMMIT):
            if commit:
                yield commit, tuple(patches)
            commit, patches = _commit(line), []
        elif line.startswith(b"diff "):
            patches.append(Patch())
        elif line.startswith(b"@@ "):
            patches[-1].hunks.append(_hunk(line, reader))
        elif line.startswith((b"--- ", b"rename from ")):
            patches[-1].before = _path(line)
        elif line.startswith((b"+++ ", b"rename to ")):
            patches[-1].after = _path(line)
    if commit:
        yield commit, tuple(patches)


def _commit(line: bytes) -> Commit:
    _, name, time, author, subject = line.removesuffix(b"\n").decode("utf-8", "replace").split("\0", 4)
    return Commit(name, time, author, subject)


def _hunk(line: bytes, reader: Iterator[bytes]) -> Hunk:
    found = HUNK.match(line)
    if found is None:
        raise MalformedPatchError(repr(line))
    start, fewer, _, more = (1 if number is None else int(number) for number in found.groups())
    removed, added = _lines(reader, b"-", fewer), _lines(reader, b"+", more)
    return Hunk(start - 1 if fewer else start, removed, added)


def _lines(reader: Iterator[bytes], sign: bytes, number: int) -> tuple[bytes, ...]:
    """So many lines with a sign, which is taken off; what git says of a missing line break is passed over."""
    found: list[bytes] = []
    while len(found) < number:
        line = next(reader, b"")
        if line.startswith(sign):
            found.append(line[1:].removesuffix(b"\n"))
        elif not line.startswith(b"\\"):
            raise MalformedPatchError(repr(line))
    return tuple(found)


def _path(line: bytes) -> str:
    """The path of a line `--- a/…`, `+++ b/…` or `rename from …`; blank for a file that is not there."""
    is_renamed = line.startswith(b"rename ")
    path = line.removesuffix(b"\n").removesuffix(b"\t").removeprefix(b"rename from ").removeprefix(b"rename to ")
    path = path if is_renamed else path[4:]
    if path.startswith(b'"'):
        path = ESCAPE.sub(lambda found: ESCAPED.get(found[1]) or bytes([int(found[1], 8)]), path[1:-1])
    if path == NOWHERE:
        return ""
    return (path if is_renamed else path[2:]).decode("utf-8", "surrogateescape")
