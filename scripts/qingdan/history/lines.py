"""Two states of a file, compared line by line. Knows neither git nor tables.

The lines that are alike are passed over as bytes, many at once: in a large file few are not. What is found leads from the one
state to the other, though perhaps not in the fewest steps.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BLOCK = 1 << 16
"""Bytes that are compared at once."""

LEAST = 1 << 8
"""Bytes that are compared at once, at least; of fewer, the lines are."""

WINDOW = 1 << 10
"""Bytes behind a difference in which lines that are alike are looked for at first; where there are none, in twice as many."""


class Hunk(NamedTuple):
    """Lines that go and the lines that come in their place; `start` is the first of their bytes, from 0."""

    start: int
    removed: tuple[bytes, ...]
    added: tuple[bytes, ...]


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file; a line feed at its end begins no further one."""
    return data.removesuffix(b"\n").split(b"\n") if data else []


def first_line(data: bytes) -> bytes:
    """The first line of a file; blank where it has none."""
    end = data.find(b"\n")
    return data[:end] if end >= 0 else data


def lines_with(data: bytes, sought: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file below the first in which one of some texts stands. All of them are looked for in one go."""
    pattern = re.compile(b"|".join(map(re.escape, sought)))
    start = data.find(b"\n") + 1 or len(data)
    while start < len(data) and (found := pattern.search(data, start)):
        begin, end = data.rfind(b"\n", 0, found.start()) + 1, data.find(b"\n", found.start())
        end = end if end >= 0 else len(data)
        yield data[begin:end]
        start = end + 1


def hunks(old: bytes, new: bytes) -> Iterator[Hunk]:
    """What leads from the lines of one state to those of another, from the top."""
    old, new = _ended(old), _ended(new)
    seen, at, by = memoryview(old), 0, 0
    while True:
        alike = _alike(old, seen, at, new, by)
        at, by = at + alike, by + alike
        if at == len(old) and by == len(new):
            return
        end, stop = _next_alike(old, at, new, by)
        yield Hunk(at, tuple(lines_of(old[at:end])), tuple(lines_of(new[by:stop])))
        at, by = end, stop


def _ended(data: bytes) -> bytes:
    return data if data.endswith(b"\n") or not data else data + b"\n"


def _alike(old: bytes, seen: memoryview, at: int, new: bytes, by: int) -> int:
    """Bytes of whole lines that are alike in two states from there on: passed over in blocks, the last of them line by line.

    `seen` is the old state, of which pieces are looked at without copying them.
    """
    found, size, most = 0, BLOCK, min(len(old) - at, len(new) - by)
    while size >= LEAST and found < most:
        if new.startswith(seen[at + found : at + found + size], by + found):
            found += size
        else:
            size //= 2
    start = max(at, old.rfind(b"\n", at, at + min(found, most)) + 1)
    while (end := old.find(b"\n", start) + 1) and new.startswith(seen[start:end], by + start - at):
        start = end
    return start - at


def _next_alike(old: bytes, at: int, new: bytes, by: int) -> tuple[int, int]:
    """Where the two states go on with a line that is in both: the nearest one; their ends where there is none."""
    size = WINDOW
    while at < len(old) and by < len(new):
        left, right = _lines_within(old, at, size), _lines_within(new, by, size)
        places = {line: place for place, line in reversed([*enumerate(left)])}
        pairs = ((places[line] + place, places[line], place) for place, line in enumerate(right) if line in places)
        _, gone, come = min(pairs, default=(0, -1, -1))
        if gone >= 0:
            return at + _length(left[:gone]), by + _length(right[:come])
        if at + size >= len(old) and by + size >= len(new):
            break
        size *= 2
    return len(old), len(new)


def _lines_within(data: bytes, start: int, size: int) -> list[bytes]:
    """The lines that lie whole within so many bytes."""
    end = data.rfind(b"\n", start, start + size) + 1
    return lines_of(data[start:end]) if end > start else []


def _length(lines: list[bytes]) -> int:
    return sum(map(len, lines)) + len(lines)
