"""The schema's verdict on doubtful rows, from frictionless, the reference. The only module that knows frictionless.

It is given the doubtful rows in memory, together with what they refer to, so it opens no file and reads nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from qingdan.check.bounded import MOST
from qingdan.check.columns import Columns, double_rows
from qingdan.check.keys import doubtful_rows, foreign_keys, repeated_unique_keys, target_of, values
from qingdan.check.line import cell_test
from qingdan.check.suggest import meant
from qingdan.check.tables import Tables
from qingdan.datapackage import describe_key
from qingdan.load.package import PROFILE
from qingdan.model import Field, ForeignKey
from qingdan.problem import Place, Problem
from qingdan.values import KINDS, keeps

if TYPE_CHECKING:
    from frictionless import Error

EARLY = 20
"""Of these many doubtful rows a near name is looked for, which takes time; of the others only one that is the same."""

KEYS = {
    "unique-error": "double_value",
    "blank-row": "blank_row",
}

Rows = Mapping[int, list[str]]
Firsts = Callable[[], Sequence[int]]


def keeps_its_schema(tables: Tables) -> Iterator[Problem]:
    """Types, constraints, keys and references of every table, registers and other lists included."""
    for columns in tables.all:
        numbers = sorted({*columns.doubtful, *doubtful_rows(tables, columns)})
        rows = columns.rows(numbers[:MOST])
        if rows:
            found = list(_verdict(tables, columns, rows))
            yield from found
            told = {problem.place for problem in found}
            for number, cells in rows.items():
                yield from (problem for problem in _not_as_written(columns, number, cells) if problem.place not in told)
                yield from _not_in_categories(columns, number, cells)
        if len(numbers) > MOST:
            yield Problem("more_rows", Place(columns.table.path), {"count": str(len(numbers) - MOST)})
        yield from _beyond(columns)


def _verdict(tables: Tables, columns: Columns, rows: Rows) -> Iterator[Problem]:
    """What frictionless says of these rows."""
    from frictionless import Package

    resources = [_resource(tables, columns, rows), *_targets(tables, columns, rows)]
    package = {"$schema": PROFILE, "name": "judged", "resources": resources}
    report = Package.from_descriptor(package).validate(name="rows")
    assert not report.errors, report.errors
    numbers = list(rows)
    firsts = cache(lambda: _first_rows(columns))
    for error in report.tasks[0].errors:
        line = getattr(error, "row_number", None)
        assert line is not None, error
        number = numbers[line - 2]
        problem = _problem(tables, columns, number, rows[number], error, firsts, is_early=line - 2 < EARLY)
        if problem:
            yield problem


def _resource(tables: Tables, columns: Columns, rows: Rows) -> dict[str, object]:
    table = columns.table
    keys = foreign_keys(tables, table)
    return {
        "name": "rows",
        "type": "table",
        "data": [[field.name for field in table.fields], *rows.values()],
        "schema": {
            "fields": [_described(field) for field in table.fields],
            **({"primaryKey": list(table.primary_key)} if table.primary_key else {}),
            **({"foreignKeys": [describe_key(_aimed(key, number)) for number, key in enumerate(keys)]} if keys else {}),
        },
    }


def _aimed(key: ForeignKey, number: int) -> ForeignKey:
    return ForeignKey(key.fields, f"target-{number}", key.targets)


def _described(field: Field) -> dict[str, object]:
    return {"name": field.name, "type": field.type, "constraints": dict(field.constraints)}


def _targets(tables: Tables, columns: Columns, rows: Rows) -> Iterator[dict[str, object]]:
    """For each foreign key a small table: of the rows that it leads to, those which the doubtful rows may mean."""
    names = [field.name for field in columns.table.fields]
    for number, key in enumerate(foreign_keys(tables, columns.table)):
        target = target_of(tables, columns, key)
        fields = [field for name in key.targets if (field := (target or columns).table.field_named(name))]
        cells: list[tuple[str, ...]] = []
        if target:
            asked = {tuple(row[names.index(name)] for name in key.fields) for row in rows.values()}
            everything = zip(*(target.column(name) for name in key.targets), strict=True)
            as_text = all(field.type == "string" for field in fields)
            cells = list(dict.fromkeys(row for row in everything if not as_text or row in asked))
        yield {
            "name": f"target-{number}",
            "type": "table",
            "data": [[field.name for field in fields], *map(list, cells)],
            "schema": {"fields": [{"name": field.name, "type": field.type} for field in fields]},
        }


def _first_rows(columns: Columns) -> Sequence[int]:
    """For each row the first one with the same primary key."""
    seen: dict[object, int] = {}
    return [seen.setdefault(key, row) for row, key in enumerate(values(columns, columns.table.primary_key))]


def _problem(
    tables: Tables, columns: Columns, number: int, cells: list[str], error: Error, firsts: Firsts, *, is_early: bool
) -> Problem | None:
    table = columns.table
    row = dict(zip((field.name for field in table.fields), cells, strict=True))
    if error.type == "primary-key":
        return _double_key(columns, number, row, firsts)
    names = getattr(error, "field_names", None) or [getattr(error, "field_name", "")]
    field = table.field_named(names[0])
    if field is None:
        return Problem(KEYS.get(error.type, "against_schema"), columns.place(number), {"reason": str(error.note)})
    place, said = columns.place(number, field.name), _said(field, ", ".join(row[name] for name in names))
    if error.type in ("type-error", "constraint-error"):
        return _misfit(field, place, said)
    if error.type == "foreign-key":
        return _unknown(tables, columns, names, place, said, is_early=is_early)
    return Problem(KEYS.get(error.type, "against_schema"), place, {**said, "reason": str(error.note)})


def _said(field: Field, cell: str) -> dict[str, str]:
    return {"cell": cell, "title": field.title.zh, "title_en": field.title.en, "name": field.name}


def _double_key(columns: Columns, number: int, row: Mapping[str, str], firsts: Firsts) -> Problem | None:
    """A key that stands twice; of several columns the whole row. A blank one is told as a blank cell already."""
    names = columns.table.primary_key
    field = columns.table.field_named(names[0])
    if field is None or not any(row[name] for name in names):
        blank_is_told = any(field.is_required for field in columns.table.fields if field.name in names)
        return (
            None if blank_is_told or field is None else Problem("blank_cell", columns.place(number, names[0]), _said(field, ""))
        )
    first = firsts()[number]
    if len(names) == 1:
        return Problem("double_key", columns.place(number, names[0]), {**_said(field, row[names[0]]), "line": str(first + 2)})
    return Problem("double_row", columns.place(number), {"line": str(first + 2), "columns": ", ".join(names)})


def _misfit(field: Field, place: Place, said: dict[str, str]) -> Problem:
    """A cell that is blank where it must not be, is no value of its type, or does not keep the rule of its column."""
    cell = said["cell"]
    if not cell:
        return Problem("blank_cell", place, said)
    plain = normalize("NFKC", cell)
    if plain != cell and cell_test(field)(plain):
        return Problem("full_width", place, {**said, "plain": plain})
    if field.categories and cell not in field.categories:
        return Problem("not_in_categories", place, {**said, "known": ", ".join(field.categories)})
    if field.type != "string" and not keeps(field.type, {})(cell):
        return Problem("wrong_type", place, {**said, "type": field.type, "kind": field.type})
    return Problem("against_constraint", place, {**said, **_broken_rule(field, cell)})


def _broken_rule(field: Field, cell: str) -> dict[str, str]:
    """The rules of a column as its descriptor has them, and the first that the cell does not keep: `kind` with its `bound`."""
    rules = {name: bound for name, bound in field.constraints.items() if name not in ("required", "unique")}
    said = {"rule": "; ".join(f"{name}: {bound}" for name, bound in rules.items()), "length": str(len(cell))}
    broken = next((name for name, bound in rules.items() if not keeps(field.type, {name: bound})(cell)), "")
    bound = rules.get(broken, "")
    shown = ", ".join(map(str, bound)) if isinstance(bound, list) else str(bound)
    kind = "example" if broken == "pattern" and field.example else broken
    return {**said, "kind": kind, "bound": shown, "example": field.example}


def _unknown(
    tables: Tables, columns: Columns, names: list[str], place: Place, said: dict[str, str], *, is_early: bool
) -> Problem:
    key = next(key for key in foreign_keys(tables, columns.table) if list(key.fields) == names)
    target = target_of(tables, columns, key)
    assert target
    named = {"target": target.table.title.zh, "target_en": target.table.title.en or target.table.name}
    pieces = re.split(r"\s*[,;、，；/|]\s*|\s+", said["cell"])
    if len(names) == 1 and len(pieces) > 1 and target.different(key.targets[0]) >= set(pieces):
        return Problem("several_references", place, {**said, **named})
    near = meant(tables, target, said["cell"], is_search=is_early) if len(names) == 1 else {}
    return Problem("unknown_reference_near" if near else "unknown_reference", place, {**said, **named, **near})


def _not_as_written(columns: Columns, number: int, cells: list[str]) -> Iterator[Problem]:
    """Cells that frictionless reads though they are not written as the field guide says."""
    for field, cell in zip(columns.table.fields, cells, strict=True):
        if not cell or not KINDS[field.type].is_decided or cell_test(field)(cell) or field.categories:
            continue
        yield _misfit(field, columns.place(number, field.name), _said(field, cell))


def _not_in_categories(columns: Columns, number: int, cells: list[str]) -> Iterator[Problem]:
    """Cells that are none of the `categories` of their column, at which frictionless does not look."""
    for field, cell in zip(columns.table.fields, cells, strict=True):
        if cell and field.categories and cell not in field.categories:
            said = {**_said(field, cell), "known": ", ".join(field.categories)}
            yield Problem("not_in_categories", columns.place(number, field.name), said)


def _beyond(columns: Columns) -> Iterator[Problem]:
    """What the standard asks and frictionless does not look at, `uniqueKeys`, and rows that stand twice."""
    for key, number, first in repeated_unique_keys(columns):
        yield Problem("double_unique_key", columns.place(number, key[0]), {"columns": ", ".join(key), "line": str(first + 2)})
    if not columns.table.primary_key:
        for number, first in double_rows(columns):
            yield Problem("double_row", columns.place(number), {"line": str(first + 2), "columns": "*"})
