"""What may be said of an entry in an expression, what it is worth, and what cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from qingdan.expression import LONGEST, Named, UnreadableError, Value, read_expression, written


@dataclass(frozen=True)
class Sample:
    """A row: its cells, what its references lead to, the rows of its child tables."""

    cells: Mapping[str, Value] = field(default_factory=dict)
    references: Mapping[str, Sample] = field(default_factory=dict)
    children: Mapping[str, tuple[Sample, ...]] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        return self.cells.get(name)

    def follow(self, name: str) -> Sample | None:
        return self.references.get(name)

    def rows(self, table: str) -> Iterable[Sample]:
        return self.children.get(table, ())


CITY = Sample({"kind": "city"})
ROW = Sample(
    {"people": Fraction(25_000), "officers": Fraction(8), "mode": "assign", "is_paid": False, "day": "2026-01-31"},
    {"approved_by": CITY},
    {
        "indicators": (
            Sample({"weight": Fraction("33.3"), "counts": True}),
            Sample({"weight": Fraction("33.3"), "counts": False}),
            Sample({"weight": Fraction("33.4")}),
        ),
        "bodies": (Sample({"role": "evaluates"}, {"body": CITY}), Sample({"role": "evaluated"})),
        "gaps": (Sample({"weight": Fraction(1)}), Sample()),
    },
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("officers / people * 10000", Fraction(16, 5)),
        ("officers / people * 10000 >= 4", False),
        ("3 < officers <= 8", True),
        ("-officers + 2.5", Fraction(-11, 2)),
        ("mode == 'assign' and not is_paid", True),
        ("mode in ('devolve', 'assign')", True),
        ("mode not in ('devolve', 'entrust')", True),
        ("mode != 'assign' or people > 1", True),
        ("day < '2026-02-01'", True),
        ("approved_by.kind == 'city'", True),
        ("count(indicators)", Fraction(3)),
        ("count(indicators, counts)", Fraction(1)),
        ("sum(indicators, weight) == 100", True),
        ("count(bodies, role == 'evaluates' and body.kind == 'city')", Fraction(1)),
        ("count(nothing)", Fraction(0)),
        ("sum(nothing, weight)", None),
        ("sum(gaps, weight)", None),
    ],
)
def test_an_expression_is_worth_what_it_says(text: str, value: Value) -> None:
    assert read_expression(text).work(ROW) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("missing == ''", True),
        ("missing == 'x'", False),
        ("missing != 'x'", False),
        ("missing not in ('x', 'y')", False),
        ("missing > 0", False),
        ("missing < 0", False),
        ("missing + 1", None),
        ("officers / missing", None),
        ("officers / 0", None),
        ("missing.kind == 'city'", False),
        ("mode > 3", False),
    ],
)
def test_a_blank_has_no_value_and_nothing_that_compares_it_holds(text: str, value: Value) -> None:
    assert read_expression(text).work(ROW) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "a b", "a = 1", "lambda: 1", "[a for a in b]", "a if b else c", "f'{a}'", "a[0]", "{a}", "a and"),
        *(
            "__import__('os')",
            "open('x')",
            "a.b()",
            "count(1)",
            "count()",
            "count(a, b, c)",
            "sum(a)",
            "sum(a, b=c)",
            "max(a, b)",
        ),
        *("a ** 9", "a % 2", "a // 2", "a << 9", "a @ b", "~a", "a is b", "a in b", "1 < a in (b, c)", "b'x'", "1j", "..."),
        "not " * 20 + "a",
        "(" * 300 + "a" + ")" * 300,
        "a" * (LONGEST + 1),
    ],
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_expression(text)


def test_an_expression_tells_what_it_speaks_of() -> None:
    found = read_expression("level == 'city' and count(bodies, body.kind in ('city', 'district')) > 0 and funds > 0")
    assert found.named == (
        Named("", (), "level", ("city",)),
        Named("bodies", ("body",), "kind", ("city", "district")),
        Named("", (), "funds"),
    )
    assert (found.tables, found.words) == (("bodies",), frozenset({"level", "body", "kind", "funds"}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(16, 5), "3.2"),
        (Fraction(4), "4"),
        (Fraction(-1, 3), "-0.33"),
        (Fraction(100), "100"),
        (Fraction(10**400), "1" + "0" * 400),
        (None, ""),
        (True, ""),
        ("x", ""),
    ],
)
def test_a_number_is_shown_with_two_decimals_at_most(value: Value, text: str) -> None:
    assert written(value) == text
