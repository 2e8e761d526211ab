"""The columns of every table in the order of its schema, as far as the descriptors say. Finds no fault with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from qingdan.gate.tree import read_tree

DESCRIPTOR = "datapackage.yaml"


def columns_of_tables(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The columns of each table by its path. A table is left out where no schema is found for it, or two that differ.

    `texts` holds the files of the source by their paths.
    """
    found: dict[str, tuple[str, ...]] = {}
    unsure: set[str] = set()
    for path in texts:
        folder, name = PurePosixPath(path).parent, PurePosixPath(path).name
        for table, columns in _tables(_tree(path, texts), folder, texts) if name == DESCRIPTOR else ():
            if not columns or found.setdefault(table, columns) != columns:
                unsure.add(table)
    return {table: columns for table, columns in found.items() if table not in unsure}


def _tables(
    descriptor: Mapping[str, object], folder: PurePosixPath, texts: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each table of a descriptor with its columns; none where its schema cannot be read."""
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        match resource:
            case {"path": str(path), "schema": str(schema)}:
                yield str(folder / path), _columns(_tree(str(folder / schema), texts))
            case {"path": str(path), "schema": dict(schema)}:
                yield str(folder / path), _columns(schema)


def _columns(schema: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the fields; none at all where one of them has no name of its own."""
    fields = schema.get("fields")
    names = [field.get("name") if isinstance(field, dict) else None for field in fields] if isinstance(fields, list) else []
    columns = tuple(name for name in names if isinstance(name, str))
    return columns if len(set(columns)) == len(names) else ()


def _tree(path: str, texts: Mapping[str, str]) -> Mapping[str, object]:
    return read_tree(path, texts.get(path, ""))[0]
