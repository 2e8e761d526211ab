"""The schema's verdict: frictionless reads the rows that passed the gate. The only module that knows frictionless."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qingdan.datapackage import Enclosed, describe_table, enclosed_tables
from qingdan.linked import Linked
from qingdan.load.package import CONSTRAINTS, KEYED
from qingdan.model import Package, Place, Problem, Table

if TYPE_CHECKING:
    from frictionless import Error

KEYS = {
    "type-error": "wrong_type",
    "primary-key": "double_key",
    "unique-error": "double_value",
    "foreign-key": "unknown_reference",
}
CANONICAL = {
    "integer": re.compile(r"-?(0|[1-9][0-9]*)"),
    "number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
"""The one way in which a value of a type is written, in ASCII."""

ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""What may become part of an address."""

NUMBERED = re.compile(r"[A-Z]{3}-[0-9]+")
"""An id of ours."""


def keeps_its_schema(linked: Linked) -> Iterator[Problem]:
    """Types, constraints, keys and references of every table, registers and other lists included."""
    for package in linked.catalogue.packages:
        yield from _verdict(linked, package)


def _verdict(linked: Linked, package: Package) -> Iterator[Problem]:
    from frictionless import FrictionlessException
    from frictionless import Package as DataPackage

    tables = enclosed_tables(linked, package)
    resources = [{**describe_table(linked, enclosed.table), "data": _data(enclosed.table)} for enclosed in tables]
    try:
        report = DataPackage.from_descriptor({"name": package.name, "resources": resources}).validate()
    except FrictionlessException as exception:
        yield Problem("broken_descriptor", _descriptor(package), {"reason": str(exception)})
        return
    for error in report.errors:
        yield Problem("broken_descriptor", _descriptor(package), {"reason": error.message})
    found = [
        _problem(enclosed, tables, error)
        for task, enclosed in zip(report.tasks, tables, strict=True)
        if enclosed.folder == package.folder
        for error in task.errors
        if not _is_told_already(enclosed.table, error)
    ]
    yield from found
    told = {problem.place for problem in found}
    for table in package.tables:
        yield from (problem for problem in _loosely_written(table) if problem.place not in told)


def _is_told_already(table: Table, error: Error) -> bool:
    """A blank key is told as a blank cell; that it also is no key says nothing more."""
    row = next((row for row in table.rows if row.line == getattr(error, "row_number", None)), None)
    return error.type == "primary-key" and row is not None and not all(row[name] for name in table.primary_key)


def _loosely_written(table: Table) -> Iterator[Problem]:
    """Cells that frictionless reads though they are not written as the field guide says, and keys that fit no address."""
    for field in table.fields:
        is_key = table.role in KEYED and field.name == table.primary_key[0]
        rule = ADDRESS if is_key else CANONICAL.get(field.type)
        for row in table.rows if rule else ():
            cell, place = row[field.name], table.place(row, field.name)
            if cell and rule and not rule.fullmatch(cell):
                values = {"cell": cell, "title": field.title.zh, "name": field.name, "type": field.type}
                yield Problem("awkward_id", place, values) if is_key else Problem("wrong_type", place, values)


def _data(table: Table) -> list[list[str]]:
    return [[field.name for field in table.fields], *(list(row.cells.values()) for row in table.rows)]


def _descriptor(package: Package) -> Place:
    return Place(f"{package.folder}/datapackage.yaml")


def _problem(enclosed: Enclosed, tables: tuple[Enclosed, ...], error: Error) -> Problem:
    table = enclosed.table
    line = getattr(error, "row_number", None)
    row = next((row for row in table.rows if row.line == line), None)
    if row is None:
        return Problem("broken_descriptor", Place(table.path, line), {"reason": error.message})
    name = getattr(error, "field_name", "") or ",".join(getattr(error, "field_names", ()))
    if error.type == "primary-key":
        name = table.primary_key[0]
        if len(table.primary_key) > 1:
            same = (other for other in table.rows if all(other[part] == row[part] for part in table.primary_key))
            return Problem("double_row", table.place(row), {"line": str(next(same).line)})
    field = table.field_named(name)
    values = {"cell": row.get(name), "title": field.title.zh if field else name, "name": name}
    if error.type == "constraint-error" and field:
        return _against(field.constraints, table.place(row, name), values)
    key = KEYS.get(error.type, "against_schema")
    if error.type == "foreign-key":
        values |= _meant(table, tables, name, row.get(name))
        key = "unknown_reference_near" if "meant" in values else key
    return Problem(key, table.place(row, name), values | {"reason": str(error.note), "type": field.type if field else ""})


def _against(constraints: Mapping[str, object], place: Place, values: dict[str, str]) -> Problem:
    """A constraint that a cell does not meet: a blank where one must not be, or the rule as it stands."""
    if not values["cell"]:
        return Problem("blank_cell", place, values)
    rule = "; ".join(f"{name}: {constraints[name]}" for name in CONSTRAINTS if name in constraints and name != "required")
    return Problem("against_constraint", place, values | {"rule": rule})


def _meant(table: Table, tables: tuple[Enclosed, ...], name: str, cell: str) -> dict[str, str]:
    """What the editor may have meant: the nearest code, or the key of the row with the nearest name.

    Of numbered ids (ORG-0007) every one is near every other, so there only a number written in another width is offered.
    """
    target = _target(table, name)
    found = next((enclosed.table for enclosed in tables if enclosed.table.name == target), None)
    if found is None:
        return {"target": target, "target_en": target}
    names = {row[found.fields[0].name]: row.get("name") or row.get("title") for row in found.rows}
    keys = {label: key for key, label in names.items() if label}
    keys |= {_without_width(key): key for key in names}
    is_numbered = NUMBERED.fullmatch(_without_width(cell)) is not None
    near = difflib.get_close_matches(_without_width(cell), list(keys), n=1, cutoff=1.0 if is_numbered else 0.5)
    target_named = {"target": found.title.zh, "target_en": found.title.en}
    return target_named | ({"meant": keys[near[0]], "meant_name": names[keys[near[0]]]} if near else {})


def _without_width(key: str) -> str:
    """A numbered id without leading zeros, in capitals: org-007 and ORG-0007 are the same to an editor."""
    return re.sub(r"-0+(?=\d)", "-", key.upper()) if NUMBERED.fullmatch(key.upper()) else key


def _target(table: Table, name: str) -> str:
    field = table.field_named(name)
    if field and field.references:
        return field.references
    for key in table.foreign_keys:
        reference = key.get("reference")
        if name in str(key.get("fields")) and isinstance(reference, dict):
            return str(reference.get("resource", ""))
    return ""
