"""Columns for the tests of soundness: a type, constraints of every kind that a descriptor may carry, and cells that keep them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from qingdan.gate.pattern import why_unsafe
from qingdan.values import KINDS, LENGTH, ORDER, misfit
from tests.soundness.cells import LETTERS, VALID, meaning

Draw = st.DrawFn
Keeps = Callable[[str], bool]

TYPES = (*KINDS, "string", "string", "string", "integer", "number", "date")
"""Every type, those that most columns have more often than the others."""

KEY_TYPES = tuple(name for name in TYPES if KINDS[name].is_key)

ORDERED: Mapping[str, Callable[[str], object]] = {"integer": int, "number": Decimal, "year": int, "date": str, "yearmonth": str}
"""How a cell of an ordered type is compared."""

WRITTEN = r"""
(PWR)-[0-9]{4,6} (COM|CRT|C)-[0-9]{1,2} 第[一二三]+条(之[一二])? a?b*c+ (a|b(c|d)?|[0-9]{1,2}x)* [^b] .* .+ [^,]* a"b a,b
(a|b)? a* [A-Z]{3} \.\*\\ [^\-]{2} 甲(乙|丙){0,2} a{0}b (true|false) [1-9][0-9]* (\(a\))[(] [()]{2}\(\) [a(]z
"""

PATTERNS = (*WRITTEN.split(), "[0-9+()\\- ]{3,6}", "[ -~]{1,4}", "[\u3000-\u303f甲]+", "( )?a( )?", "[\u0300-\u0302a]{1,3}")
"""Patterns that the gate lets in: choices, counts, classes. Some fit the blank text, quotation marks, commas, wide blanks."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a generated table. `pool` are cells that keep its constraints, with the blank where it may be blank."""

    name: str
    type: str
    constraints: Mapping[str, object] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    references: str = ""
    pool: tuple[str, ...] = ("",)

    @property
    def is_unique(self) -> bool:
        return self.constraints.get("unique") is True

    @property
    def is_required(self) -> bool:
        return self.constraints.get("required") is True

    def described(self) -> dict[str, object]:
        """The column as a descriptor says it."""
        example = next((cell for cell in self.pool if cell and self.type != "geojson"), "")
        return {
            "name": self.name,
            "type": self.type,
            **({"example": example} if example else {}),
            **({"constraints": dict(self.constraints)} if self.constraints else {}),
            **({"categories": list(self.categories)} if self.categories else {}),
            **({"qingdan": {"references": self.references}} if self.references else {}),
        }


@st.composite
def columns(draw: Draw, name: str, types: Sequence[str] = TYPES, *, is_key: bool = False) -> Column:
    """A column with cells of its own. Of a key it has many cells and none is blank."""
    field_type = draw(st.sampled_from(types))
    pattern = draw(_patterns()) if field_type == "string" and draw(st.integers(0, 3)) == 0 else ""
    pool = draw(_pools(field_type, pattern, is_key=is_key))
    return _bounded(draw, name, field_type, pool, {"pattern": pattern} if pattern else {}, is_key=is_key)


@st.composite
def references(draw: Draw, name: str, field_type: str, known: Sequence[str]) -> Column:
    """A column whose cells are some of those that are known elsewhere."""
    pool = list(dict.fromkeys(cell for cell in known if cell))
    if draw(st.integers(0, 2)):
        return _claimed(draw, Column(name, field_type, pool=tuple(pool)))
    patterns = [pattern for pattern in PATTERNS if any(re.fullmatch(pattern, cell) for cell in pool)]
    pattern = draw(st.sampled_from(patterns)) if patterns and field_type == "string" and draw(st.booleans()) else ""
    left = [cell for cell in pool if re.fullmatch(pattern, cell)] if pattern else pool
    return _bounded(draw, name, field_type, left, {"pattern": pattern} if pattern else {})


def _bounded(
    draw: Draw, name: str, field_type: str, pool: list[str], constraints: dict[str, object], *, is_key: bool = False
) -> Column:
    """A column with those of the cells that keep a constraint or two more."""
    for wanted in draw(_wanted(field_type)):
        bound, left = _constrained(draw, field_type, wanted, pool)
        may_stand = not misfit(field_type, {**constraints, wanted: bound}, "")
        if may_stand and (left or draw(st.integers(0, 9)) == 0):
            constraints[wanted], pool = bound, left
    is_closed = field_type in ("string", "integer") and pool and draw(st.integers(0, 9)) == 0
    categories = tuple(pool) if is_closed else ()
    return _claimed(draw, Column(name, field_type, constraints, categories, pool=tuple(pool)), is_key=is_key)


def _claimed(draw: Draw, column: Column, *, is_key: bool = False) -> Column:
    """The column as it is or required, unique; with the blank among its cells where it may be blank."""
    claims: dict[str, object] = {}
    for claim, chance in (("required", 3), ("unique", 1)):
        if (claim == "required" or KINDS[column.type].is_key) and draw(st.integers(0, 9)) < chance:
            claims[claim] = draw(st.integers(0, 9)) > 0
    blank = () if is_key or claims.get("required") is True else ("",)
    return replace(column, constraints={**column.constraints, **claims}, pool=(*column.pool, *blank) or ("",))


@cache
def _pools(field_type: str, pattern: str, *, is_key: bool) -> st.SearchStrategy[list[str]]:
    cells = _fitting(pattern) if pattern else VALID[field_type]()
    least, most = (2, 8) if is_key else (1, 4)
    return st.lists(cells, min_size=least, max_size=most, unique_by=lambda cell: meaning(field_type, cell))


@cache
def _wanted(field_type: str) -> st.SearchStrategy[list[str]]:
    """Which constraints a column of the type has beside its pattern."""
    names = tuple(name for name in KINDS[field_type].constraints if name != "pattern")
    return st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])


def _constrained(draw: Draw, field_type: str, name: str, pool: list[str]) -> tuple[object, list[str]]:
    """A constraint, and the cells that are left of the pool."""
    if name == "enum":
        left = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True)) if pool else []
        others = draw(st.lists(VALID[field_type](), min_size=0 if left else 1, max_size=2))
        return [_said(draw, field_type, cell) for cell in (*left, *others)], left
    if name in LENGTH:
        length = draw(st.sampled_from((0, 1, 1, 2, 2, 3, 5, 1_000_000)))
        return length, [cell for cell in pool if LENGTH[name](_length(field_type, cell), length)]
    is_own = bool(pool) and draw(st.booleans())
    bound = draw(st.sampled_from(pool)) if is_own else draw(VALID[field_type]())
    read = ORDERED[field_type]
    return _said(draw, field_type, bound), [cell for cell in pool if ORDER[name](read(cell), read(bound))]


def _length(field_type: str, cell: str) -> int:
    if field_type == "list":
        return len(cell.split(","))
    return len(cell) if field_type == "string" else len(json.loads(cell))


def _said(draw: Draw, field_type: str, cell: str) -> object:
    """A value as YAML may hold it: as text, or as what the text means."""
    if field_type == "boolean" and draw(st.booleans()):
        return cell == "true"
    if field_type in ("integer", "number", "year") and draw(st.booleans()):
        number = float(cell) if "." in cell else int(cell)
        return number if str(number) == cell else cell
    return cell


@cache
def _patterns() -> st.SearchStrategy[str]:
    assert not any(map(why_unsafe, PATTERNS))
    return st.sampled_from(PATTERNS)


@cache
def _fitting(pattern: str) -> st.SearchStrategy[str]:
    """Cells that fit a pattern."""
    alphabet = st.sampled_from(sorted({*LETTERS, *pattern, *"0123456789bcdxACMORPTWZ-+"}))
    return st.from_regex(pattern, fullmatch=True, alphabet=alphabet).filter(lambda cell: bool(cell) and cell == cell.strip())
