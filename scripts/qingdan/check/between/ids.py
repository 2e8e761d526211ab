"""What an id names stays what it is: it is not taken out, and never stands for something else (design §2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from qingdan.check.between.cells import Row
from qingdan.check.between.states import TwoStates
from qingdan.history.cells import Cells
from qingdan.history.replay import Step
from qingdan.history.revisions import Revision
from qingdan.history.sheet import ENTRY, OWN, numbered_rows
from qingdan.history.timeline import REGISTERS, is_of_a_register
from qingdan.model import MAIN_ROLES
from qingdan.problem import Place, Problem

MATTER = ("name", "entry", "body")
"""By what one knows whether an entry, or the implementation of one, is still the same matter."""


def ids_stay(states: TwoStates) -> Iterator[Problem]:
    """No entry is taken out: its address is in other people's notes. It is withdrawn instead."""
    for revision in states.difference.revisions:
        if revision.event == "deleted" and _was_entry(states, revision):
            values = {"id": revision.subject, "name": called({name: before for name, before, _ in revision.fields})}
            more = {"kind": "renumbered", "other": revision.alike} if revision.alike else {}
            yield Problem("id_vanished", _heading(states, revision.table), {**values, **more})


def ids_are_new(states: TwoStates) -> Iterator[Problem]:
    """No id that was withdrawn, or is known to have been there once, comes to stand for another matter."""
    for revision in states.difference.revisions:
        row = states.own.get(revision.subject)
        if row is None or row.table.path != revision.table:
            continue
        now = called(row.cells)
        before = dict(row.cells) | {name: cell for name, cell, _ in revision.fields}
        is_other = revision.event == "restored" and row.is_entry and any(name in revision.fields_by_name for name in MATTER)
        was = called(before) if is_other else states.former.get(revision.subject, "") if revision.event == "added" else ""
        if was and (is_other or was != now):
            values = {"id": revision.subject, "name": was, "other": now, "kind": "" if is_other else "vanished"}
            yield Problem("id_reused", states.place(revision.table, revision.subject, None, "id"), values)


def registers_keep_what_is_named(states: TwoStates) -> Iterator[Problem]:
    """What an entry named stays in its register, because the history of the entry leads there. What none named may go."""
    gone: dict[str, dict[str, Cells]] = {}
    for path, key, cells in _gone_from_registers(states):
        gone.setdefault(path, {})[key] = cells
    for path, rows in gone.items():
        table = states.tables.get(path)
        named = _naming(states, table.name, rows.keys()) if table else {}
        for key, entry in named.items():
            values = {"id": key, "name": called(dict(rows[key])), "entry": entry}
            yield Problem("register_row_vanished", _heading(states, path), values)


def former_names(steps: Iterable[Step]) -> Mapping[str, str]:
    """What every id stood for that came and went in the steps of a history and did not come again."""
    found: dict[str, str] = {}
    for revision in (revision for step in steps for revision in step.difference.revisions):
        if revision.event == "deleted":
            found[revision.subject] = called({name: before for name, before, _ in revision.fields})
        elif revision.event == "added":
            found.pop(revision.subject, None)
    return found


def called(cells: Mapping[str, str]) -> str:
    """What a row is called; an implementation, which has no name, by its matter and its body."""
    matter = " · ".join(filter(None, (cells.get("entry", ""), cells.get("body", ""))))
    return cells.get("name", "") or cells.get("title", "") or matter


def _was_entry(states: TwoStates, revision: Revision) -> bool:
    """Whether a row that is gone had a page; of a table that is gone too this can only be seen by its columns."""
    if Row(revision.table, revision.subject) in states.cells.gone:
        return False
    table = states.tables.get(revision.table)
    return table.role in MAIN_ROLES if table else not is_of_a_register(revision) and "status" in revision.fields_by_name


def _heading(states: TwoStates, path: str) -> Place:
    return Place(path, 1) if path in states.tables else Place(path)


def _gone_from_registers(states: TwoStates) -> Iterator[tuple[str, str, Cells]]:
    """The rows that went from registers: their table, their key and their cells."""
    for revision in states.difference.revisions:
        own = Row(revision.table, revision.subject)
        if revision.event == "deleted" and revision.table.startswith(REGISTERS) and own not in states.cells.gone:
            yield revision.table, revision.subject, tuple((name, before) for name, before, _ in revision.fields)
        for row in revision.rows if revision.subject.startswith(REGISTERS) else ():
            table = states.tables.get(row.table)
            lost = (
                row.before
                if row.after is None and Row(row.table, revision.subject, row.before) not in states.cells.gone
                else None
            )
            if table and table.primary_key and lost:
                yield row.table, dict(lost).get(table.primary_key[0], ""), lost


def _naming(states: TwoStates, register: str, keys: AbstractSet[str]) -> Mapping[str, str]:
    """Those of the keys of a register that entries of the base named, each with the first that did."""
    found: dict[str, str] = {}
    for table in (table for package in states.catalogue.lists for table in package.tables):
        names = {field.name for field in table.fields if field.references == register}
        rows = numbered_rows(states.base.get(table.path, b"")) if names else iter(())
        _, heading = next(rows, (1, []))
        places = [number for number, name in enumerate(heading) if name in names]
        owner = next((heading.index(name) for name in (OWN, ENTRY) if name in heading), 0)
        for _, row in rows:
            for number in places:
                if number < len(row) and row[number] in keys:
                    found.setdefault(row[number], row[owner])
    return found
