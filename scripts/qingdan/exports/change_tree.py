"""What a commit did to an entry, as JSON tells it wherever it does. What is blank is left out."""

from __future__ import annotations

from qingdan.history.cells import Cells
from qingdan.history.revisions import Revision
from qingdan.history.timeline import Editorial, Happened, ground

Tree = dict[str, object]


def change_tree(happened: Happened, editorial: Editorial) -> Tree:
    """The event, what it rests on, and since when it holds."""
    revision = happened.revision
    tree = {
        "event": happened.event,
        "name": revision.name,
        "authority": revision.authority,
        "ground": ground(revision, editorial),
        "in_force": revision.in_force,
        "moved_from": revision.moved_from,
        "possibly": revision.alike,
    }
    return {name: value for name, value in tree.items() if value}


def tells_cells(revision: Revision) -> bool:
    """Whether the cells are told: those of a row that came stand in the tables, and what became of them is told later."""
    return revision.event != "added"


def row_trees(revision: Revision) -> list[Tree]:
    """The rows that belong to the entry, each with its table and its cells before and after."""
    return [{"table": row.table, "before": _cells(row.before), "after": _cells(row.after)} for row in revision.rows]


def _cells(cells: Cells | None) -> dict[str, str] | None:
    return None if cells is None else dict(cells)
