"""From a descriptor (Data Package v2) to a `Package`: its tables, what they may hold, and where their files are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

from qingdan.gate.text import read_text
from qingdan.gate.tree import DEEPEST, Branch, read_tree
from qingdan.load.finder import read_finder
from qingdan.load.rules import read_exemptions
from qingdan.load.shape import MalformedError, Reader
from qingdan.load.table import GENERATED, described_table
from qingdan.model import DESCRIPTOR, DETAILS, File, Package, Table
from qingdan.problem import Place, Problem
from qingdan.shipped import shipped

RESOURCE = (
    *("name", "title", "description", "path", "type", "scheme", "format", "mediatype", "encoding"),
    *("bytes", "hash", "qingdan", "schema"),
)
"""What a descriptor may say of a resource (Data Package v2)."""

TABLE_PATH = re.compile(r"(?:(?:[^\W_A-Z]|-)+/)*(?:[^\W_A-Z]|-)+\.csv")
"""How the file of a table is called below its descriptor, to be the same on every disk: letters (none of A to Z), figures
and hyphens."""

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods", ".et", ".numbers")

LEFTOVER = re.compile(r"^(?:~\$|\.|thumbs\.db|desktop\.ini)|\.(?:bak|orig|rej|swp|tmp)$|~$| - [^.]+\.|\bcopy\b|\(\d+\)")
"""Names, in small letters, of what programs leave behind and of copies."""

HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "blake2s")

SEVERAL = ("codes", DETAILS)
"""The roles that several tables of a package may have."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""What `$schema` says of a Data Package v2. It is never fetched."""

Files = Mapping[str, File]


def load_package(folder: str, files: Files, depth: int = DEEPEST) -> tuple[Package | None, tuple[Problem, ...]]:
    """The package in `folder`, without its rows, and what keeps it from being one. `files` holds the source by its paths."""
    path = f"{folder}/{DESCRIPTOR}"
    if path not in files:
        return None, (Problem("no_descriptor", Place(path)),)
    try:
        return _package(folder, _read(files[path], depth), files, depth)
    except MalformedError as malformed:
        return None, (malformed.problem,)


@cache
def generated_table(name: str) -> Table:
    """A table that is made at build time, described in `schemas/<name>.yaml`; here without its rows."""
    path = f"schemas/{name}.yaml"
    resource = _read(File(path, shipped(path)), DEEPEST)
    return described_table(resource.text("path"), resource, resource.part("schema"), b"", GENERATED)


@cache
def _read(file: File, depth: int) -> Reader:
    """A YAML file; many tables may share a schema, so each is read once. Raises MalformedError."""
    text, problems = read_text(file)
    tree, found = (Branch(1), problems) if problems else read_tree(file.path, text, depth)
    if found:
        raise MalformedError(found[0])
    return Reader(file.path, tree)


def _package(folder: str, descriptor: Reader, files: Files, depth: int) -> tuple[Package | None, tuple[Problem, ...]]:
    descriptor.one_of("$schema", PROFILE, default=PROFILE)
    descriptor.only("$schema", "name", "title", "description", "version", "qingdan", "resources")
    words = descriptor.part("qingdan").only("title", "description", "group_by", "exceptions", "portrays", "finder")
    tables: list[Table] = []
    problems: list[Problem] = []
    used = {descriptor.path}
    if not descriptor.parts("resources") and folder.startswith("lists/"):
        raise descriptor.wrong("resources", "list of mappings")
    for resource in descriptor.parts("resources"):
        path = _path(folder, resource.only(*RESOURCE), "path")
        schema = _schema(folder, resource, files, depth)
        if path in used:
            raise resource.refuse("file_named_twice", "path", file=path)
        used |= {path, schema.path}
        if path not in files:
            problems.append(Problem("table_missing", resource.place("path"), {"name": path}))
            continue
        if not TABLE_PATH.fullmatch(path.removeprefix(f"{folder}/")):
            raise resource.refuse("awkward_file_name", "path", file=path)
        problems.extend(_altered(resource, files[path]))
        table = described_table(path, resource, schema, files[path].data)
        if table.name in (other.name for other in tables):
            raise resource.refuse("double_table_name", "name", table=table.name)
        if table.role not in SEVERAL and table.role in (other.role for other in tables):
            raise resource.part("qingdan").wrong("role", f"1 × {table.role}")
        tables.append(table)
    if not problems:
        problems.extend(
            orphan(other, descriptor.path) for other in sorted(files) if other.startswith(f"{folder}/") and other not in used
        )
    _keys_lead_somewhere(descriptor, tables)
    package = Package(
        name=descriptor.text("name"),
        folder=folder,
        title=descriptor.explained("title"),
        description=descriptor.explained("description"),
        version=descriptor.text("version"),
        group_by=words.text("group_by", ""),
        tables=tuple(tables),
        exceptions=read_exemptions(words),
        portrays=words.texts("portrays"),
        finder=read_finder(words, tables),
        described=descriptor.place("qingdan"),
    )
    if package.group_by and not (package.main and _may_group(package.main, package.group_by)):
        raise words.wrong("group_by", "field with references")
    if package.name != PurePosixPath(folder).name:
        problems.append(Problem("wrong_package_name", descriptor.place("name"), {"name": package.name}))
    return package, tuple(problems)


def orphan(path: str, descriptor: str, *, is_list: bool = False) -> Problem:
    """A file, or the folder of a list, that the descriptor or the settings should name and do not."""
    name = path.rpartition("/")[2].lower()
    kind = "list" if is_list else "workbook" if name.endswith(WORKBOOKS) else "leftover" if LEFTOVER.search(name) else ""
    return Problem("orphan_file", Place(path), {"descriptor": descriptor, **({"kind": kind} if kind else {})})


def _path(folder: str, resource: Reader, name: str) -> str:
    """The file that a property names, below the root. It lies in the folder of the package, on this disk."""
    path = resource.text(name)
    if "://" in path or path.startswith("//"):
        raise resource.refuse("address_for_file", name, path=path)
    if not path or path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/") or not path.isprintable():
        raise resource.refuse("path_outside", name, path=path)
    return f"{folder}/{path}"


def _schema(folder: str, resource: Reader, files: Files, depth: int) -> Reader:
    """The table schema, written in place or in a file of its own beside the descriptor."""
    if not isinstance(resource.tree.get("schema"), str):
        return resource.part("schema")
    path = _path(folder, resource, "schema")
    if path not in files:
        raise resource.refuse("schema_missing", "schema", file=path)
    return _read(files[path], depth)


def _altered(resource: Reader, file: File) -> Iterator[Problem]:
    """Where the file has not the size or the hash that the descriptor promises."""
    size = resource.number("bytes", len(file.data))
    if size != len(file.data):
        yield Problem(
            "wrong_bytes", resource.place("bytes"), {"found": str(len(file.data)), "expected": str(size), "file": file.path}
        )
    promised = resource.text("hash", "")
    algorithm, _, digest = promised.rpartition(":")
    if promised and (algorithm or "md5") not in HASHES:
        raise resource.refuse("unknown_hash", "hash", algorithm=algorithm, known=", ".join(HASHES))
    if promised and hashlib.new(algorithm or "md5", file.data, usedforsecurity=False).hexdigest() != digest.lower():
        yield Problem("wrong_hash", resource.place("hash"), {"file": file.path})


def _keys_lead_somewhere(descriptor: Reader, tables: list[Table]) -> None:
    """Foreign keys lead to columns of the same type of a table of the same package."""
    named = {table.name: table for table in tables}
    for reader, table in zip(descriptor.parts("resources"), tables, strict=False):
        for key in table.foreign_keys:
            target = named.get(key.table or table.name)
            if target is None:
                raise reader.refuse("unknown_table", "schema", table=key.table, known=", ".join(named))
            for name, aim in zip(key.fields, key.targets, strict=True):
                own, other = table.field_named(name), target.field_named(aim)
                if other is None:
                    raise reader.refuse(
                        "unknown_field", "schema", field=aim, known=", ".join(field.name for field in target.fields)
                    )
                if own and own.type != other.type:
                    raise reader.refuse("key_of_other_type", "schema", field=name, type=own.type, other=other.type)


def _may_group(table: Table, name: str) -> bool:
    field = table.field_named(name)
    return field is not None and bool(field.references)
