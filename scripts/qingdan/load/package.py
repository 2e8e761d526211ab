"""From a descriptor (Data Package v2) and its CSV files to a `Package`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from qingdan.gate.table import read_table
from qingdan.gate.tree import read_tree
from qingdan.load.shape import MalformedError, Reader
from qingdan.model import Field, Package, Place, Problem, Row, Table

DESCRIPTOR = "datapackage.yaml"
ROLES = (
    "entries", "implementations", "bodies", "bases", "scopes", "steps", "materials", "related", "events",
    "organisations", "laws", "law_versions", "sources", "authorities", "codes",
)  # fmt: skip
"""The words for what a table is. Any list may use any of them."""


def load_package(folder: str, texts: Mapping[str, str]) -> tuple[Package | None, tuple[Problem, ...]]:
    """The package in `folder`, and what keeps it from being one. `texts` holds every file of the source by its path."""
    path = f"{folder}/{DESCRIPTOR}"
    if path not in texts:
        return None, (Problem("no_descriptor", Place(path)),)
    tree, problems = read_tree(path, texts[path])
    if problems:
        return None, problems
    try:
        return _package(folder, Reader(path, tree), texts)
    except MalformedError as malformed:
        return None, (malformed.problem,)


def _package(folder: str, descriptor: Reader, texts: Mapping[str, str]) -> tuple[Package | None, tuple[Problem, ...]]:
    words = descriptor.part("qingdan")
    tables: list[Table] = []
    problems: list[Problem] = []
    used = {descriptor.path}
    for resource in descriptor.parts("resources"):
        path = f"{folder}/{resource.text('path')}"
        schema, schema_path = _schema(folder, resource, texts)
        used |= {path, schema_path}
        if path not in texts:
            problems.append(Problem("table_missing", Place(descriptor.path), {"name": path}))
            continue
        heading, rows, found = read_table(path, texts[path])
        table = _table(path, resource, schema, rows)
        problems.extend(found)
        problems.extend(_wrong_heading(table, heading))
        tables.append(table)
    problems.extend(
        Problem("orphan_file", Place(other), {"descriptor": descriptor.path})
        for other in sorted(texts)
        if other.startswith(f"{folder}/") and other not in used
    )
    package = Package(
        name=descriptor.text("name"),
        folder=folder,
        title=descriptor.explained("title"),
        description=descriptor.explained("description"),
        version=descriptor.text("version"),
        group_by=words.text("group_by", ""),
        tables=tuple(tables),
    )
    if package.name != PurePosixPath(folder).name:
        problems.append(Problem("wrong_package_name", Place(descriptor.path), {"name": package.name}))
    return package, tuple(problems)


def _schema(folder: str, resource: Reader, texts: Mapping[str, str]) -> tuple[Reader, str]:
    """The table schema, written in place or in a file of its own beside the descriptor."""
    named = resource.tree.get("schema")
    if not isinstance(named, str):
        return resource.part("schema"), ""
    path = f"{folder}/{named}"
    if path not in texts:
        raise MalformedError(resource.path, f"{resource.within}schema", f"file {path}")
    tree, problems = read_tree(path, texts[path])
    if problems:
        raise MalformedError(path, "schema", "mapping")
    return Reader(path, tree), path


def _table(path: str, resource: Reader, schema: Reader, rows: tuple[Row, ...]) -> Table:
    role = resource.part("qingdan").text("role")
    if role not in ROLES:
        raise MalformedError(resource.path, f"{resource.within}qingdan.role", " / ".join(ROLES))
    keys = schema.tree.get("foreignKeys", [])
    return Table(
        name=resource.text("name"),
        role=role,
        path=path,
        title=resource.explained("title"),
        description=resource.explained("description"),
        fields=tuple(_field(field) for field in schema.parts("fields")),
        primary_key=schema.texts("primaryKey"),
        foreign_keys=tuple(keys) if isinstance(keys, list) else (),
        rows=rows,
    )


def _field(field: Reader) -> Field:
    words = field.part("qingdan")
    return Field(
        name=field.text("name"),
        type=field.text("type"),
        title=field.explained("title"),
        description=field.explained("description"),
        example=field.text("example", ""),
        constraints=field.part("constraints").tree,
        references=words.text("references", ""),
        editorial=words.claim("editorial"),
        facet=words.claim("facet"),
        shown=words.text("shown", "professional"),
    )


def _wrong_heading(table: Table, heading: tuple[str, ...]) -> Iterator[Problem]:
    expected = tuple(field.name for field in table.fields)
    if heading and heading != expected:
        values = {"found": ",".join(heading), "expected": ",".join(expected)}
        yield Problem("wrong_heading", Place(table.path, 1), values)
