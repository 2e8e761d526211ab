"""What a spreadsheet makes of a cell is known again; what somebody wrote is not taken for it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.check.between.excel import as_kept, damage, is_exponent

FIGURES = st.text("0123456789", min_size=1, max_size=31)
DATES = st.dates(date(1950, 1, 1), date(2049, 12, 31))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown_by_excel(figures: str) -> str:
    """A whole number of 12 figures or more as a cell of the format General shows it: six figures at most, and an exponent."""
    number, power = f"{float(figures):.5E}".split("E")
    return f"{number.rstrip('0').rstrip('.')}E{power}"


@given(st.text("0123456789", min_size=12, max_size=31).filter(lambda figures: figures[0] != "0"))
def test_every_long_number_with_an_exponent_is_known_again(figures: str) -> None:
    shown = shown_by_excel(figures)
    assert is_exponent(shown)
    assert damage(figures, shown, is_text=True) == "excel_exponent"
    assert as_kept(figures) == as_kept(shown)


@given(st.text("0123456789", min_size=16, max_size=31).filter(lambda figures: figures[0] != "0" and figures[15:].strip("0")))
def test_every_long_number_whose_last_figures_are_zeros_is_known_again(figures: str) -> None:
    assert damage(figures, figures[:15] + "0" * (len(figures) - 15), is_text=True) == "excel_rounded"


@given(FIGURES)
def test_every_number_without_its_zeros_is_known_again_in_a_column_of_texts_only(figures: str) -> None:
    shorter = figures.lstrip("0") or "0"
    assert damage(f"0{figures}", shorter, is_text=True) == "excel_zeros"
    assert damage(f"0{figures}", shorter, is_text=False) == ""


@given(DATES)
def test_every_date_in_another_form_is_known_again(day: date) -> None:
    name, short = MONTHS[day.month - 1], f"{day.year % 100:02}"
    forms = (
        *(f"{day.year}/{day.month}/{day.day}", f"{day.month}/{day.day}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%Y.%m.%d}"),
        *(f"{day.day}-{name}-{day.year}", f"{day.year}年{day.month}月{day.day}日", f"{day.month}/{day.day}/{short}"),
    )
    assert {form: damage(day.isoformat(), form, is_text=False) for form in forms} == dict.fromkeys(forms, "excel_date")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", form) is None for form in forms)


@given(DATES)
def test_every_date_as_a_number_of_days_is_known_again(day: date) -> None:
    assert damage(day.isoformat(), str((day - date(1899, 12, 30)).days), is_text=False) == "excel_date"


@given(DATES, st.integers(-2_000, 2_000).filter(bool))
def test_another_day_is_no_damage_unless_day_and_month_changed_places(day: date, days: int) -> None:
    other = day + timedelta(days=days)
    is_swapped = (day.year, day.month, day.day) == (other.year, other.day, other.month)
    assert damage(day.isoformat(), other.isoformat(), is_text=False) == ("excel_date" if is_swapped else "")


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from("-/"))
def test_two_numbers_that_became_a_day_are_known_again(month: int, day: int, sign: str) -> None:
    name = MONTHS[month - 1]
    for shown in (
        f"{month}月{day}日",
        f"{day}-{name}",
        f"2026/{month}/{day}",
        f"2026-{month:02}-{day:02}",
        f"{month}/{day}/2026",
    ):
        assert damage(f"{month}{sign}{day}", shown, is_text=True) == "excel_date", shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("420", "0420"),
        ("0420", "421"),
        ("0420", ""),
        ("1.23457E+17", "123456789012345678"),
        ("1.23457E+17", "1.23458E+17"),
        ("123456789012345678", "2.23457E+17"),
        ("123456789012345678", "123456789012345670"),
        ("123456789012345678", "223456789012345000"),
        ("12345678901234567X", "12345678901234500X"),
        ("104002001", "104002000"),
        ("2026/1/2", "2026-01-02"),
        ("46024", "2026-01-02"),
        ("2-Jan-26", "2026-01-02"),
        ("1/2/2026", "2026-01-02"),
        ("2026-01", "2026-01-01"),
        ("2026-1", "2026-01"),
        ("2-Jan", "1-2"),
        ("1月2日", "2026-01-02"),
        ("1-2", "3-4"),
        ("1-2", "2026-03-04"),
        ("1-2", "样例"),
        ("2026-02-30", "2026-30-02x"),
        ("2026-01-01", "2026-01-01T00:00:00Z"),
        ("8:30-12:00", "8:30-11:30"),
        ("XYZ-1", "1-Sep"),
        ("9" * 20_000, "1E+99"),
        ("0" * 20_000, "0"),
        ("12-34-56", "12-34-57"),
        ("1-2", "2-Xyz"),
        ("1-2", "Xyz-26"),
    ],
)
def test_what_somebody_wrote_anew_or_put_right_is_no_damage(before: str, after: str) -> None:
    assert damage(before, after, is_text=True) == ""


@given(st.text(max_size=50), st.text(max_size=50), st.booleans())
def test_no_text_stops_the_comparison(before: str, after: str, is_text: bool) -> None:
    assert damage(before, after, is_text=is_text) in ("", "excel_exponent", "excel_zeros", "excel_rounded", "excel_date")
    assert isinstance(as_kept(before), str)
