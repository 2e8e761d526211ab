"""The versions of every entry, as git has them: each own row that it ever had, with the rows that belonged to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qingdan.history.cells import Cells
from qingdan.history.revisions import Difference, Reshaped, Revision, moved, moves_in
from qingdan.history.rows import Found
from qingdan.history.sheet import OWN


@dataclass(frozen=True, slots=True)
class Version:
    """An own row of an entry, under the names that its columns have now, and the rows that belonged to it as they stood last.

    `table` is the path of the table in which it stood, as that is called now.
    """

    table: str
    cells: Cells
    rows: tuple[Found, ...] = ()


@dataclass(slots=True)
class _Entry:
    """An entry while the history is gone through: its rows as they stand, and its versions, the oldest first."""

    own: list[Found] = field(default_factory=list)
    rows: list[Found] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)


def versions(differences: Iterable[Difference]) -> Mapping[str, tuple[Version, ...]]:
    """By id the versions of every entry, the newest first; of those that were deleted too. `differences`: the oldest first.

    A cell of a column that was taken out later went with it.
    """
    entries: dict[str, _Entry] = {}
    for difference in differences:
        _reshape(entries, difference.reshaped)
        for revision in difference.revisions:
            if revision.subject and not _is_of_no_entry(revision):
                _revise(entries.setdefault(revision.subject, _Entry()), revision)
    return {subject: tuple(reversed(entry.versions)) for subject, entry in entries.items() if entry.versions}


def _is_of_no_entry(revision: Revision) -> bool:
    """Whether it tells of rows without an id that belong to no entry: they go by the path of their table and have no versions."""
    return revision.subject in {row.table for row in revision.rows}


def _reshape(entries: Mapping[str, _Entry], reshaped: Iterable[Reshaped]) -> None:
    """Every row that ever was stands where its table stands now, under the names that its columns have now."""
    moves = moves_in(reshaped)
    for entry in entries.values() if moves else ():
        entry.own = [_moved(found, moves) for found in entry.own]
        entry.rows = [_moved(found, moves) for found in entry.rows]
        entry.versions = [
            Version(*_moved((one.table, one.cells), moves), tuple(_moved(found, moves) for found in one.rows))
            for one in entry.versions
        ]


def _moved(found: Found, moves: Mapping[str, Reshaped]) -> Found:
    return moved(*found, moves.get(found[0]))


def _revise(entry: _Entry, revision: Revision) -> None:
    """Puts into an entry what a commit did to it. Rows that went together with the entry itself stay with its last version."""
    gone, come = _own(entry, revision)
    for found in gone:
        entry.own.remove(found)
    entry.own += come
    entry.versions += (Version(*found) for found in come)
    for row in revision.rows:
        if row.before is not None and not _is_own(row.before):
            entry.rows.remove((row.table, row.before))
        if row.after is not None and not _is_own(row.after):
            entry.rows.append((row.table, row.after))
    if entry.own and entry.own[-1] != (entry.versions[-1].table, entry.versions[-1].cells):
        entry.versions.append(Version(*entry.own[-1]))
    if entry.own:
        entry.versions[-1] = replace(entry.versions[-1], rows=tuple(entry.rows))


def _own(entry: _Entry, revision: Revision) -> tuple[list[Found], list[Found]]:
    """The own rows that go and those that come; where an id stands twice they are told among the rows of the revision."""
    if not revision.table:
        gone = [(row.table, row.before) for row in revision.rows if row.before is not None and _is_own(row.before)]
        return gone, [(row.table, row.after) for row in revision.rows if row.after is not None and _is_own(row.after)]
    before = [] if revision.event == "added" else entry.own[-1:]
    if revision.event == "deleted":
        return before, []
    if before and not revision.fields and not revision.moved_from:
        return [], []
    return before, [(revision.table, revision.own_row(before[0][1] if before else ()))]


def _is_own(cells: Cells) -> bool:
    return OWN in dict(cells)
