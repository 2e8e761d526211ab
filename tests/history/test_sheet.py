"""A table as it once stood, well formed or not."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from qingdan.history.between import between
from qingdan.history.sheet import numbered_rows, sheet_of


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


def test_the_cells_of_some_columns_are_told_row_by_row_blank_where_there_are_none() -> None:
    sheet = sheet_of('id,name,note\nA,样例,"x\ny"\nB\nC,样,z,more\n'.encode())
    assert [*sheet.columns("name", "id", "phone", "note")] == [("样例", "A", "", "x\ny"), ("", "B", "", ""), ("样", "C", "", "z")]
    assert [*sheet_of(b"").columns("id")] == []


@pytest.mark.parametrize("heading", ['id,"na\nme"', "id,name"])
def test_an_entry_is_found_by_its_id_though_the_heading_goes_over_several_lines(heading: str) -> None:
    before = f'{heading}\nA,样例\nB,"x\ny"\n'.encode()
    assert [*sheet_of(before).rows_named({"A", "C"})] == [("A", (("id", "A"), (heading[3:].strip('"'), "样例")))]
    (revision,) = between({"lists/a/a.csv": before}, {"lists/a/a.csv": before.replace("样例".encode(), b"SAMPLE")}).revisions
    assert (revision.subject, revision.event) == ("A", "amended")


def test_many_entries_and_few_are_told_alike() -> None:
    """Of many the rows are all read at once, of few each is looked for."""
    rows = [f"A{number:03},样例" for number in range(100)]
    before = "\n".join(("id,name", *rows)).encode()
    for number in (3, 99):
        after = "\n".join(("id,name", *(f"{row}甲" for row in rows[:number]), *rows[number:])).encode()
        revisions = between({"lists/a/a.csv": before}, {"lists/a/a.csv": after}).revisions
        assert {(one.subject, one.event, one.fields) for one in revisions} == {
            (f"A{each:03}", "amended", (("name", "样例", "样例甲"),)) for each in range(number)
        }


def test_a_row_that_a_lone_return_ends_is_a_row() -> None:
    before, after = b"entry,name\r\n", b"entry,name\r\xff\n"
    (revision,) = between({"lists/a/a.csv": before}, {"lists/a/a.csv": after}).revisions
    assert [(row.before, row.after) for row in revision.rows] == [(None, (("entry", "\udcff"),))]
    assert between({"lists/a/a.csv": b"entry,name\nA,B\n"}, {"lists/a/a.csv": b"entry,name\rA,B\r"}).revisions == ()
