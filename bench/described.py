"""What the descriptors below a folder say of their tables. Reads YAML and headings; knows nothing of qingdan itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

DESCRIPTOR = "datapackage.yaml"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a table, with the register that it refers to (blank for none)."""

    name: str
    is_required: bool
    references: str


@dataclass(frozen=True, slots=True)
class Described:
    """A table, its schema written in place. `path` is that of its CSV; `resource` is what the descriptor says, as it is."""

    name: str
    path: Path
    role: str
    columns: tuple[Column, ...]
    key: str
    resource: Mapping[str, object]

    def rows(self) -> Iterator[Mapping[str, str]]:
        """The rows of its CSV."""
        with self.path.open(encoding="utf-8", newline="") as opened:
            yield from csv.DictReader(opened)


def tables_below(folder: Path) -> tuple[Described, ...]:
    """The tables of the package in `folder`, in the order of its descriptor."""
    read = YAML(typ="safe").load
    found = []
    for resource in read(folder / DESCRIPTOR)["resources"]:
        schema = resource["schema"]
        in_place = read(folder / schema) if isinstance(schema, str) else schema
        found.append(described(folder, {**resource, "schema": in_place}))
    return tuple(found)


def table_alone(path: Path, folder: Path) -> Described:
    """A table that is described in a file of its own, as if it stood in `folder`."""
    return described(folder, YAML(typ="safe").load(path))


def described(folder: Path, resource: Mapping[str, object]) -> Described:
    """What a resource of a descriptor says, with its schema in place."""
    schema, words = resource["schema"], resource["qingdan"]
    assert isinstance(schema, dict)
    assert isinstance(words, dict)
    columns = tuple(
        Column(
            field["name"],
            field.get("constraints", {}).get("required") is True,
            field.get("qingdan", {}).get("references", ""),
        )
        for field in schema["fields"]
    )
    key = schema.get("primaryKey", [""])[0]
    return Described(str(resource["name"]), folder / str(resource["path"]), words["role"], columns, key, resource)
