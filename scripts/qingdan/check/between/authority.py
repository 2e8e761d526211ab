"""What a change rests on (design §2.2): one of substance names another authority, and none that came after it took force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.check.authorities import DECISION
from qingdan.check.between.cells import Row
from qingdan.check.between.damaged import damaged
from qingdan.check.between.states import OwnRow, TwoStates
from qingdan.history.revisions import WITHDRAWN, Revision
from qingdan.history.rows import RowChange
from qingdan.history.timeline import substantive
from qingdan.model import Text
from qingdan.problem import Problem

AUTHORITY = "authority"
DRAFT = "draft"
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def substance_needs_authority(states: TwoStates) -> Iterator[Problem]:
    """Where a field that is not editorial changed, in the row of an entry or in one that belongs to it, its authority did too.

    A draft is free: nobody has decided yet what it says. So is what first makes it final; it rests on the authority that it has.
    """
    harmed = {(cell.row, cell.field) for cell, _ in damaged(states)}
    new = {change.after: frozenset(change.added) for change in states.difference.reshaped}
    for revision, row in states.entries:
        if revision.event == "added" or AUTHORITY in revision.fields_by_name or row.table.field_named(AUTHORITY) is None:
            continue
        status = revision.fields_by_name.get("status", (row.cells.get("status", ""), ""))[0]
        changed = [] if status == DRAFT else [*dict.fromkeys(_titles(states, revision, row, harmed, new))]
        if changed:
            values = {
                "id": revision.subject,
                "changed": "、".join(title.zh for title in changed),
                "changed_en": ", ".join(title.in_language("en") for title in changed),
                AUTHORITY: row.cells.get(AUTHORITY, ""),
            }
            yield Problem("same_authority", states.place(row.table.path, revision.subject, None, AUTHORITY), values)


def authority_comes_first(states: TwoStates) -> Iterator[Problem]:
    """No entry comes to hold, or is withdrawn, on a day before that of the authority on which this rests.

    Asked only of a change that gives such a day: an entry that has held for years may rest on something newer. A new entry may
    well be older than the version of a law that it was compiled from; not so than a decision.
    """
    for revision, row in states.entries:
        column = "valid_to" if row.cells.get("status") == WITHDRAWN else "valid_from"
        authority = states.authorities.get(row.cells.get(AUTHORITY, ""))
        is_asked = column in revision.fields_by_name
        if authority is None or not is_asked or (revision.event == "added" and authority.kind != DECISION):
            continue
        day = row.cells.get(column, "")
        if DAY.fullmatch(day) and DAY.fullmatch(authority.day) and day < authority.day:
            values = {"entry": revision.subject, "day": day, "decided": authority.day, AUTHORITY: row.cells[AUTHORITY]}
            yield Problem("authority_after", states.place(row.table.path, revision.subject, None, column), values)


def _titles(
    states: TwoStates, revision: Revision, own: OwnRow, harmed: set[tuple[Row, str]], new: dict[str, frozenset[str]]
) -> Iterator[Text]:
    """The titles of the fields of substance that changed. Damaged cells are told of elsewhere; what stands in a column that came
    with this change says nothing else than before, but something more."""
    for row, name in substantive(revision, states.editorial):
        path = row.table if row else revision.table
        place = Row(path, revision.subject, (row.before if row.after is None else row.after) if row else None)
        is_none = name in new.get(path, ()) or (place, name) in harmed or place in states.cells.gone or place in states.cells.come
        if not is_none and not _rests_on_its_own(row):
            yield _title(states, own, row, name)


def _rests_on_its_own(row: RowChange | None) -> bool:
    """Whether a row that came or changed names another authority itself, as events do."""
    before, after = (dict(row.before or ()), dict(row.after or ())) if row else ({}, {})
    return bool(after.get(AUTHORITY)) and before.get(AUTHORITY) != after[AUTHORITY]


def _title(states: TwoStates, own: OwnRow, row: RowChange | None, name: str) -> Text:
    table = states.tables.get(row.table) if row else own.table
    if table is None:
        return Text(f"− {row.table}" if row else name, "")
    field = table.field_named(name)
    title = Text(field.title.zh, field.title.in_language("en")) if field else Text(name, name)
    if row is None:
        return title
    if row.before is None or row.after is None:
        sign = "+" if row.before is None else "−"
        return Text(f"{sign} {table.title.zh}", f"{sign} {table.title.in_language('en')}")
    return Text(f"{table.title.zh} · {title.zh}", f"{table.title.in_language('en')} · {title.en}")
