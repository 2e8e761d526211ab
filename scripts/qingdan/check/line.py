"""A line of a table as one regular expression made from its schema: what matches it need not be looked at cell by cell.

The expression lets nothing through that the gate or frictionless would refuse (tests compare them). So it is the fast way to say
"valid", and never says "invalid".
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from qingdan.gate.pattern import may_hold
from qingdan.model import Field, Table
from qingdan.values import KINDS, LENGTH, Test, is_said_by_form, keeps

BLANK = "\ue000"
"""Stands in an expression for what no cell may begin or end with. No descriptor can hold this character: the gate refuses it."""

OPENING = r"(\\.|\[(?:\\.|[^\]\\])*\])|\("

FILLED = "(?![,\n])"

QUOTED = ',"'
"""Of these characters a cell with one of them needs quotation marks."""

FREE = ("string", "any")
"""Types whose cells may hold any text."""

LONGEST = 1_000_000
"""Characters that an expression counts at most; Python's cannot count beyond some 4,000 million."""


class Column(NamedTuple):
    """A column that the expression picks out: which it is, whether its cells are kept, whether each of them is another, and the
    test that they must pass, where the expression does not say it all."""

    place: int
    field: Field
    is_kept: bool
    is_unique: bool
    test: Test | None


class Line(NamedTuple):
    """The expression, the columns of its groups in their order, and what the cells of a line that does not match must pass."""

    expression: str
    columns: tuple[Column, ...]
    tests: tuple[Test, ...]
    required: tuple[bool, ...]

    def pattern(self, *, is_printable: bool) -> re.Pattern[str]:
        """The expression, compiled. In text that Python calls printable no cell can begin or end with another blank than a space,
        and to look for that alone is quicker."""
        return re.compile(self.expression.replace(BLANK, " " if is_printable else r"[^\S\n]"), re.MULTILINE)

    def is_valid(self, cells: list[str]) -> bool:
        """Whether each cell of a row keeps its type and constraints, or is blank where it may be; not all may be blank."""
        pairs = zip(cells, self.tests, self.required, strict=True)
        return any(cells) and all(test(cell) if cell else not required for cell, test, required in pairs)


def line_of_table(table: Table, kept: frozenset[str], choices: Mapping[str, frozenset[str]]) -> Line:
    """The expression for the lines of a table, line break included.

    `kept` are the columns whose cells somebody asks for, `choices` the keys of small registers by the columns that refer to them.
    """
    tests = tuple(_test(field, choices.get(field.name)) for field in table.fields)
    required = tuple(field.is_required for field in table.fields)
    columns, parts = [], []
    for index, field in enumerate(table.fields):
        is_kept, form = field.name in kept, _form(field, choices.get(field.name))
        part = _text(field) if form is None else form
        if is_kept or form is None:
            is_unique = field.constraints.get("unique") is True or table.primary_key == (field.name,)
            columns.append(Column(index, field, is_kept, is_unique, tests[index] if form is None else None))
            part = f"({part})"
        elif form == _free(field):
            part = f"(?:{part}|{_quoted(field)})"
        parts.append(part)
    start = "^" if any(required) else "^(?!,*\n)"
    return Line(start + ",".join(parts) + "\n", tuple(columns), tests, required)


def _test(field: Field, choices: frozenset[str] | None) -> Test:
    test = cell_test(field)
    return test if choices is None else lambda cell: cell in choices and test(cell)


def cell_test(field: Field) -> Test:
    """What a cell that is not blank must pass: type, constraints, categories."""
    test = keeps(field.type, field.constraints)
    if not field.categories:
        return test
    known = frozenset(field.categories)
    return lambda cell: cell in known and test(cell)


def _form(field: Field, choices: frozenset[str] | None) -> str | None:
    """The expression of a valid cell without quotation marks; None where an expression cannot say it."""
    if choices is not None:
        is_sayable = all(map(cell_test(field), choices)) and not any(set(choice) & set(QUOTED) for choice in choices)
        return _one(field, "|".join(map(re.escape, sorted(choices)))) if choices and is_sayable else None
    bounds = {name: bound for name, bound in field.constraints.items() if name not in ("required", "unique")}
    if field.categories or not is_said_by_form(field.type):
        return None
    if field.type in FREE and not bounds.keys() - LENGTH.keys():
        return _free(field)
    if field.type in FREE:
        pattern = str(bounds.pop("pattern", ""))
        if bounds or not pattern or may_hold(pattern, f"{QUOTED}\n"):
            return None
        filled = FILLED if re.fullmatch(pattern, "") else ""
        return _one(field, f"{filled}(?!{BLANK}){_without_groups(pattern)}(?<!{BLANK})")
    if field.type == "integer" and bounds in ({"minimum": 0}, {"minimum": 1}):
        return _one(field, "[1-9][0-9]{0,3999}" if bounds["minimum"] else "0|[1-9][0-9]{0,3999}")
    return None if bounds else _one(field, KINDS[field.type].written)


def _one(field: Field, form: str) -> str:
    return f"(?:{form})" if field.is_required else f"(?:{form})?"


def _free(field: Field) -> str | None:
    """The expression of a column that may hold any text of some length; None of another, or where no cell has such a length."""
    if field.categories or field.type not in FREE or field.constraints.keys() - {"required", "unique", *LENGTH}:
        return None
    least, most = _lengths(field)
    return _text(field, least, most) if least <= int(most or LONGEST) <= LONGEST else None


def _text(field: Field, least: int = 1, most: str = "") -> str:
    """Any text of some length, or nothing where the field may be blank."""
    fewest = least if field.is_required or least > 1 else 0
    times = "*" if (least, most) == (1, "") else f"{{{fewest},{most}}}"
    if least > 1 and not field.is_required:
        return rf'(?:(?!{BLANK})[^",\n]{times}+(?<!{BLANK}))?'
    return rf'{FILLED if field.is_required else ""}(?!{BLANK})[^",\n]{times}+(?<!{BLANK})'


def _quoted(field: Field) -> str:
    """The same in quotation marks."""
    least, most = _lengths(field)
    return rf'"(?!{BLANK})(?:[^"\n]|""){{{least},{most}}}+(?<!{BLANK})"'


def _lengths(field: Field) -> tuple[int, str]:
    least, most = field.constraints.get("minLength", 1), field.constraints.get("maxLength", "")
    assert isinstance(least, int)
    return max(1, least), str(most)


def _without_groups(pattern: str) -> str:
    """The same pattern with brackets that hold nothing for later."""
    return f"(?:{re.sub(OPENING, lambda found: found[1] or '(?:', pattern)})"
