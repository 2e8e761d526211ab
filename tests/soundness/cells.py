"""Cells for the tests of soundness: values of every type as they are written here, and what is nearly one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

Cells = st.SearchStrategy[str]

LETTERS = "ab甲é0 ,\";'\u3000\u00a0\u0301𠀀😀"
"""Plain letters, and those that a table has to be careful with: a mark that combines, blanks of other widths, beyond 16 bits."""

DIGITS = (1, 7, 28, 3999, 4000)
"""How many figures a number has here: a few, more than a calculator holds, as many as are read without frictionless."""


@cache
def texts() -> Cells:
    """Any text that may stand in a cell."""
    some = ("a", "甲", "样例,带逗号", '说"是"', "1", "true", "2026-01-01", "a\u3000b", "e\u0301", "𠀀", "[1]", "-", "NaN")
    return st.one_of(
        st.sampled_from(some),
        st.text(LETTERS, min_size=1, max_size=5).map(str.strip).filter(bool),
    )


@cache
def integers() -> Cells:
    return st.one_of(
        st.integers(-1, 1).map(str),
        st.integers(-3, 12).map(str),
        st.integers(-(10**20), 10**20).map(str),
        st.sampled_from([sign + "9" * digits for sign in ("", "-") for digits in DIGITS]),
    )


@cache
def numbers() -> Cells:
    parts = st.sampled_from(("", ".0", ".00", ".5", ".50", ".25"))
    some = ("-0", "-0.0", "0.1", f"0.{'0' * 30}1", f"180.{'0' * 40}1", "9" * 4000, f"0.{'3' * 4000}", f"1{'0' * 40}")
    return st.one_of(st.builds(str.__add__, st.integers(-2, 3).map(str), parts), st.sampled_from(some))


@cache
def years() -> Cells:
    return st.one_of(st.integers(1990, 2000), st.sampled_from((0, 1, 99, 999, 9999))).map("{:04}".format)


@cache
def yearmonths() -> Cells:
    return st.builds("{}-{:02}".format, years(), st.integers(1, 12))


@cache
def dates() -> Cells:
    near_each_other = st.dates(date(2023, 12, 20), date(2024, 3, 3)).map(date.isoformat)
    return st.one_of(near_each_other, st.sampled_from(("0001-01-01", "9999-12-31", "0999-02-28")))


@cache
def times() -> Cells:
    clock = st.sampled_from(("00:00:00", "12:00:00", "12:00:00.5", "12:00:00.500000", "23:59:59.999999", "23:30:00", "00:30:00"))
    zone = st.sampled_from(("", "", "Z", "+00:00", "-00:00", "+01:00", "-01:00", "+08:00", "-23:59", "+23:59"))
    return st.builds("{}{}".format, clock, zone)


@cache
def datetimes() -> Cells:
    return st.builds("{}T{}".format, dates(), times())


@cache
def durations() -> Cells:
    some = ("P1Y", "P0D", "PT0S", "P12M", "PT60S", "PT1M", "P1Y2M3DT4H5M6S", "P9999Y", "P1DT1S", "P0001D", "P9999D", "PT9999H")
    return st.sampled_from(some)


@cache
def geopoints() -> Cells:
    longitude = st.sampled_from(("0", "-0", "180", "-180", "114.3055", "-179." + "9" * 40, "0.5"))
    latitude = st.sampled_from(("0", "90", "-90", "30.5928", "89." + "9" * 40))
    return st.builds(str.__add__, longitude, st.builds(str.__add__, st.sampled_from((",", ", ")), latitude))


@cache
def lists() -> Cells:
    items = st.lists(st.sampled_from(("a", "b", "甲", "1", "", " ")), min_size=1, max_size=4)
    return items.map(",".join).map(str.strip).filter(bool)


@cache
def json_values() -> st.SearchStrategy[object]:
    leaves = st.sampled_from((None, True, 0, -1, 1.5, 10**30, "", "a", "甲", '"', "]", "[[[", "\\", "😀"))
    names = st.sampled_from("ab")
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2), max_leaves=4
    )


@cache
def arrays() -> Cells:
    some = ("[]", "[null]", "[" * 50 + "]" * 50, _json([[1, 2]] * 60))
    return st.one_of(st.lists(json_values(), max_size=3).map(_json), st.sampled_from(some))


@cache
def objects() -> Cells:
    some = ("{}", '{"a": 1, "a": 2}', '{"a": null}', '{"a":' * 50 + "1" + "}" * 50, '{"a": "{[{["}')
    return st.one_of(
        st.dictionaries(st.sampled_from(("a", "b", "甲")), json_values(), max_size=3).map(_json), st.sampled_from(some)
    )


@cache
def geojsons() -> Cells:
    some = ('{"type": "Point", "coordinates": [114.3, 30.6]}', '{"type":"LineString","coordinates":[[0,0],[1,1]]}')
    return st.sampled_from(some)


VALID: Mapping[str, Callable[[], Cells]] = {
    "string": texts,
    "any": texts,
    "integer": integers,
    "number": numbers,
    "boolean": lambda: st.sampled_from(("true", "false")),
    "year": years,
    "yearmonth": yearmonths,
    "date": dates,
    "time": times,
    "datetime": datetimes,
    "duration": durations,
    "geopoint": geopoints,
    "list": lists,
    "array": arrays,
    "object": objects,
    "geojson": geojsons,
}
"""Cells of each type as its kind in `qingdan.values` asks for."""

WRITTEN = r"""
TRUE True 0 1 yes t -0 -0.0 +5 05 -05 1_0 １ ٣ 1.0 1. .5 -.5 1e5 1E400 NaN sNaN -NaN INF -Infinity Infinity 0x1F 1,0 --1
−1 A ａ а é 2026-1-5 2026-02-30 0000-01-01 20260105 ２０２６-01-05 2026-01-05T 2026-W01-1 2026-001 2026-01 2026-1 2026-13
26-01 2026-00 -2026-01 02026-01 2026-01-01-01 999 19999 -999 +999 1_99 24:00:00 23:59:60 12:00 12:00:00+08 12:00:00+0800
12:00:00,5 12:00:00.1234567 12.00.00 12:00:00+24:00 12:00:00z 12:00:00+00:60 2026-01-01T24:00:00 2026-01-01t12:00:00
20260101T120000 2026-02-30T12:00:00 0000-01-01T00:00:00 9999-12-31T24:00:00 2026-W01-1T12:00:00Z P PT P1 P1YT P1S -P1D
P1.5D P1,5D P10000D P1W P1Y1W PT1H1D +P1D P2026-01-05T12:00:00 p1d P99999999999D 180.1,0 181,0 0,90.1 0,-91 0,0,0 1e2,0
a,b , NaN,0 0,NaN Infinity,0 [1,] [1 [1]] [,] ['a'] [NaN] [1]x []] [1e999] [nan] ["\ud800"] ["\u0000"] [01] [/**/] null
{"a":1,} {"a":1,"a":2} {a:1} {"a"} {} {}{} {1:2} {"a":-} {"type":"Point"} "a" " "" ' =1+1 nobody
{"type":"Point","coordinates":[]} {"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,0]]]} None ~ a;b 甲 𠀀 a"b \ - #
"""

NEAR = (
    *WRITTEN.split(),
    *("1 0", "12:00:00 Z", "2026-01-01 12:00:00", "0,  1", "0 ,1", "a\u3000b", "a\u00a0b", "e\u0301", "x" * 300),
    *("9" * 4001, "9" * 4301, "0" * 5000, "1." + "0" * 4001, f"[{'9' * 5000}]", "[" * 51 + "]" * 51, "[" * 2000 + "]" * 2000),
    *("180." + "0" * 40 + "1,0", "-180." + "0" * 40 + "1,0", "0,90." + "0" * 40 + "1", '{"a":' * 60 + "1" + "}" * 60),
)
"""What one type or another may nearly be, and what frictionless reads though it is not written so here."""

TWINS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "integer": (("0", "-0"), ("1", "01"), ("7", "+7"), ("10", "1_0"), ("1", "１")),
    "number": (("1", "1.0"), ("0", "-0"), ("1.5", "1.50"), ("100", "1e2"), ("0", "0.0")),
    "boolean": (("true", "TRUE"), ("false", "0")),
    "year": (("1999", "１９９９"), ("0007", "+007")),
    "yearmonth": (("2026-01", "2026-1"), ("0099-12", "99-12")),
    "date": (("2026-01-05", "2026-1-5"), ("0999-02-28", "999-02-28")),
    "time": (
        ("12:00:00Z", "12:00:00+00:00"),
        ("12:00:00", "12:00:00.0"),
        ("01:00:00+01:00", "00:00:00Z"),
        ("00:30:00+01:00", "23:30:00Z"),
    ),
    "datetime": (("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"), ("2026-01-01T12:00:00", "2026-01-01T12:00:00.000")),
    "string": (("é", "e\u0301"), ("a", "A"), ("1", "01"), ("a b", "a\u00a0b")),
    "any": (("1", "1.0"), ("true", "TRUE"), ("", "null")),
}
"""Texts that mean, or nearly mean, the same to a reader of the type."""

UNCLEAN = (
    *(" 5", "5 ", "\u3000a", "a\u00a0", " ", "\u3000", "a\u0085b", "a\u200bb", "a\x00b", "a\tb", "a\u2028b", "a\ufeffb"),
    *("a\u115fb", "a\u3164b"),
)
"""What the gate lets into no cell."""


@cache
def near(field_type: str) -> Cells:
    """Mostly something that looks like a value of the type."""
    return st.one_of(st.sampled_from(NEAR), st.sampled_from(NEAR), VALID[field_type](), texts(), st.just(""))


def meaning(field_type: str, cell: str) -> object:
    """What a valid cell means, so that values which are the same though written differently are known."""
    readers: Mapping[str, Callable[[str], object]] = {
        "integer": int,
        "number": Decimal,
        "time": time.fromisoformat,
        "datetime": datetime.fromisoformat,
    }
    return readers.get(field_type, str)(cell) if cell else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
