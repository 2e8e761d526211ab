"""A promise is no longer than the law allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables, owners
from qingdan.model import Rule
from qingdan.problem import Problem

Limit = tuple[str, str]
"""A number and its unit, as they are written."""


def promise_within_limit(tables: Tables) -> Iterator[Problem]:
    """A promised time limit (承诺时限) is not longer than the statutory one (法定时限) of the same row, or of the entry it names.

    Only numbers of the same unit are compared: how many days ten working days are, nobody can say beforehand.
    """
    for columns, rule in tables.asking("promise_within_limit"):
        promised, unit = (columns.column(name) for name in rule.about["promise"])
        limits = _limits_of_entries(tables, rule) if rule.one("of") else {}
        named = columns.column(rule.one("of")) if rule.one("of") else ()
        own = None if rule.one("of") else _limits(columns, rule)
        for row, promise in enumerate(promised):
            if not promise:
                continue
            number, limit_unit = own[row] if own else limits.get(named[row], ("", ""))
            if unit[row] == limit_unit and _is_longer(promise, number):
                values = {"entry": owners(columns)[row], "promised": promise, "limit": number, "unit": limit_unit}
                yield Problem("promise_longer_than_limit", columns.place(row, rule.about["promise"][0]), values)


def _is_longer(promise: str, limit: str) -> bool:
    """Whether both are whole numbers and the first is the greater; what is no number is the schema's business."""
    if not (promise.isdecimal() and limit.isdecimal()):
        return False
    one, other = (number.lstrip("0") for number in (promise, limit))
    return (len(one), one) > (len(other), other)


def _limits(columns: Columns, rule: Rule) -> list[Limit]:
    number, unit = rule.about["limit"]
    return list(zip(columns.column(number), columns.column(unit), strict=True))


def _limits_of_entries(tables: Tables, rule: Rule) -> Mapping[str, Limit]:
    return {
        key: limit
        for columns in tables.mains
        if all(columns.table.field_named(name) for name in rule.about["limit"])
        for key, limit in zip(columns.column("id"), _limits(columns, rule), strict=True)
    }
