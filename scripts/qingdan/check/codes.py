"""Codes of national standards are well formed where they are given; none is ever asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from unicodedata import normalize

from qingdan.check.tables import Tables, owners
from qingdan.problem import Problem

PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82))
)
"""GB/T 2260: the first two figures of every division code."""

LEVELS = "[1-6]"
"""行使层级 of an item: nation, province, city, county, sub-district, community."""


def is_uscc(code: str) -> bool:
    """Unified social credit code (GB 32100-2015): 18 characters, the last a check digit."""
    from stdnum.cn import uscc

    return uscc.is_valid(code) and uscc.compact(code) == code


def is_division(code: str) -> bool:
    """Administrative division (GB/T 2260) of 6 figures, of 9 with the sub-district (GB/T 10114), of 12 with the community."""
    if not re.fullmatch("[0-9]{6}(?:[0-9]{3}){0,2}", code) or code[:2] not in PROVINCES:
        return False
    levels = (code[2:4], code[4:6], code[6:9], code[9:])
    reached = [level.strip("0") != "" for level in levels]
    return reached == sorted(reached, reverse=True)


def is_catalogue_item(code: str) -> bool:
    """Code of an item of the basic catalogue (基本编码, GB/T 39554.1-2020): 12 figures."""
    return re.fullmatch("[0-9]{12}", code) is not None


def is_implementation_item(code: str) -> bool:
    """Code of an item as one body exercises it (实施编码): the body's credit code, a level, the catalogue code: 31 characters."""
    return re.fullmatch(f".{{18}}{LEVELS}[0-9]{{12}}", code) is not None and is_uscc(code[:18])


STANDARDS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "uscc": (is_uscc, "malformed_uscc"),
    "division": (is_division, "malformed_division"),
    "catalogue_item": (is_catalogue_item, "malformed_catalogue_item"),
    "implementation_item": (is_implementation_item, "malformed_implementation_item"),
}
"""The words of `qingdan.code`, each with its test and the message for a code that fails it."""


def codes_are_well_formed(tables: Tables) -> Iterator[Problem]:
    """Every column that a descriptor calls a code of a standard (`qingdan.code`) holds such codes or blanks."""
    for columns in tables.all:
        for field in columns.table.fields:
            if not field.code:
                continue
            is_well_formed, key = STANDARDS[field.code]
            codes = columns.column(field.name)
            wrong = {code for code in set(codes) if code and not is_well_formed(code)}
            for row, code in enumerate(codes) if wrong else ():
                if code in wrong:
                    values = {"cell": code, "title": field.title.zh, "title_en": field.title.en, "entry": owners(columns)[row]}
                    plain = normalize("NFKC", code)
                    if is_well_formed(plain):
                        yield Problem("full_width", columns.place(row, field.name), {**values, "plain": plain})
                    else:
                        yield Problem(key, columns.place(row, field.name), values)
