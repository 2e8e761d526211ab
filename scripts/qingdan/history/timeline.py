"""The history by the day on which it was published, and of every entry what became of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qingdan.history.log import Commit
from qingdan.history.revisions import Difference, Revision
from qingdan.history.rows import RowChange
from qingdan.history.sheet import ENTRY
from qingdan.history.told import History
from qingdan.model import Catalogue

UNCOMMITTED = Commit("", "", "", "")
"""Stands for what is in the files and in no commit."""

EDITORIAL, SAME, NEW, NONE = "editorial", "same_authority", "authority", "no_authority"
"""On what a revision rests: on nothing, since only editorial fields changed or a register did; on the authority that the entry
had before; on the one that came with the revision; or on none that the data names."""

REGISTERS = "catalogue/"


@dataclass(frozen=True, slots=True)
class Published:
    """What one commit published, and on which day in the time zone of the catalogue; none where it is not committed.

    `number` is its place in the history, from 0.
    """

    number: int
    commit: Commit
    day: date | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class Happened:
    """What a commit did to one entry. `event` is that of the revision, but "restored" where a deleted one came back."""

    published: Published
    revision: Revision
    event: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that was published, the oldest first; and by entry what happened to it, the newest first.

    `why_not` says why it cannot be told; then there is nothing else.
    """

    published: tuple[Published, ...] = ()
    of: Mapping[str, tuple[Happened, ...]] = field(default_factory=dict)
    why_not: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it tells everything that is in the lists, and all of it is committed."""
        return not self.why_not and all(one.day for one in self.published)

    def happened(self, subject: str) -> tuple[Happened, ...]:
        """What happened to an entry, or a row of a register, the newest first."""
        return self.of.get(subject, ())

    def newest(self) -> Iterator[tuple[Published, tuple[Happened, ...]]]:
        """What was committed, the newest first, each commit with all that it did to entries and rows of registers."""
        left = {subject: iter(happened) for subject, happened in self.of.items()}
        for one in reversed(self.published):
            happened = tuple(next(left[revision.subject]) for revision in one.difference.revisions)
            if one.day:
                yield one, happened


def timeline(history: History, zone: ZoneInfo) -> Timeline:
    """The timeline of a history in a time zone."""
    if history.why_not:
        return Timeline(why_not=history.why_not)
    published = tuple(
        Published(number, step.commit, day_of(step.commit.time, zone), step.difference)
        for number, step in enumerate(history.steps)
    )
    if history.uncommitted:
        published += (Published(len(published), UNCOMMITTED, None, history.uncommitted),)
    of: dict[str, list[Happened]] = {}
    for one in published:
        for revision in one.difference.revisions:
            before = of.setdefault(revision.subject, [])
            is_back = revision.event == "added" and any(happened.event == "deleted" for happened in before)
            before.append(Happened(one, revision, "restored" if is_back else revision.event))
    return Timeline(published, {subject: tuple(reversed(happened)) for subject, happened in of.items()})


def day_of(time: str, zone: ZoneInfo) -> date:
    """The day of a moment (ISO 8601) in a time zone."""
    return datetime.fromisoformat(time).astimezone(zone).date()


Editorial = Mapping[str, frozenset[str]]
"""By the path of a table the names of its fields that may change without another authority."""


def editorial_fields(catalogue: Catalogue) -> Editorial:
    """The editorial fields of every table of the catalogue."""
    return {table.path: frozenset(field.name for field in table.fields if field.editorial) for _, table in catalogue.tables()}


def ground(revision: Revision, editorial: Editorial) -> str:
    """On what a revision rests: one of EDITORIAL, SAME, NEW and NONE."""
    if is_of_a_register(revision) or (revision.event == "amended" and not any(substantive(revision, editorial))):
        return EDITORIAL
    if not revision.authority:
        return NONE
    return NEW if revision.event in ("added", "deleted") or "authority" in revision.fields_by_name else SAME


def is_of_a_register(revision: Revision) -> bool:
    """Whether it is of what the lists share, not of an entry of a list. An id that stands twice is where its rows are."""
    return (revision.place or revision.subject).startswith(REGISTERS)


def substantive(revision: Revision, editorial: Editorial) -> Iterator[tuple[RowChange | None, str]]:
    """The changed fields that need another authority: their names, each with its row, none for the own row of the entry.

    A row that came or went needs one too, unless all that it says is editorial.
    """
    yield from ((None, name) for name, _, _ in revision.fields if name not in editorial.get(revision.table, ()))
    for row in revision.rows:
        is_amended = row.event == "amended"
        names = [name for name, _, _ in row.fields]
        free = editorial.get(row.table, frozenset())
        if is_amended or free.issuperset({*names} - {ENTRY}):
            names = [name for name in names if name not in free and (is_amended or name != ENTRY)]
        yield from ((row, name) for name in names)
