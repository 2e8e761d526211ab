"""What a norm says of an entry, as an expression that a descriptor may hold: read once, worked out safely. Knows no table.

A small part of Python's own syntax: columns by their names, `body.kind` for a column of what a reference leads to, numbers with
`+ - * /`, comparisons, `in` with a list in brackets, `and or not`, `count(table)`, `count(table, …)` and `sum(table, …)` over the
rows of a child table, in which names are those of its columns. There is no other call, no loop and no power, so that the time an
expression takes grows with the rows that it counts and with nothing else.

A blank cell has no value: what is reckoned with it is blank, and nothing that compares it holds but `== ""`.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, Protocol

Value = Fraction | bool | str | None
"""A number, a claim, a text; none where a cell is blank."""

LONGEST = 500
"""Characters of an expression."""

DEEPEST = 12
"""Levels of an expression."""

TABLES = ("count", "sum")
"""What may be called."""


class UnreadableError(Exception):
    """A text is no expression of ours. Its argument says at what."""


class Scope(Protocol):
    """The row of which an expression speaks."""

    def value(self, name: str) -> Value:
        """What stands in a column."""
        ...

    def follow(self, name: str) -> "Scope | None":
        """The row to which a column refers; none where it is blank."""
        ...

    def rows(self, table: str) -> Iterable["Scope"]:
        """The rows of a child table that belong to this one."""
        ...


Work = Callable[[Scope], Value]


class Named(NamedTuple):
    """What an expression names: a column of the row, or of a child table where `table` is not blank; `path` are the references
    that are followed first. `compared` are the texts with which it is compared."""

    table: str
    path: tuple[str, ...]
    column: str
    compared: tuple[str, ...] = ()


class Expression(NamedTuple):
    """An expression that can be worked out, and what it speaks of."""

    text: str
    work: Work
    named: tuple[Named, ...]
    tables: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every column that is named, in whatever table."""
        return frozenset(word for one in self.named for word in (*one.path, one.column))


@cache
def read_expression(text: str) -> Expression:
    """The expression that a text is. Raises UnreadableError with what cannot stand in one."""
    if len(text) > LONGEST:
        raise UnreadableError(f"> {LONGEST}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UnreadableError(text) from error
    named, tables = tuple(_named(tree, "")), tuple(_tables(tree))
    return Expression(text, _Compiler(text).work(tree), named, tables)


def written(value: Value) -> str:
    """A number as it is shown, with at most two decimals; blank where there is none."""
    if not isinstance(value, Fraction):
        return ""
    whole, cents = divmod(round(abs(value) * 100), 100)
    return f"{'-' if value < 0 else ''}{whole}.{cents:02}".rstrip("0").rstrip(".")


def _equal(left: Value, right: Value) -> bool:
    return left is None if right == "" else left is not None and left == right


def _unequal(left: Value, right: Value) -> bool:
    return left is not None and left != right


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    """A comparison of two numbers or two texts (dates are texts that way); of anything else it does not hold."""

    def compare(left: Value, right: Value) -> bool:
        are_numbers = isinstance(left, Fraction) and isinstance(right, Fraction)
        return (are_numbers or (isinstance(left, str) and isinstance(right, str))) and holds(left, right)

    return compare


COMPARED: Mapping[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Eq: _equal,
    ast.NotEq: _unequal,
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
}

RECKONED: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class _Compiler:
    """From the nodes of an expression to functions of a row."""

    def __init__(self, text: str) -> None:
        self._text = text

    def work(self, node: ast.expr, depth: int = 0) -> Work:
        """How a node is worked out. Raises UnreadableError."""
        if depth > DEEPEST:
            raise UnreadableError(self._text)
        match node:
            case ast.Constant(value=bool() | str() as value):
                return lambda _: value
            case ast.Constant(value=int() | float()):
                number = Fraction(ast.get_source_segment(self._text.strip(), node) or "")
                return lambda _: number
            case ast.Name(id=name):
                return operator.methodcaller("value", name)
            case ast.Attribute(value=ast.Name() | ast.Attribute() as before, attr=name):
                return self._followed(before, name, depth)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                denied = self.work(operand, depth + 1)
                return lambda scope: not denied(scope)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _negative(self.work(operand, depth + 1))
            case ast.BoolOp(op=op, values=values):
                return _joined(isinstance(op, ast.And), [self.work(value, depth + 1) for value in values])
            case ast.BinOp(left=left, op=op, right=right) if type(op) in RECKONED:
                return self._reckoned(type(op), left, right, depth)
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                return self._compared([left, *comparators], ops, depth)
            case ast.Call(func=ast.Name(id=called), args=[ast.Name(id=table), *rest], keywords=[]) if called in TABLES:
                return self._counted(called, table, rest, depth)
        raise UnreadableError(ast.unparse(node))

    def _followed(self, before: ast.expr, name: str, depth: int) -> Work:
        path = list(_path(before))

        def work(scope: Scope) -> Value:
            found: Scope | None = scope
            for step in path:
                found = found.follow(step) if found else None
            return found.value(name) if found else None

        if depth + len(path) > DEEPEST:
            raise UnreadableError(self._text)
        return work

    def _reckoned(self, op: type[ast.operator], left: ast.expr, right: ast.expr, depth: int) -> Work:
        reckon = RECKONED[op]
        one, other = self.work(left, depth + 1), self.work(right, depth + 1)

        def work(scope: Scope) -> Value:
            first, second = one(scope), other(scope)
            if not isinstance(first, Fraction) or not isinstance(second, Fraction):
                return None
            return None if op is ast.Div and not second else reckon(first, second)

        return work

    def _compared(self, operands: list[ast.expr], ops: list[ast.cmpop], depth: int) -> Work:
        if len(ops) == 1 and isinstance(ops[0], (ast.In, ast.NotIn)) and isinstance(operands[1], (ast.Tuple, ast.List)):
            value, several = self.work(operands[0], depth + 1), [self.work(one, depth + 1) for one in operands[1].elts]
            if isinstance(ops[0], ast.In):
                return lambda scope: any(_equal(value(scope), one(scope)) for one in several)
            return lambda scope: all(_unequal(value(scope), one(scope)) for one in several)
        if not all(type(op) in COMPARED for op in ops):
            raise UnreadableError(self._text)
        works = [self.work(operand, depth + 1) for operand in operands]
        pairs = [_pair(works[index], COMPARED[type(op)], works[index + 1]) for index, op in enumerate(ops)]
        return _joined(True, pairs) if len(pairs) > 1 else pairs[0]

    def _counted(self, called: str, table: str, rest: list[ast.expr], depth: int) -> Work:
        if len(rest) > 1 or (called == "sum" and not rest):
            raise UnreadableError(self._text)
        inner = self.work(rest[0], depth + 1) if rest else lambda _: True
        if called == "count":
            return lambda scope: Fraction(sum(bool(inner(row)) for row in scope.rows(table)))

        def work(scope: Scope) -> Value:
            numbers = [inner(row) for row in scope.rows(table)]
            known = [number for number in numbers if isinstance(number, Fraction)]
            return sum(known, Fraction(0)) if known and len(known) == len(numbers) else None

        return work


def _pair(left: Work, holds: Callable[[Value, Value], bool], right: Work) -> Work:
    return lambda scope: holds(left(scope), right(scope))


def _joined(is_and: bool, parts: list[Work]) -> Work:
    """Whether all parts are true, or one of several."""

    def joined(scope: Scope) -> Value:
        for part in parts:
            if bool(part(scope)) is not is_and:
                return not is_and
        return is_and

    return joined


def _negative(work: Work) -> Work:
    def negative(scope: Scope) -> Value:
        number = work(scope)
        return -number if isinstance(number, Fraction) else None

    return negative


def _path(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(value=before, attr=name):
            yield from _path(before)
            yield name
        case _:
            raise UnreadableError(ast.unparse(node))


def _named(node: ast.AST, table: str) -> Iterator[Named]:
    """Every column that is named below a node, with the texts that it is compared with."""
    match node:
        case ast.Name() | ast.Attribute():
            *path, column = _path(node)
            yield Named(table, tuple(path), column)
            return
        case ast.Call(args=[ast.Name(id=counted), *rest]):
            for one in rest:
                yield from _named(one, counted)
            return
        case ast.Compare(left=ast.Name() | ast.Attribute() as left, ops=[ast.Eq() | ast.NotEq() | ast.In() | ast.NotIn()]):
            *path, column = _path(left)
            constants = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
            yield Named(table, tuple(path), column, tuple(constant for constant in constants if constant))
            for one in node.comparators:
                yield from _named(one, table)
            return
    for child in ast.iter_child_nodes(node):
        yield from _named(child, table)


def _tables(tree: ast.expr) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(args=[ast.Name(id=table), *_]):
                yield table
