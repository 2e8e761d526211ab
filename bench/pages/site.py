"""What was measured of a site, by who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.measure import Cost
from bench.pages.output import Output
from bench.scenarios import GOAL_AT

BUILD, AGAIN, SERVE = "qingdan build", "one changed entry", "qingdan serve"
HTML, LOOP, HUGO, MKDOCS, ZENSICAL = "qingdan", "a plain loop", "Hugo", "MkDocs", "Zensical"
"""Who writes what."""

MEMORY, DISK = "memory", "disk"
"""Where the files lie: on tmpfs, or on the disk of this machine."""

ENTRY_JSON = "entry JSON"
APART = ("exports", "search")
"""The stages that the goal for one changed entry leaves apart: the downloads and the index."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site of so many pages cost in one place, run by run, by who wrote it; and what each left behind.

    `stages` are the seconds of CPU of the stages of one build, and `again` those of one after an entry was changed; none where
    that was not asked for.
    """

    pages: int
    where: str
    costs: Mapping[str, tuple[Cost, ...]]
    outputs: Mapping[str, Output]
    stages: Mapping[str, float]
    again: Mapping[str, float]

    @property
    def has_goals(self) -> bool:
        """Whether the goals are set for this size and place."""
        return self.pages == GOAL_AT and self.where == MEMORY
