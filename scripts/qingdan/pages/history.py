"""The history of an entry: what git tells and what only the data tells, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.linked import Entry, Linked
from qingdan.model import Row
from qingdan.pages.happened import FieldShown, HappenedShown, Succession, happened_shown, shown_entry
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, refer

LATEST = 5
"""Events on the page of the entry itself; where there are more, all of them stand on a page of their own."""

LIGHT = 1500
"""About as many bytes of changed cells, too: of an event that would go beyond, the page of the entry says only that it was."""

CELL = 200
"""Bytes that a changed cell takes up beside its text."""

SUCCEEDS = "succeeds"
"""The event of an entry that takes the place of another one."""


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event that only the data knows: its row, its kind and its authority."""

    event: Shown
    row: Row
    authority: Shown


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """What became of an entry. `why_not` says why git cannot tell it; `rest` is the page of all where not all are shown."""

    why_not: str
    events: tuple[EventShown, ...]
    happened: tuple[HappenedShown, ...]
    count: int
    rest: str = ""


def entry_history(publication: Publication, entry: Entry) -> EntryHistory:
    """The latest events of an entry, and all those of which only the data knows."""
    happened = _happened(publication, entry)
    latest = tuple(_lightened(happened[:LATEST]))
    return _history(publication, entry, latest, len(happened), "" if latest == happened else f"{entry.address}history/")


def history_page(publication: Publication, entry: Entry) -> Page:
    """All events of an entry, for where its own page has only the latest."""
    happened, name = _happened(publication, entry), publication.linked.name_of(entry)
    history = _history(publication, entry, happened, len(happened))
    title = f"{name} · {publication.words['history'].zh}"
    return Page(
        f"{entry.address}history/", "history.html", "both", title, title, {"entry": entry, "called": name, "history": history}
    )


def successors(publication: Publication, entry: Entry) -> tuple[Succession, ...]:
    """The entries that took the place of this one, as the data says."""
    return tuple(
        Succession(publication.successions[row["relation"]][0], shown_entry(publication, row["other"], row["other"]))
        for row in publication.linked.child_rows(entry.id, "related")
        if row["relation"] in publication.successions
    )


def _history(
    publication: Publication, entry: Entry, happened: tuple[HappenedShown, ...], count: int, rest: str = ""
) -> EntryHistory:
    return EntryHistory(publication.timeline.why_not, tuple(_events(publication.linked, entry)), happened, count, rest)


def _happened(publication: Publication, entry: Entry) -> tuple[HappenedShown, ...]:
    """All that happened to an entry, the newest first."""
    found = [(one, happened_shown(publication, one)) for one in publication.timeline.happened(entry.id)]
    for one, code in publication.predecessors.get(entry.id, ()):
        before = Succession(publication.successions[code][1], shown_entry(publication, one.revision.subject, one.revision.name))
        found.append((one, happened_shown(publication, one, False)._replace(event=SUCCEEDS, successions=(before,))))
        found.sort(key=lambda pair: -pair[0].published.number)
    return tuple(shown for _, shown in found)


def _lightened(happened: tuple[HappenedShown, ...]) -> Iterator[HappenedShown]:
    """The events, without the cells of those that would make the page of an entry heavy."""
    left = LIGHT
    for one in happened:
        if one.fields or one.rows:
            left -= sum(map(_weight, (*one.fields, *(cell for row in one.rows for cell in row.fields))))
        yield one if left >= 0 else one._replace(fields=(), rows=(), rows_left=0)


def _weight(cell: FieldShown) -> int:
    return CELL + len("".join(span.text for span in cell.spans).encode())


def _events(linked: Linked, entry: Entry) -> Iterator[EventShown]:
    for row in linked.child_rows(entry.id, "events"):
        yield EventShown(refer(linked, "event", row["event"]), row, refer(linked, "authorities", row["authority"]))
