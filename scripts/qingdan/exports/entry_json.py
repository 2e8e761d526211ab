"""An entry as JSON, beside its page: the row, its child rows and what it refers to, spelt out, and what became of it."""

from __future__ import annotations

import json

from qingdan.exports.change_tree import Tree, change_tree, row_trees, tells_cells
from qingdan.exports.json_table import Value, typed
from qingdan.history.timeline import Editorial, Happened, Timeline
from qingdan.linked import Entry, Linked
from qingdan.model import Row, Table

FORMAT = "qingdan-entry/1"


def write(linked: Linked, entry: Entry, timeline: Timeline, editorial: Editorial) -> bytes:
    """One entry. Codes and ids stay as they are in the tables; beside each stands the row it names, under `…_is`.

    Its history says of each commit, the newest first, which cells it changed; those with which an entry was added are what the
    entry holds, taken back change by change. What is not committed has no commit, time and day.
    """
    settings = linked.catalogue.settings
    tree: Tree = {
        "format": FORMAT,
        "unofficial": True,
        "sample": linked.is_sample(entry.id),
        "list": entry.package.name,
        "address": settings.base_url + entry.address,
        "licence": settings.licence["path"],
        "entry": _spelt_out(linked, entry.table, entry.row),
    }
    for table in entry.package.tables:
        if table is not entry.table:
            rows = linked.child_rows(entry.id, table.role)
            tree[table.name] = [_spelt_out(linked, table, row) for row in rows]
    tree["referred_to_by"] = [{"entry": row["entry"], "relation": row["relation"]} for row in linked.incoming.get(entry.id, ())]
    if timeline.why_not:
        tree["history_unavailable"] = timeline.why_not
    else:
        tree["history"] = [_happened(linked, one, editorial) for one in timeline.happened(entry.id)]
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _happened(linked: Linked, happened: Happened, editorial: Editorial) -> Tree:
    """What a commit did to an entry."""
    published, revision = happened.published, happened.revision
    commit = published.commit
    tree: Tree = {
        "commit": commit.name or None,
        "time": commit.time or None,
        "day": str(published.day) if published.day else None,
    }
    if linked.catalogue.settings.shows_authors:
        tree["author"] = commit.author or None
    tree |= change_tree(happened, editorial)
    if revision.authority:
        tree["authority_is"] = _named(linked, "authorities", revision.authority)
    if tells_cells(revision):
        cells = {name: {"before": before, "after": after} for name, before, after in revision.fields}
        tree |= {name: told for name, told in (("fields", cells), ("rows", row_trees(revision))) if told}
    return tree


def _spelt_out(linked: Linked, table: Table, row: Row) -> Tree:
    tree: Tree = {}
    for name, value in typed(table, row).items():
        field = table.field_named(name)
        tree[name] = value
        if value and field and field.references:
            tree[f"{name}_is"] = _named(linked, field.references, str(value))
    return tree


def _named(linked: Linked, register: str, key: str) -> dict[str, Value]:
    """The row of a register that a cell names; of an entry, its name and address."""
    if register == "entries":
        entry = linked.entries[key]
        return {"name": entry.row.get("name"), "address": linked.catalogue.settings.base_url + entry.address}
    table, row = linked.catalogue.register(register), linked.look_up(register, key)
    if table is None or row is None:
        return {}
    named: dict[str, Value] = {field: value for field, value in typed(table, row).items() if value is not None}
    if register == "law-versions":
        law = linked.look_up("laws", row["law"])
        named["title"] = law["title"] if law else None
    return named
