"""The types of Table Schema: how a value of each is written here, what it means, and what a descriptor may say of it.

Where the standard leaves a choice, one way of writing is ours (`true`, not `TRUE`), so that one value is one text. What is so
written frictionless reads as the same value; tests hold the two together. Source: Data Package v2, Table Schema.
"""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from itertools import accumulate, product
from typing import NamedTuple

NUMBERS = ("integer", "number")
"""The types whose values are reckoned with."""

NUMBER = r"-?(?:0|[1-9][0-9]{0,3999})(?:\.[0-9]{1,4000})?"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
DURATION = (
    "P(?=[0-9T])(?:[0-9]{1,4}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}D)?(?:T(?=[0-9])(?:[0-9]{1,4}H)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}S)?)?"
)
DEEPEST = 50
"""Brackets of a JSON cell within each other; of one with more, frictionless has to say whether it can be read."""

ORDER: Mapping[str, Callable[..., bool]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}
LENGTH: Mapping[str, Callable[..., bool]] = {"minLength": operator.ge, "maxLength": operator.le}

LONGEST = 1_000_000
"""Characters or items that a length may name at most."""

Test = Callable[[str], object]
"""A test of a cell; what it gives is true or false in the sense of Python."""


class Kind(NamedTuple):
    """A type of Table Schema.

    `written` is the form of a cell that is not blank; where that does not say everything, `read` gives the value or raises
    ValueError. `constraints` are those that may be put on the type beside `required`. Values of a type with `is_key` can be
    compared, so they may be keys, unique or referred to. Where `is_decided` is false only frictionless can say what is valid.
    """

    written: str
    read: Callable[[str], object] | None = None
    constraints: tuple[str, ...] = ()
    is_key: bool = True
    is_decided: bool = True

    def value(self, text: str) -> object:
        """What a cell means. Raises ValueError where it is no value of this type, or not written as it is written here."""
        if not re.fullmatch(self.written, text):
            raise ValueError(text)
        return self.read(text) if self.read else text


def _number(text: str) -> object:
    from decimal import Decimal

    return Decimal(text)


def _geopoint(text: str) -> object:
    from decimal import Decimal

    longitude, latitude = (Decimal(part.strip()) for part in text.split(","))
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(text)
    return longitude, latitude


def _list(text: str) -> object:
    return text.split(",")


def _json(text: str) -> object:
    import json

    value = json.loads(text, parse_constant=_no_json)
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise ValueError(text)
    return value


def _no_json(word: str) -> object:
    """What Python takes for a number and JSON does not know (RFC 8259): NaN, Infinity."""
    raise ValueError(word)


def _depth(text: str) -> int:
    """How many brackets of a JSON text stand within each other."""
    steps = (1 if bracket in "[{" else -1 for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)))
    return max(accumulate(steps))


KINDS: Mapping[str, Kind] = {
    "string": Kind(".+", None, ("enum", "pattern", *LENGTH)),
    "integer": Kind("0|-?[1-9][0-9]{0,3999}", int, ("enum", *ORDER)),
    "number": Kind(NUMBER, _number, ("enum", *ORDER)),
    "boolean": Kind("true|false", None, ("enum",)),
    "date": Kind(DAY, date.fromisoformat, ("enum", *ORDER)),
    "time": Kind(CLOCK, time.fromisoformat, ("enum",)),
    "datetime": Kind(f"{DAY}T{CLOCK}", datetime.fromisoformat, ("enum",)),
    "year": Kind("[0-9]{4}", int, ("enum", *ORDER)),
    "yearmonth": Kind("[0-9]{4}-(?:0[1-9]|1[0-2])", None, ("enum", *ORDER)),
    "any": Kind(".+", None, ("enum",)),
    "duration": Kind(DURATION, is_key=False),
    "geopoint": Kind(f"{NUMBER}, ?{NUMBER}", _geopoint, is_key=False),
    "list": Kind(".+", _list, tuple(LENGTH), is_key=False),
    "array": Kind(r"\[.*\]", _json, tuple(LENGTH), is_key=False),
    "object": Kind(r"\{.*\}", _json, tuple(LENGTH), is_key=False),
    "geojson": Kind(r"\{.*\}", _json, is_key=False, is_decided=False),
}
"""Every type that a descriptor may name. Bounds on clock times are not among the constraints: a time with a zone cannot be
compared with one without."""


def plain(value: object) -> str:
    """A value of a YAML file as a cell would hold it: `true`, `2026-01-31`, `7`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def misfit(field_type: str, constraints: Mapping[str, object], example: str) -> str:
    """The first property that does not fit the type: a constraint it cannot carry, a bound or example that is no value of it.

    Blank where all fit. The patterns themselves are the business of the gate.
    """
    kind = KINDS[field_type]
    for name, bound in constraints.items():
        if name not in ("required", "unique", *kind.constraints) or (name == "unique" and not kind.is_key):
            return name
        if not _is_bound(kind, field_type, name, bound):
            return name
    empty = _crossed(kind, constraints)
    if empty:
        return empty
    return "example" if example and not keeps(field_type, constraints)(example) else ""


def _is_bound(kind: Kind, field_type: str, name: str, bound: object) -> bool:
    if name in ("required", "unique"):
        return isinstance(bound, bool)
    if name in LENGTH:
        least = 1 if name == "maxLength" else 0
        return isinstance(bound, int) and not isinstance(bound, bool) and least <= bound <= LONGEST
    if name == "pattern":
        return isinstance(bound, str)
    if name == "enum":
        texts = field_type in ("string", "any")
        return isinstance(bound, list) and bound != [] and all(_is_one(kind, item, texts) for item in bound)
    return not isinstance(bound, bool) and _is_value(kind, plain(bound))


def _crossed(kind: Kind, constraints: Mapping[str, object]) -> str:
    """The upper bound that lies below a lower one, so that no value is left; blank where there is none."""
    for low, high in product(("minimum", "exclusiveMinimum", "minLength"), ("maximum", "exclusiveMaximum", "maxLength")):
        if low in constraints and high in constraints:
            is_length = low == "minLength"
            least, most = (constraints[name] if is_length else kind.value(plain(constraints[name])) for name in (low, high))
            is_open = "exclusive" in low + high
            if ORDER["exclusiveMaximum"](most, least) or (is_open and most == least):
                return high
    return ""


def _is_one(kind: Kind, item: object, texts: bool) -> bool:
    return _is_value(kind, plain(item)) and (isinstance(item, str) or not texts)


def _is_value(kind: Kind, text: str) -> bool:
    try:
        kind.value(text)
    except (ValueError, ArithmeticError, RecursionError):
        return False
    return True


def is_said_by_form(field_type: str) -> bool:
    """Whether every cell that has the form of the type is a value of it."""
    kind = KINDS[field_type]
    return kind.is_decided and kind.read in (None, int)


def keeps(field_type: str, constraints: Mapping[str, object]) -> Test:
    """A test that a cell which is not blank is a value of the type and keeps the constraints, `required` and `unique` aside.

    The constraints must be such as `misfit` finds no fault with. The test may say no to a cell that only frictionless can decide.
    """
    kind = KINDS[field_type]
    if field_type == "string" and set(constraints) - {"required", "unique"} == {"pattern"}:
        return re.compile(str(constraints["pattern"])).fullmatch
    tests = tuple(_test(kind, name, bound) for name, bound in constraints.items() if name not in ("required", "unique"))

    def keep(cell: str) -> bool:
        try:
            value = kind.value(cell)
        except (ValueError, ArithmeticError, RecursionError):
            return False
        return kind.is_decided and all(test(value) for test in tests)

    return keep


def _test(kind: Kind, name: str, bound: object) -> Callable[[object], bool]:
    if name == "enum":
        assert isinstance(bound, list)
        values = frozenset(kind.value(plain(item)) for item in bound)
        return lambda value: value in values
    if name == "pattern":
        whole = re.compile(str(bound)).fullmatch
        return lambda value: whole(str(value)) is not None
    if name in LENGTH:
        compare = LENGTH[name]
        return lambda value: hasattr(value, "__len__") and compare(len(value), bound)
    compare, limit = ORDER[name], kind.value(plain(bound))
    return lambda value: compare(value, limit)
