"""The rows as they stand, and what a change of files does to them: `Ledger` says of each entry what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from qingdan.history.cells import Cells, cell_in, cells_in_columns
from qingdan.history.revisions import WITHDRAWN, Detail, Difference, Reshaped, Revision, moved, moves_in
from qingdan.history.rows import Found, RowChange, Turned, apart, other_rows, own_rows
from qingdan.history.sheet import OWN, Sheet

TOLD = ("name", "authority", "valid_from")
"""The columns of which a revision tells whatever became of the entry."""

FEW = 100
"""Rows that are looked for by their ids; to find more of them, every row is read once."""


class Ledger:
    """The rows with an id as they stand, by id; more than one where an id stands twice.

    `sheets` are the tables as they stood when we began, in so far as nobody has asked for their rows yet.
    """

    __slots__ = ("rows", "sheets")

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.rows: dict[str, list[Found]] = {}
        self.sheets = sheets

    def difference(self, files: Sequence[Turned], described: tuple[str, ...] = ()) -> Difference:
        """What changes of files do to the entries; from then on they are known as they stand after."""
        reshaped = tuple(
            Reshaped(file.before, file.after, file.turn.heading_before, file.turn.heading_after, file.turn.renamed)
            for file in files
            if file.is_reshaped
        )
        self._reshape(reshaped)
        own, others = own_rows(files), dict[str, list[RowChange]]()
        for about, change in other_rows(files):
            others.setdefault(about, []).append(change)
        subjects = {**own, **others}
        self._read(subjects.keys())
        revisions = [self._revision(subject, *own.get(subject, ([], [])), others.get(subject, [])) for subject in subjects]
        return Difference(reshaped, described, tuple(_with_alike(revisions)))

    def _reshape(self, reshaped: tuple[Reshaped, ...]) -> None:
        """Moves the rows that are known to where they stand now, under the names that their columns have now."""
        moves = moves_in(reshaped)
        if moves:
            self._read_all()
            for subject, rows in self.rows.items():
                if any(path in moves for path, _ in rows):
                    self.rows[subject] = [moved(path, cells, moves.get(path)) for path, cells in rows]

    def _revision(self, subject: str, gone: list[Found], come: list[Found], others: list[RowChange]) -> Revision:
        known = self.rows.get(subject, [])
        if not (known or gone) and len(come) == 1:
            self.rows[subject] = come
            return _revised(subject, None, come[0], tuple(others))
        rows = [*known]
        for found in gone:
            rows.remove(found)
        rows += come
        self.rows[subject] = rows
        if len(known) > 1 or len(rows) > 1:
            went = (RowChange(path, cells, None) for path, cells in gone)
            came = (RowChange(path, None, cells) for path, cells in come)
            revision = _revised(subject, _counting(known), _counting(rows), (*went, *came, *others))
            return revision._replace(table="", details=Detail(rows=revision.rows))
        return _revised(subject, _counting(known), _counting(rows), tuple(others))

    def _read(self, names: AbstractSet[str]) -> None:
        """Reads the rows with these ids that nobody has asked for yet; where there are many names, all rows."""
        if len(names) > FEW:
            self._read_all()
        unread = names - self.rows.keys() if self.sheets else frozenset[str]()
        for path, sheet in self.sheets.items() if unread else ():
            for name, cells in sheet.rows_named(unread):
                self.rows.setdefault(name, []).append((path, cells))

    def _read_all(self) -> None:
        """Reads all rows that nobody has asked for yet."""
        read = frozenset(self.rows)
        for path, sheet in self.sheets.items():
            for cells in sheet.rows():
                name = cell_in(cells, OWN)
                if name not in read:
                    self.rows.setdefault(name, []).append((path, cells))
        self.sheets = {}


def ledger_of(sheets: Mapping[str, Sheet]) -> Ledger:
    """What is known where the tables stand so."""
    return Ledger({path: Sheet(sheet.data, sheet.is_split) for path, sheet in sheets.items() if OWN in sheet.heading()})


def _counting(rows: list[Found]) -> Found | None:
    """The row that counts of those with one id: where it stands twice, the one that says so whatever order they were read in."""
    if len(rows) > 1:
        return max(rows, key=lambda found: (found[0], tuple(found[1])))
    return rows[0] if rows else None


def _revised(subject: str, before: Found | None, after: Found | None, rows: tuple[RowChange, ...]) -> Revision:
    """What became of the own row of an entry, beside what became of those that belong to it."""
    if before and after:
        return _amended(subject, before, after, rows)
    path, cells = after or before or ("", ())
    name, authority, in_force = cells_in_columns(cells, TOLD)
    if after:
        return Revision(subject, "added", path, "", name, authority, in_force, "", Detail((), cells, rows))
    event = "deleted" if before else "amended"
    return Revision(subject, event, path, "", name, authority, details=Detail(cells, (), rows))


def _amended(subject: str, before: Found, after: Found, rows: tuple[RowChange, ...]) -> Revision:
    """What became of an entry whose own row was there before and after."""
    path_before, path_after, old, new = before[0], after[0], tuple(before[1]), tuple(after[1])
    gone, come = apart(old, new)
    was, now = dict(old), dict(new)
    event = _event(was.get("status", ""), now.get("status", ""))
    return Revision(
        subject=subject,
        event=event,
        table=path_after,
        moved_from=path_before if path_before != path_after else "",
        name=now.get("name", ""),
        authority=now.get("authority", ""),
        in_force=_in_force(event, was, now),
        details=Detail(gone, come, rows),
    )


def _event(before: str, after: str) -> str:
    """What a change of the status means."""
    if WITHDRAWN not in (before, after) or before == after:
        return "amended"
    return WITHDRAWN if after == WITHDRAWN else "restored"


def _in_force(event: str, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The day from which what came holds, or until which what was withdrawn held; blank where the change does not give one."""
    name = "valid_to" if event == WITHDRAWN else "valid_from"
    return now.get(name, "") if now.get(name, "") != was.get(name, "") else ""


def _with_alike(revisions: Sequence[Revision]) -> Iterator[Revision]:
    """The same revisions; one that came and one that went, with the same name or the same cells, name each other."""
    gone = {key: revision for revision in revisions if revision.event == "deleted" for key in _marks(revision, revision.gone)}
    alike: dict[str, str] = {}
    for revision in revisions if gone else ():
        if revision.event == "added":
            other = next((gone[key] for key in _marks(revision, revision.come) if key in gone), None)
            if other and other.subject not in alike:
                alike |= {revision.subject: other.subject, other.subject: revision.subject}
    for revision in revisions:
        yield revision._replace(alike=alike[revision.subject]) if revision.subject in alike else revision


def _marks(revision: Revision, cells: Cells) -> Iterator[object]:
    """By what a row is known again under another id: its other cells, or its name."""
    yield tuple([cell for cell in cells if cell[0] != OWN])
    if revision.name:
        yield revision.name
