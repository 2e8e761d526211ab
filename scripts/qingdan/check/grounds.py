"""Every entry names a body, and something it rests on (design §2.10)."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.linked import Entry, Linked
from qingdan.model import Problem


def has_a_body(linked: Linked) -> Iterator[Problem]:
    """An entry without a body answers nobody's question: who is responsible?"""
    for entry in _entries(linked):
        if not linked.child_rows(entry.id, "bodies"):
            yield Problem("no_body", entry.table.place(entry.row, "id"), _named(entry))


def has_a_ground(linked: Linked) -> Iterator[Problem]:
    """An entry rests on an article of a law's version, or on an authority of the kind `origin`."""
    for entry in _entries(linked):
        authority = linked.look_up("authorities", entry.row.get("authority"))
        if not linked.child_rows(entry.id, "bases") and (authority is None or authority["kind"] != "origin"):
            yield Problem("no_ground", entry.table.place(entry.row, "id"), _named(entry))


def _entries(linked: Linked) -> Iterator[Entry]:
    return (entry for entry in linked.entries.values() if entry.table.role == "entries")


def _named(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "name": entry.row["name"], "folder": entry.package.folder}
