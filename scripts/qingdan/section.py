"""The parts of a site that are made as wholes, the things that they show, and how their files are known again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qingdan.model import File

Target = tuple[str, str]
"""Where a link leads within the site: the address of a page or file below the root, and an anchor or blank."""

Stamp = tuple[int, int]
"""The size of a file and when it was last changed, in nanoseconds: by these it is known to be the one that was written."""

Thing = tuple[str, str]
"""A kind and a name: ("entries", "PWR-0001"), ("laws", "LAW-0001"), ("aspect", "care"); or LIST, SHAPE or REGISTER
and their name, TABLE and its path, CELL and what stands in it, FACE and the key of what bears it, DAY and an ISO date, or
COMMIT and the name of the last one.

A list is all that its lines say, its shape which entries it has, what they are called and by what they are divided; a face is
what others show of a thing.
"""

ENTRIES, LIST, SHAPE, REGISTER = "entries", "a list", "a shape", "a register"
TABLE, CELL, FACE, DAY, COMMIT = "a table", "a cell", "a face", "a day", "a commit"
"""Kinds of things beside the registers, none of which bears a name with a blank."""


About = frozenset[Thing] | None
"""The things that something shows: while none of them changed it need not be made again. None where it may show anything."""

Wanted = Callable[[str, About], bool]
"""Whether a file is wanted, by its path and what it shows itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that is made as a whole: with what the paths of its files begin, what they show, and how those of them
    are made that are wanted.

    `frame` are the things that each of its files shows, so that none can be kept by itself when one of these changed; None where
    none can be. `is_listed` says whether its pages stand in the map of the site.
    """

    below: tuple[str, ...]
    about: About
    files: Callable[[Wanted], Iterable[File]]
    is_listed: bool = True
    frame: About = None

    @property
    def name(self) -> str:
        """Its name, by which it is known again in the next build."""
        return self.below[0]


def whole(make: Callable[[], Iterable[File]]) -> Callable[[Wanted], Iterable[File]]:
    """How files are made that are not made one by one: all of them, whatever is wanted."""
    return lambda _: make()
