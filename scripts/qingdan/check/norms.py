"""What norms find: the rows of a table, held against what its descriptor says of them."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import repeat
from typing import NamedTuple

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables, owners
from qingdan.datapackage import ENTRIES
from qingdan.expression import Scope, Value, read_expression, written
from qingdan.model import Field, Norm
from qingdan.problem import Finding, Measured
from qingdan.values import NUMBERS

LONGEST = 40
"""Characters of a number that is reckoned with. The longest of the lists, a sum of money in fen, has some 15."""

MANY = 10_000
"""Values of an expression that are remembered at once."""


class RowScope(NamedTuple):
    """A row of a table as an expression sees it (`expression.Scope`): typed by its fields, with what it refers to."""

    tables: Tables
    columns: Columns
    row: int

    def value(self, name: str) -> Value:
        """The cell of a column, of the type that its field has; none where it is blank or there is no such column."""
        field = self.columns.field_named(name)
        cell = self.columns.column(name)[self.row] if field else ""
        return _typed(field, cell) if field and cell else None

    def follow(self, name: str) -> Scope | None:
        """The row to which a reference leads, of a register, of any list, or of the main table of its own."""
        cell = self.columns.column(name)[self.row]
        field = self.columns.field_named(name)
        register = field.references if field else ""
        found = self.tables.main_row(cell) if register in ("", ENTRIES) else self.tables.row_of(register, cell)
        return RowScope(self.tables, *found) if found else None

    def rows(self, table: str) -> Iterator[Scope]:
        """The rows of a child table of its list; of `incoming`, those by which other entries say how they are related to it."""
        key = owners(self.columns)[self.row]
        for columns, rows in self.tables.children(self.columns.package, table):
            yield from (RowScope(self.tables, columns, row) for row in rows.get(key, ()))


def _typed(field: Field, cell: str) -> Value:
    if field.type in NUMBERS:
        return Fraction(cell) if len(cell) <= LONGEST else None
    return cell == "true" if field.type == "boolean" else cell


def held(tables: Tables) -> tuple[tuple[Finding, ...], tuple[Measured, ...]]:
    """Every table held against its norms: the entries that do not keep to one, and what was measured of those that it measures.

    An entry is found once a norm, however many rows of a child table break it.
    """
    findings, measures = list[Finding](), list[Measured]()
    for columns, norm in _norms(tables):
        measured: list[Measured] = []
        broken: dict[str, str] = {}
        holds, measure = (read_expression(text).work if text else None for text in (norm.holds, norm.measure))
        for entry, scope in _under(tables, columns, norm):
            value = measure(scope) if measure else None
            if isinstance(value, Fraction):
                measured.append(Measured(norm.key, entry, written(value), norm.bound, _keeps(value, norm.bound)))
            if holds and not holds(scope):
                broken.setdefault(entry, "")
            elif isinstance(value, Fraction) and not measured[-1].is_kept:
                broken.setdefault(entry, measured[-1].value)
        findings.extend(Finding(norm.key, entry, measured=value) for entry, value in broken.items())
        measures.extend(measured)
    return tuple(findings), tuple(measures)


def _norms(tables: Tables) -> Iterator[tuple[Columns, Norm]]:
    return ((columns, norm) for columns in tables.lists for norm in columns.table.norms)


def _under(tables: Tables, columns: Columns, norm: Norm) -> Iterator[tuple[str, RowScope]]:
    """The rows to which a norm applies, each with the entry to which it belongs."""
    applies = _each(tables, columns, norm.when) if norm.when else repeat(True)
    for row, (entry, is_under) in enumerate(zip(owners(columns), applies, strict=False)):
        if is_under:
            yield entry, RowScope(tables, columns, row)


def _each(tables: Tables, columns: Columns, text: str) -> Iterator[Value]:
    """What an expression is worth, row by row.

    Where it counts no rows of other tables that depends on a few cells, and is worked out once for all rows that have the same.
    """
    expression = read_expression(text)
    cells = [columns.column((*named.path, named.column)[0]) for named in expression.named]
    if expression.tables or not cells:
        yield from (expression.work(RowScope(tables, columns, row)) for row in range(columns.count))
        return
    known: dict[tuple[str, ...], Value] = {}
    for row, key in enumerate(zip(*cells, strict=True)):
        if key not in known:
            if len(known) == MANY:
                known.clear()
            known[key] = expression.work(RowScope(tables, columns, row))
        yield known[key]


def _keeps(measured: Fraction, bound: tuple[str, str]) -> bool:
    how, limit = bound[0], Fraction(bound[1])
    return measured >= limit if how == ">=" else measured <= limit if how == "<=" else measured == limit
