"""An entry as JSON, beside its page: the row, its child rows and what it refers to, spelt out."""

from __future__ import annotations

import json

from qingdan.exports.json_table import Value, typed
from qingdan.linked import Entry, Linked
from qingdan.model import Row, Table

FORMAT = "qingdan-entry/1"

Tree = dict[str, object]


def write(linked: Linked, entry: Entry) -> bytes:
    """One entry. Codes and ids stay as they are in the tables; beside each stands the row it names, under `…_is`."""
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
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


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
