"""An entry as JSON, beside its page: the row, its child rows and what it refers to, spelt out, and what became of it."""

from __future__ import annotations

import json

from qingdan.exports.change_tree import Tree, change_tree, row_trees, tells_cells
from qingdan.exports.json_table import Value, typed
from qingdan.history.timeline import Happened, Timeline, editorial_fields
from qingdan.linked import Entry, Linked
from qingdan.model import Row, Table

FORMAT = "qingdan-entry/1"


ENCODER = json.JSONEncoder(ensure_ascii=False)


class Spelling:
    """Writes the entries of a publication. What their cells name is spelt out once."""

    def __init__(self, linked: Linked, timeline: Timeline) -> None:
        self._linked = linked
        self._timeline = timeline
        self._editorial = editorial_fields(linked.catalogue)
        self._named: dict[tuple[str, str], dict[str, Value]] = {}

    def write(self, entry: Entry) -> bytes:
        """One entry, a key a line. Codes and ids stay as they are in the tables; beside each stands the row it names, as `…_is`.

        Its history says of each commit, the newest first, which cells it changed; those with which an entry was added are what
        the entry holds, taken back change by change. What is not committed has no commit, time and day.
        """
        lines = (f"{ENCODER.encode(name)}: {ENCODER.encode(value)}" for name, value in self._tree(entry).items())
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")

    def _tree(self, entry: Entry) -> Tree:
        linked = self._linked
        settings = linked.catalogue.settings
        tree: Tree = {
            "format": FORMAT,
            "unofficial": True,
            "sample": linked.is_sample(entry.id),
            "list": entry.package.name,
            "address": settings.base_url + entry.address,
            "licence": settings.licence["path"],
            "entry": self._spelt_out(entry.table, entry.row),
        }
        for table in entry.package.tables:
            if table is not entry.table:
                tree[table.name] = [self._spelt_out(table, row) for row in linked.rows_of(entry, table)]
        tree["also_called"] = [*linked.words_for(entry.id)]
        incoming = linked.incoming.get(entry.id, ())
        tree["referred_to_by"] = [{"entry": row["entry"], "relation": row["relation"]} for row in incoming]
        if self._timeline.why_not:
            tree["history_unavailable"] = self._timeline.why_not
        else:
            tree["history"] = [self._happened(one) for one in self._timeline.happened(entry.id)]
        return tree

    def _happened(self, happened: Happened) -> Tree:
        """What a commit did to an entry."""
        published, revision = happened.published, happened.revision
        commit = published.commit
        tree: Tree = {
            "commit": commit.name or None,
            "time": commit.time or None,
            "day": str(published.day) if published.day else None,
        }
        if self._linked.catalogue.settings.shows_authors:
            tree["author"] = commit.author or None
        tree |= change_tree(happened, self._editorial)
        if revision.authority:
            tree["authority_is"] = self._is("authorities", revision.authority)
        if tells_cells(revision):
            cells = {name: {"before": before, "after": after} for name, before, after in revision.fields}
            tree |= {name: told for name, told in (("fields", cells), ("rows", row_trees(revision))) if told}
        return tree

    def _spelt_out(self, table: Table, row: Row) -> Tree:
        tree: Tree = {}
        values = typed(table, row)
        for field in table.fields:
            value = tree[field.name] = values[field.name]
            if value and field.references:
                tree[f"{field.name}_is"] = self._is(field.references, str(value))
        return tree

    def _is(self, register: str, key: str) -> dict[str, Value]:
        """The row of a register that a cell names; of an entry, its name and address."""
        if (register, key) not in self._named:
            self._named[register, key] = _named(self._linked, register, key)
        return self._named[register, key]


def _named(linked: Linked, register: str, key: str) -> dict[str, Value]:
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
