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
"""A kind and a name: ("entries", "PWR-0001"), ("laws", "LAW-0001"), ("aspect", "care"); or LIST or REGISTER
and their name, TABLE and its path, CELL and what stands in it, or DAY and an ISO date."""

ENTRIES, LIST, REGISTER, TABLE, CELL, DAY = "entries", "a list", "a register", "a table", "a cell", "a day"
"""Kinds of things beside the registers, none of which bears a name with a blank."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that is made as a whole: with what the paths of its files begin, and how they are made.

    `about` are the things that it shows, so that it need not be made again while none of them changed; None where it may show
    anything. `is_listed` says whether its pages stand in the map of the site.
    """

    below: tuple[str, ...]
    about: frozenset[Thing] | None
    files: Callable[[], Iterable[File]]
    is_listed: bool = True

    @property
    def name(self) -> str:
        """Its name, by which it is known again in the next build."""
        return self.below[0]
