"""Keys, unique columns and references: the rows for which they do not surely hold. Knows nothing of types beyond their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from qingdan.check.columns import Columns
from qingdan.check.line import FREE
from qingdan.check.tables import Tables
from qingdan.model import ForeignKey, Table
from qingdan.values import KINDS

NORMAL = ("string", "any", "integer", "boolean", "date", "year", "yearmonth")
"""Types of which a value is written in one way only, so that its text can be compared in its place."""


def foreign_keys(tables: Tables, table: Table) -> tuple[ForeignKey, ...]:
    """The foreign keys of a table, and its references to registers as such."""
    keys = list(table.foreign_keys)
    for field in table.fields:
        register = tables.register(field.references) if field.references else None
        if register and register.table.primary_key:
            keys.append(ForeignKey((field.name,), field.references, (register.table.primary_key[0],)))
    return tuple(keys)


def target_of(tables: Tables, columns: Columns, key: ForeignKey) -> Columns | None:
    """The table that a foreign key leads to: of the same package before the registers."""
    named = (other for other in tables.of(columns.package) if other.table.name == (key.table or columns.table.name))
    return next(named, None) or tables.register(key.table)


def doubtful_rows(tables: Tables, columns: Columns) -> Iterator[int]:
    """The rows that share a key with another or whose reference leads nowhere, as far as text can tell."""
    table = columns.table
    if table.primary_key:
        yield from _repeated(columns, table.primary_key, blank_is_wrong=True)
    for field in table.fields:
        if field.constraints.get("unique") is True:
            yield from _repeated(columns, (field.name,), blank_is_wrong=False)
    for key in foreign_keys(tables, table):
        target = target_of(tables, columns, key)
        if target is None or not _is_of_one_type(columns, key, target):
            yield from range(columns.count)
        elif all(name in columns.cells for name in key.fields):
            yield from _lost(tables, columns, key, target)


def _is_of_one_type(columns: Columns, key: ForeignKey, target: Columns) -> bool:
    """Whether the cells of a reference mean the same as those that they are looked for among."""
    types = (
        {field.type for field in (columns.table.field_named(name), target.table.field_named(aim)) if field}
        for name, aim in zip(key.fields, key.targets, strict=True)
    )
    return all(len(pair) == 1 or pair <= set(FREE) for pair in types)


def _lost(tables: Tables, columns: Columns, key: ForeignKey, target: Columns) -> Iterator[int]:
    """The rows whose reference is not blank and does not stand in the target. A column that was not kept is in order."""
    if _is_plain(columns, key.fields):
        sought = columns.different(key.fields[0]) - {""}
        for part in tables.mains if target is tables.entries else (target,):
            sought -= part.different(key.targets[0])
        if not sought:
            return
    cells, known = values(columns, key.fields), set(values(target, key.targets))
    blank = _blank(key.fields)
    known.discard(blank)
    if set(cells) - known - {blank}:
        yield from (row for row, cell in enumerate(cells) if cell not in known and cell != blank)


def repeated_unique_keys(columns: Columns) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Rows that repeat a unique key of the descriptor (`uniqueKeys`): the key, the row, and the first with the same.

    Rows with a blank among the key's cells are left out, as in SQL (Table Schema v2).
    """
    for key in columns.table.unique_keys:
        seen: dict[object, int] = {}
        blanks = [columns.column(name) for name in key]
        for row, cells in enumerate(values(columns, key)):
            if all(column[row] for column in blanks):
                first = seen.setdefault(cells, row)
                if first != row:
                    yield key, row, first


def values(columns: Columns, names: tuple[str, ...]) -> Sequence[object]:
    """What the cells of some columns mean, row by row: of one column its values, of several a tuple."""
    read = [_column(columns, name) for name in names]
    return read[0] if len(read) == 1 else list(zip(*read, strict=True))


def _is_plain(columns: Columns, names: tuple[str, ...]) -> bool:
    """Whether a key is of one column whose text says what it means."""
    field = columns.table.field_named(names[0])
    return len(names) == 1 and field is not None and field.type in NORMAL


def _column(columns: Columns, name: str) -> Sequence[object]:
    field, cells = columns.table.field_named(name), columns.column(name)
    return cells if field is None or field.type in NORMAL else list(map(_reader(field.type), cells))


def _reader(field_type: str) -> Callable[[str], object]:
    def read(cell: str) -> object:
        try:
            return KINDS[field_type].value(cell) if cell else ""
        except (ValueError, ArithmeticError):
            return cell

    return read


def _blank(names: tuple[str, ...]) -> object:
    return "" if len(names) == 1 else ("",) * len(names)


def _repeated(columns: Columns, names: tuple[str, ...], *, blank_is_wrong: bool) -> Iterator[int]:
    cells, blank = values(columns, names), _blank(names)
    different = columns.different(names[0]) if _is_plain(columns, names) else set(cells)
    if len(different) == len(cells) and (blank not in different or not blank_is_wrong):
        return
    times = Counter(cells)
    for row, cell in enumerate(cells):
        if (cell == blank and blank_is_wrong) or (cell != blank and times[cell] > 1):
            yield row
