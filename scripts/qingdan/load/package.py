"""From a descriptor (Data Package v2) and its CSV files to a `Package`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import PurePosixPath

from qingdan.gate.table import read_table
from qingdan.gate.tree import read_tree
from qingdan.load.shape import MalformedError, Reader
from qingdan.model import Field, Package, Place, Problem, Row, Table

DESCRIPTOR = "datapackage.yaml"
RESOURCE = ("name", "title", "description", "path", "type", "scheme", "format", "mediatype", "encoding", "qingdan", "schema")
CONSTRAINTS = ("required", "unique", "pattern", "enum", "minimum", "maximum", "minLength", "maxLength")
"""What a descriptor may say of a resource, and of the values of a field (Data Package v2, Table Schema)."""

ROLES: Mapping[str, str] = {
    "entries": "id name summary status certainty authority source",
    "implementations": "id entry body status",
    "bodies": "entry role body note",
    "bases": "entry law_version article paragraph role note",
    "scopes": "entry scope published_name list_number source",
    "steps": "entry number name body what_happens otherwise days unit law_version article paragraph",
    "materials": "entry number name required form issuer note law_version article paragraph certificate",
    "related": "entry relation other",
    "events": "entry event date authority note",
    "organisations": "id name english kind about sample",
    "laws": "id title name english kind issuer",
    "law_versions": "id law version_date document_number in_force_from in_force_to first_in_force standing standing_reason"
    " text_checked_on source",
    "sources": "id title kind url",
    "authorities": "id title kind body number date law_version source note",
    "codes": "code name english meaning",
}
"""The words for what a table is, each with the columns that its pages and rules ask for. Any list may use any of them."""

GENERATED: Mapping[str, str] = {"generated": "id"}
"""The word for a table that no list may hold, because it is made at build time."""

KEYED = ("entries", "implementations", "organisations", "laws", "law_versions", "sources", "authorities", "codes")
"""Tables whose rows others refer to: they need a primary key of one column, the first that their role asks for."""


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


@cache
def generated_table(name: str) -> Table:
    """A table that is made at build time, described in `schemas/<name>.yaml`; here without its rows."""
    path = f"schemas/{name}.yaml"
    tree, problems = read_tree(path, (resources.files("qingdan") / path).read_text("utf-8"))
    assert not problems, problems
    resource = Reader(path, tree)
    return _table(resource.text("path"), resource, resource.part("schema"), (), GENERATED)


def _package(folder: str, descriptor: Reader, texts: Mapping[str, str]) -> tuple[Package | None, tuple[Problem, ...]]:
    descriptor.only("$schema", "name", "title", "description", "version", "qingdan", "resources")
    words = descriptor.part("qingdan").only("title", "description", "group_by")
    tables: list[Table] = []
    problems: list[Problem] = []
    used = {descriptor.path}
    for resource in descriptor.parts("resources"):
        path = f"{folder}/{resource.only(*RESOURCE).text('path')}"
        schema, schema_path = _schema(folder, resource, texts)
        used |= {path, schema_path}
        if path not in texts:
            problems.append(Problem("table_missing", Place(descriptor.path), {"name": path}))
            continue
        heading, rows, found = read_table(path, texts[path])
        table = _table(path, resource, schema, rows)
        problems.extend(found)
        problems.extend(_wrong_heading(table, heading))
        if table.name in (other.name for other in tables):
            raise MalformedError(resource.path, f"{resource.within}name", f"≠ {table.name}")
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
    if package.group_by and not (package.main and _may_group(package.main, package.group_by)):
        raise MalformedError(descriptor.path, "qingdan.group_by", "field with references")
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
    return _schema_file(path, texts[path]), path


@cache
def _schema_file(path: str, text: str) -> Reader:
    """A schema file; many tables may share one, so it is read once."""
    tree, problems = read_tree(path, text)
    if problems:
        raise MalformedError(path, "schema", "mapping")
    return Reader(path, tree)


def _may_group(table: Table, name: str) -> bool:
    field = table.field_named(name)
    return field is not None and bool(field.references)


def _table(path: str, resource: Reader, schema: Reader, rows: tuple[Row, ...], roles: Mapping[str, str] = ROLES) -> Table:
    role = resource.part("qingdan").only("role", "title", "description").one_of("role", *roles)
    schema.only("fields", "primaryKey", "foreignKeys")
    fields = tuple(_field(field) for field in schema.parts("fields"))
    needed = roles[role].split()
    missing = [name for name in needed if name not in {field.name for field in fields}]
    if missing:
        raise MalformedError(schema.path, f"{schema.within}fields", ", ".join(missing))
    primary_key = schema.texts("primaryKey")
    if role in KEYED and primary_key != (needed[0],):
        raise MalformedError(schema.path, f"{schema.within}primaryKey", needed[0])
    return Table(
        name=resource.named("name"),
        role=role,
        path=path,
        title=resource.explained("title"),
        description=resource.explained("description"),
        fields=fields,
        primary_key=primary_key,
        foreign_keys=tuple(key.only("fields", "reference").tree for key in schema.parts("foreignKeys")),
        rows=rows,
    )


def _field(field: Reader) -> Field:
    field.only("name", "type", "title", "description", "example", "constraints", "qingdan")
    words = field.part("qingdan").only("title", "description", "references", "editorial", "facet", "shown")
    constraints = field.part("constraints").only(*CONSTRAINTS)
    _refuse_pattern(constraints)
    return Field(
        name=field.text("name"),
        type=field.text("type"),
        title=field.explained("title"),
        description=field.explained("description"),
        example=field.text("example", ""),
        constraints=constraints.tree,
        references=words.text("references", ""),
        editorial=words.claim("editorial"),
        facet=words.claim("facet"),
        shown=words.one_of("shown", "head", "resident", "limit", "professional", "hidden", default="professional"),
    )


def _refuse_pattern(constraints: Reader) -> None:
    """A pattern must compile and be matched in time that grows with the cell, not faster."""
    pattern = constraints.text("pattern", "")
    try:
        re.compile(pattern)
    except re.error as error:
        raise MalformedError(constraints.path, f"{constraints.within}pattern", str(error)) from error
    if _may_hang(pattern):
        raise MalformedError(constraints.path, f"{constraints.within}pattern", "(…+)+ ✗")


def _may_hang(pattern: str) -> bool:
    """True where a repeated group holds a choice or another repetition: such a pattern can take for ever."""
    outside = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", pattern)
    holds = [False]
    was_risky = False
    for character in outside:
        if character == "(":
            holds.append(False)
        elif character == ")" and len(holds) > 1:
            was_risky = holds.pop()
            holds[-1] = holds[-1] or was_risky
            continue
        elif character in "+*{":
            if was_risky:
                return True
            holds[-1] = True
        elif character == "|":
            holds[-1] = True
        was_risky = False
    return False


def _wrong_heading(table: Table, heading: tuple[str, ...]) -> Iterator[Problem]:
    expected = tuple(field.name for field in table.fields)
    if heading and heading != expected:
        values = {"found": ",".join(heading), "expected": ",".join(expected)}
        yield Problem("wrong_heading", Place(table.path, 1), values)
