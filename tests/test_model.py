"""The few things that the plain values know how to do."""

from __future__ import annotations

import pytest

from qingdan.model import Text
from qingdan.pages.publication import Publication
from qingdan.problem import Place


@pytest.mark.parametrize(
    ("line", "column", "cell"),
    [
        (1, 1, "A1"),
        (17, 3, "C17"),
        (2, 26, "Z2"),
        (2, 27, "AA2"),
        (9, 52, "AZ9"),
        (9, 53, "BA9"),
        (1, 702, "ZZ1"),
        (1, 703, "AAA1"),
    ],
)
def test_a_cell_is_named_as_a_spreadsheet_names_it(line: int, column: int, cell: str) -> None:
    assert Place("a.csv", line, column).cell == cell


@pytest.mark.parametrize("place", [Place("a.csv"), Place("a.csv", 3), Place("a.csv", None, 3)])
def test_a_place_without_line_or_column_is_no_cell(place: Place) -> None:
    assert place.cell == ""


def test_a_text_without_english_is_chinese_in_both_languages() -> None:
    assert (Text("样例", "SAMPLE").in_language("zh"), Text("样例", "SAMPLE").in_language("en")) == ("样例", "SAMPLE")
    assert Text("样例", "").in_language("en") == "样例"


@pytest.mark.parametrize(
    ("address", "is_example"),
    [
        *(("a@b.example", True), ("a@example.org", True), ("a@example.com", True), ("a@b.invalid", True)),
        *(("a@b.org", False), ("a@example.org.cn", False), ("", False)),
    ],
)
def test_an_address_under_a_reserved_name_reaches_nobody(small: Publication, address: str, is_example: bool) -> None:
    assert small.settings._replace(contact={"email": address}).contact_is_example is is_example
