"""What frictionless says of a whole generated catalogue as it would be published: every table, with real foreign keys.

Made from the descriptors as they were generated: knows neither the loader nor `check/schema.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.soundness.sheets import Link, Sheet, World

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"

CELL_ERRORS = ("type-error", "constraint-error", "blank-row")
KEY_ERRORS = ("unique-error", "primary-key", "foreign-key")


@dataclass(frozen=True)
class Fault:
    """An error of frictionless: the file, the physical line and the type of error."""

    path: str
    line: int
    type: str


def faults(world: World) -> tuple[Fault, ...]:
    """Every error of the rows. The descriptors themselves must be in order."""
    from frictionless import Package

    resources = [*(_resource(world, sheet) for sheet in world.sheets), _entries(world)]
    report = Package.from_descriptor({"$schema": PACKAGE, "name": "all", "resources": resources}).validate()
    assert not report.errors, report.errors
    found = [
        Fault(sheet.path, error.row_number, error.type)
        for sheet, task in zip(world.sheets, report.tasks, strict=False)
        for error in task.errors
    ]
    assert {fault.type for fault in found} <= {*CELL_ERRORS, *KEY_ERRORS}
    return tuple(found)


def _resource(world: World, sheet: Sheet) -> dict[str, object]:
    keys = [replace(link, target="" if link.target == sheet.name else link.target) for link in sheet.links]
    for column in sheet.columns:
        if column.references:
            key = "id" if column.references == "entries" else world.sheet(column.references).primary_key[0]
            keys.append(Link((column.name,), column.references, (key,)))
    return {
        "name": sheet.name,
        "type": "table",
        "data": [list(sheet.names), *map(list, sheet.rows)],
        "schema": {**sheet.schema(), "foreignKeys": [key.described() for key in keys]},
    }


def _entries(world: World) -> dict[str, object]:
    return {
        "name": "entries",
        "type": "table",
        "data": [["id"], *([key] for key in world.ids())],
        "schema": {"fields": [{"name": "id", "type": "string"}]},
    }
