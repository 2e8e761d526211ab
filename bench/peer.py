"""What the peer is given: the same CSV files as one data package with real foreign keys, as `frictionless validate` reads it.

It is the package that a zip of ours holds, with two differences that spare the peer work: no hashes, and a table `entries`
that holds the matters alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.described import Described, table_alone, tables_below
from bench.make import REGISTERS, ROOT, write_table

ENTRIES = ROOT / "scripts" / "qingdan" / "schemas" / "entries.yaml"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_peer(tree: Path, folder: Path) -> None:
    """Writes the package of a tree into `folder`, which is made: `datapackage.json`, the tables as hard links to the tree's."""
    folder.mkdir(parents=True)
    own = {table.name: table for path in sorted((tree / "lists").iterdir()) for table in tables_below(path)}
    entries = table_alone(ENTRIES, folder)
    write_table(entries, entries.path, _entries(own))
    registers = {table.name: table for table in (*tables_below(tree / REGISTERS), entries)}
    enclosed = _enclosed(own, registers)
    resources = []
    for table in enclosed.values():
        path = folder / f"{table.name}.csv"
        if path != table.path:
            os.link(table.path, path)
        resources.append(_resource(table, enclosed, path.name))
    package = {"$schema": PROFILE, "name": "sample-city", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _entries(own: Mapping[str, Described]) -> Iterator[dict[str, str]]:
    """What a reference to any entry may mean."""
    for table in own.values():
        if table.role == "entries":
            for row in table.rows():
                title, address = row["name"], f"{table.name}/{row['id']}/"
                yield {"id": row["id"], "list": table.name, "title": title, "address": address, "sample": "true"}


def _enclosed(own: Mapping[str, Described], registers: Mapping[str, Described]) -> Mapping[str, Described]:
    """The tables of the lists, then every register that they refer to, at first or further hand."""
    found = dict(own)
    waiting = list(own.values())
    while waiting:
        for column in waiting.pop(0).columns:
            if column.references and column.references not in found:
                found[column.references] = registers[column.references]
                waiting.append(registers[column.references])
    return found


def _resource(table: Described, tables: Mapping[str, Described], path: str) -> dict[str, object]:
    schema = table.resource["schema"]
    assert isinstance(schema, dict)
    keys = [
        *schema.get("foreignKeys", ()),
        *(
            {"fields": [column.name], "reference": {"resource": column.references, "fields": [tables[column.references].key]}}
            for column in table.columns
            if column.references
        ),
    ]
    said = {"type": "table", "scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": table.name, "path": path, **said, "schema": {**schema, **({"foreignKeys": keys} if keys else {})}}
