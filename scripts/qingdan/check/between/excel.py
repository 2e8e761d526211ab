"""What a spreadsheet makes of a cell when it takes a text for a number or a date. Two texts in, the name of the damage out.

A cell is damaged only where its new text is what a spreadsheet makes of the old one: a cell that somebody wrote anew is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

EXPONENT = re.compile(r"-?[0-9](?:\.[0-9]{1,14})?E[+-][0-9]{2,3}")
"""How a spreadsheet shows a number of more than eleven figures: 1.23457E+17."""

DIGITS = re.compile(r"[0-9]+")
NUMBER = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?")

EXACT = 15
"""Figures that a spreadsheet keeps of a number; those behind become zeros."""

SHOWN = 11
"""Figures of a whole number that are shown as they are; longer ones get an exponent."""

LONGEST = 40
"""Characters of a cell that may be a number or a date. A longer one is a text."""

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.\u5e74]([0-9]{1,2})[-/.\u6708]([0-9]{1,2})\u65e5?")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})-([A-Z][a-z]{2})-([0-9]{4}|[0-9]{2})")
SERIAL = re.compile(r"[1-9][0-9]{4}")
MONTH_DAY = re.compile(r"([0-9]{1,2})\u6708([0-9]{1,2})\u65e5")
YEAR_MONTH = re.compile(r"([0-9]{4})\u5e74([0-9]{1,2})\u6708")
DAY_MONTH = re.compile(r"([0-9]{1,2})-([A-Z][a-z]{2})")
MONTH_OTHER = re.compile(r"([A-Z][a-z]{2})-([0-9]{2})")
SHORT = re.compile(r"[0-9]{1,2}[-/][0-9]{1,2}|[A-Za-z]{3}-[0-9]{1,4}")
"""Two numbers or a word and a number in which nobody sees a whole date but a spreadsheet."""

TWO_NUMBERS = re.compile(r"([0-9]{1,4})[-/]([0-9]{1,4})")
NAMED = re.compile(r"([A-Za-z]{3})-([0-9]{1,4})")

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_ZERO = date(1899, 12, 30)
"""The day that a spreadsheet counts as 0."""

CENTURY = 100
CENTURIES = (1900, 2000)
"""Those that a year of two figures may be of."""


def damage(before: str, after: str, *, is_text: bool) -> str:
    """The key of the message for what became of a cell; blank where no spreadsheet would make the one of the other.

    `is_text`: the column holds texts, in which zeros in front mean something.
    """
    if max(len(before), len(after)) > LONGEST:
        return ""
    return next(
        (key for key, is_damaged in DAMAGES.items() if (is_text or key != "excel_zeros") and is_damaged(before, after)), ""
    )


def is_exponent(cell: str) -> bool:
    """Whether a cell looks like a long number after a spreadsheet has shortened it. Nobody writes a code so."""
    return EXPONENT.fullmatch(cell) is not None


def as_kept(cell: str) -> str:
    """One text for a cell and for all that a spreadsheet may have made of it; of two cells with the same one must look closer."""
    if len(cell) > LONGEST or not "0" <= cell[:1] <= "9":
        return cell
    if NUMBER.fullmatch(cell):
        is_short = DIGITS.fullmatch(cell) and len(cell.lstrip("0")) <= SHOWN
        return cell.lstrip("0") or "0" if is_short else f"{float(cell):.5E}"
    if EXPONENT.fullmatch(cell):
        return f"{float(cell):.5E}"
    found = sorted(_days(cell))
    return found[0].isoformat() if found else cell


def _is_exponent_of(before: str, after: str) -> bool:
    if not EXPONENT.fullmatch(after) or not NUMBER.fullmatch(before) or EXPONENT.fullmatch(before):
        return False
    figures, _, power = after.partition("E")
    unit = 10.0 ** (int(power) - len(figures.partition(".")[2]))
    return abs(float(after) - float(before)) <= unit


def _lacks_zeros(before: str, after: str) -> bool:
    return len(before) > 1 and before[0] == "0" and DIGITS.fullmatch(before) is not None and after == (before.lstrip("0") or "0")


def _is_rounded(before: str, after: str) -> bool:
    figures = before.lstrip("0")
    if not DIGITS.fullmatch(before) or not DIGITS.fullmatch(after) or len(figures) <= EXACT or figures == after:
        return False
    zeros = "0" * (len(figures) - EXACT)
    kept = int(figures[:EXACT])
    return after in (f"{kept}{zeros}", f"{kept + (figures[EXACT] >= '5')}{zeros}", f"{float(figures):.0f}")


def _is_turned_date(before: str, after: str) -> bool:
    """Whether a date was turned or written in another way, or two numbers became one.

    A date that was written in another way before and is now as it should be was put right, and so was a month that got its day.
    """
    if ISO.fullmatch(before):
        return _is_swapped(before, after) or (not ISO.fullmatch(after) and bool(_days(before) & _days(after)))
    if ISO.fullmatch(after) and not SHORT.fullmatch(before):
        return False
    return bool(_months(before) & _shown_months(after))


def _is_swapped(before: str, after: str) -> bool:
    """Whether day and month changed places. Hardly a real change of a date does just that."""
    old, new = ISO.fullmatch(before), ISO.fullmatch(after)
    return bool(old and new) and before[:4] == after[:4] and before[5:7] == after[8:] and before[8:] == after[5:7] != before[5:7]


def _days(cell: str) -> set[date]:
    """The days that a cell may mean."""
    found: list[tuple[int, int, int]] = []
    if match := YEAR_FIRST.fullmatch(cell):
        found = [(int(match[1]), int(match[2]), int(match[3]))]
    elif match := YEAR_LAST.fullmatch(cell):
        one, other = int(match[1]), int(match[2])
        found = [parts for year in _years(match[3]) for parts in ((year, one, other), (year, other, one))]
    elif (match := DAY_FIRST.fullmatch(cell)) and match[2].lower() in MONTHS:
        found = [(year, MONTHS.index(match[2].lower()) + 1, int(match[1])) for year in _years(match[3])]
    days = {day for parts in found if (day := _day(*parts))}
    return days | ({DAY_ZERO + timedelta(days=int(cell))} if SERIAL.fullmatch(cell) else set())


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _years(figures: str) -> tuple[int, ...]:
    number = int(figures)
    return (number,) if len(figures) > len("99") else tuple(century + number for century in CENTURIES)


def _months(cell: str) -> set[tuple[int, int]]:
    """The months, each with a day or the last two figures of a year, that a spreadsheet may see in two numbers or in a word."""
    if match := TWO_NUMBERS.fullmatch(cell):
        one, other = int(match[1]), int(match[2])
        return {(one, other % CENTURY), (other, one % CENTURY)}
    if (match := NAMED.fullmatch(cell)) and match[1].lower() in MONTHS:
        return {(MONTHS.index(match[1].lower()) + 1, int(match[2]) % CENTURY)}
    return set()


def _shown_months(cell: str) -> set[tuple[int, int]]:
    """The same of a cell as a spreadsheet shows a date."""
    if match := MONTH_DAY.fullmatch(cell):
        return {(int(match[1]), int(match[2]))}
    if match := YEAR_MONTH.fullmatch(cell):
        return {(int(match[2]), int(match[1]) % CENTURY)}
    if (match := DAY_MONTH.fullmatch(cell)) and match[2].lower() in MONTHS:
        return {(MONTHS.index(match[2].lower()) + 1, int(match[1]))}
    if (match := MONTH_OTHER.fullmatch(cell)) and match[1].lower() in MONTHS:
        return {(MONTHS.index(match[1].lower()) + 1, int(match[2]))}
    days = _days(cell)
    return {(day.month, day.day) for day in days} | {(day.month, day.year % CENTURY) for day in days if day.day == 1}


DAMAGES: Mapping[str, Callable[[str, str], bool]] = {
    "excel_exponent": _is_exponent_of,
    "excel_rounded": _is_rounded,
    "excel_zeros": _lacks_zeros,
    "excel_date": _is_turned_date,
}
"""The messages of damaged cells, each with the test of a cell before and after."""
