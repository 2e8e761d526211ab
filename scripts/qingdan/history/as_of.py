"""A table as it was in force on a day, by what was known of it. Pure; knows nothing of where that comes from.

The versions of an entry are its own rows one after another. The newest comes first: the first one whose `valid_from` is blank or
not after the day is the one that applies. A version does not apply any more once its successor has taken force on a known day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qingdan.history.cells import Cells, cell_in
from qingdan.history.revisions import WITHDRAWN
from qingdan.history.sheet import ENTRY, OWN
from qingdan.history.versions import Version

IN_FORCE, DATE_UNKNOWN = "in_force", "date_unknown"
"""The states of an entry on a day: it was in force, or the data does not say whether it was. Others are left out."""

DRAFT = "draft"

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Versions = Mapping[str, Sequence[Version]]
"""By id the versions of an entry that were known, the newest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry on a day: its state, and the cells of the version that applied.

    `earlier` is that version where it is not the one that stands in the table.
    """

    state: str
    cells: Cells
    earlier: Version | None = None


def state(cells: Cells, day: date) -> str:
    """The state that a version which applies gives its entry on a day; blank where it was not in force.

    A draft never is, nor is anything after its `valid_to`, which is the last day. Of what is in force or was withdrawn with a
    last day the data knows it, if it knows the first; of all others (suspended, unverified, withdrawn without a day) it does not.
    """
    cell = dict(cells)
    start, end, status = day_in(cell.get("valid_from", "")), day_in(cell.get("valid_to", "")), cell.get("status", "")
    if status == DRAFT or (end and end < day):
        return ""
    is_end_known = bool(end) or not cell.get("valid_to")
    is_known = status == IN_FORCE or (status == WITHDRAWN and end)
    return IN_FORCE if start and is_end_known and is_known else DATE_UNKNOWN


def applies(cells: Cells, day: date) -> bool:
    """Whether a version may have taken force by a day: no day on which it does is known, or it is not later."""
    start = day_in(cell_in(cells, "valid_from"))
    return start is None or start <= day


def standing(rows: Iterable[Cells], versions: Versions, day: date) -> Iterator[Standing]:
    """The rows of a table of entries that were in force on a day or may have been, in their order.

    A row that was not yet in force gives way to the version of its entry that was.
    """
    told: set[str] = set()
    for cells in rows:
        subject = cell_in(cells, OWN)
        earlier = None
        if not applies(cells, day):
            known = versions.get(subject, ()) if subject not in told else ()
            told.add(subject)
            earlier = next((version for version in known if applies(version.cells, day)), None)
            if earlier is None:
                continue
        found = state(earlier.cells if earlier else cells, day)
        if found:
            yield Standing(found, earlier.cells if earlier else cells, earlier)


def belonging(path: str, rows: Iterable[Cells], entries: Iterable[Standing]) -> Iterator[tuple[Cells, str]]:
    """The rows of the table at `path` that belonged to these entries on that day, each with the state of its entry.

    Those of the versions that stand in their table keep their order; those of earlier versions follow.
    """
    found = {cell_in(one.cells, OWN): one for one in entries}
    for cells in rows:
        one = found.get(cell_in(cells, ENTRY))
        if one and one.earlier is None:
            yield cells, one.state
    for one in found.values():
        rows_then = one.earlier.rows if one.earlier else ()
        yield from ((cells, one.state) for cells in sorted(tuple(cells) for place, cells in rows_then if place == path))


def needs_versions(rows: Iterable[Cells], day: date) -> bool:
    """Whether any row was not yet in force on a day, so that its earlier versions have to be known."""
    return not all(applies(cells, day) for cells in rows)


def day_in(cell: str) -> date | None:
    """The day that a cell or an argument names, `2026-01-31`; none where it names none."""
    try:
        return date.fromisoformat(cell) if DAY.fullmatch(cell) else None
    except ValueError:
        return None
