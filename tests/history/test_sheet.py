"""The rows of a file are told with the lines on which they begin, whatever form the file has."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from qingdan.history.sheet import numbered_rows


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"", []),
        (b"id,name\n", [(1, ["id", "name"])]),
        (b"id\nA\n\nB", [(1, ["id"]), (2, ["A"]), (4, ["B"])]),
        (b'\xef\xbb\xbfid\r\n"A\r\nB"\r\nC\r\n', [(1, ["id"]), (2, ["A\nB"]), (4, ["C"])]),
        (b"id\n\xff\n", [(1, ["id"]), (2, ["\udcff"])]),
    ],
    ids=["empty", "heading", "blank line", "as Excel saves it", "no UTF-8"],
)
def test_every_row_has_the_line_on_which_it_begins(data: bytes, rows: list[tuple[int, list[str]]]) -> None:
    assert list(numbered_rows(data)) == rows


@pytest.fixture
def short_cells() -> Iterator[None]:
    """What Python reads as a cell at most, which other programs in the process may have changed."""
    before = csv.field_size_limit(1_000)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("short_cells")
def test_rows_are_told_as_far_as_a_file_is_csv() -> None:
    assert list(numbered_rows(b'id\nA\n"' + b"x" * 2_000)) == [(1, ["id"]), (2, ["A"])]
