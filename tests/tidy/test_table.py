"""The canonical form of a table: what changes, what never does, and what is left as it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.gate.table import read_table
from qingdan.gate.text import read_text
from qingdan.model import File
from qingdan.problem import Place, Problem
from qingdan.tidy.table import tidy_table

PATH = "lists/sample/a.csv"
COLUMNS = ("id", "name", "note")
HEADING = "id,name,note\n"


def tidy(text: str, columns: tuple[str, ...] = COLUMNS) -> str:
    tidied, problems = tidy_table(PATH, text, columns)
    assert problems == ()
    return tidied


# What changes


@pytest.mark.parametrize(
    ("row", "tidied"),
    [
        ('"A","样例","x"', "A,样例,x"),
        ('A,"x, y",z', 'A,"x, y",z'),
        ('A,"say ""yes""",', 'A,"say ""yes""",'),
        ('A,"",', "A,,"),
        (" A,\t样例\t,\u3000x\u00a0", "A,样例,x"),
        ('A," x, y ",', 'A,"x, y",'),
        ("A,a;b,c'd", "A,a;b,c'd"),
        ("A,x  y,", "A,x  y,"),
    ],
)
def test_quotation_marks_stand_where_they_are_needed_and_blanks_only_inside(row: str, tidied: str) -> None:
    assert tidy(f"{HEADING}{row}\n") == f"{HEADING}{tidied}\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\n,,\n", "\n , \t,\u3000\n\n"])
def test_a_table_ends_with_one_line_break_and_without_blank_rows(end: str) -> None:
    assert tidy(f"{HEADING}A,x,y{end}") == f"{HEADING}A,x,y\n"


def test_blank_lines_and_blank_rows_are_left_out_whatever_their_width() -> None:
    assert tidy(f"\n,,,,\n{HEADING}\n,,\nA,x,y\n,,,,,,\n  \nB,,\n") == f"{HEADING}A,x,y\nB,,\n"


@pytest.mark.parametrize("text", ["", "\n", " \n\n", ",,\n"])
def test_a_file_that_holds_nothing_is_empty(text: str) -> None:
    assert (tidy(text), tidy(text, ())) == ("", "")


def test_columns_take_the_order_of_the_schema_and_rows_keep_theirs() -> None:
    assert tidy('note,id,name\nx,B,"a, b"\ny,A,c\n') == f'{HEADING}B,"a, b",x\nA,c,y\n'


@pytest.mark.parametrize("sign", [";", "\t"], ids=["semicolon", "tab"])
def test_another_delimiter_becomes_a_comma_where_the_heading_is_that_of_the_schema(sign: str) -> None:
    text = f'"name"{sign}id {sign}note\n"a{sign} b"{sign}A{sign}x, y\n{sign}B{sign}\n'
    assert tidy(text) == f'{HEADING}A,a{sign} b,"x, y"\nB,,\n'


def test_without_a_schema_everything_is_mended_but_the_order_of_the_columns() -> None:
    assert tidy('note,"id",name \n" x",A,b', ()) == "note,id,name\nx,A,b\n"


# What never does


@pytest.mark.parametrize(
    "cell",
    [
        "TRUE",
        "2026-1-5",
        "2026/01/05",
        "１２",
        "1.0",
        "01",
        "cafe\u0301",
        "\u200bx\u200b",
        "x\u200b",
        "\ufeffx",
        "-",
        "无",
        "=1+1",
        "#",
    ],
)
def test_what_a_cell_says_is_never_changed(cell: str) -> None:
    text = f"{HEADING}A,{cell},\n"
    assert tidy(text) == text


# What is left


def left(text: str, columns: tuple[str, ...] = COLUMNS) -> tuple[Problem, ...]:
    tidied, problems = tidy_table(PATH, text, columns)
    assert tidied == text
    return problems


@pytest.mark.parametrize("rows", ['A,"x\ny",z\n', 'A,"x,y\nB,,\n', 'A,x"y,z\n', 'A, "x",z\n', 'A,"x"y,z\n'])
def test_a_table_with_line_breaks_in_cells_or_unpaired_quotation_marks_is_left(rows: str) -> None:
    assert left(f"{HEADING}B , ,\n{rows}") == (Problem("broken_quotes", Place(PATH, 3)),)


@pytest.mark.parametrize(("row", "found"), [("A,b", "2"), ("A,b,c,d", "4"), ("A", "1"), ("A,b,c,", "4")])
def test_a_table_with_a_ragged_row_is_left(row: str, found: str) -> None:
    values = {"found": found, "expected": "3"}
    assert left(f"{HEADING}A , ,\n{row}\n") == (Problem("ragged_row", Place(PATH, 3), values),)


@pytest.mark.parametrize("heading", ["id,name", "id,name,note,more", "id,name,name", "id,Name,note", "id,,note", "id|name|note"])
def test_a_table_with_other_columns_than_its_schema_is_left(heading: str) -> None:
    values = {"found": heading, "expected": "id,name,note"}
    assert left(f"{heading}\n A,b,c\n") == (Problem("wrong_heading", Place(PATH, 1), values),)


@pytest.mark.parametrize(("heading", "code"), [("id\tname", "U+0009"), ("\n\ufeffid,name", "U+FEFF")])
def test_without_a_schema_a_heading_with_the_sign_of_another_form_is_left(heading: str, code: str) -> None:
    (problem,) = left(f"{heading}\nA\tx\t\n", ())
    assert (problem.key, problem.values) == ("unseen_character", {"code": code})


# For tables of every kind

CELLS = st.text(st.sampled_from('aB1样例，é\'"",;|=-. \u3000\u00a0'), max_size=6)
NAMES = st.lists(st.sampled_from(["id", "name", "编号", "a-b", "x_1", "note"]), min_size=1, max_size=5, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]]]:
    """The columns of a schema and rows of cells."""
    columns = tuple(draw(NAMES))
    return columns, draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=6))


@st.composite
def written(draw: st.DrawFn, columns: tuple[str, ...], rows: list[list[str]]) -> str:
    """The table in the way of some spreadsheet: columns in any order, any delimiter, needless quotation marks, blank rows.

    A table of one column has no delimiter that its heading could tell.
    """
    order = draw(st.permutations(range(len(columns))))
    blank = st.sampled_from(["", " ", "\t", "\u3000"])
    edges = draw(st.lists(blank, min_size=2, max_size=2))
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=draw(st.sampled_from(",;\t" if len(columns) > 1 else ",")),
        quoting=draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])),
        lineterminator="\n",
    )
    for row in [list(columns), *rows]:
        writer.writerow([edges[0] + row[index] + edges[1] for index in order])
        if draw(st.booleans()):
            writer.writerow(["", *([" "] * draw(st.integers(0, 3)))])
    return text.getvalue().removesuffix("\n") + draw(st.sampled_from(["", "\n", "\n\n"]))


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    cells = [[cell.strip() for cell in row] for row in rows]
    return [row for row in cells if any(row)]


@settings(deadline=None)
@given(st.data())
def test_a_table_written_in_any_way_keeps_its_cells_and_passes_the_gate(data: st.DataObject) -> None:
    columns, rows = data.draw(tables())
    text = data.draw(written(columns, rows))

    tidied, problems = tidy_table(PATH, text, columns)

    assert problems == ()
    assert [*csv.reader(io.StringIO(tidied, newline=""), strict=True)] == [list(columns), *trimmed(rows)]
    assert tidy_table(PATH, tidied, columns) == (tidied, ())
    assert read_text(File(PATH, tidied.encode())) == (tidied, ())
    heading, read, found = read_table(PATH, tidied)
    assert (heading, [[*row.texts] for row in read], found) == (columns, trimmed(rows), ())


LIKE_TABLES = st.text(st.sampled_from('a样,;\t"\n \u3000\ufeff\u200b\x1c\x85\0')) | st.text()


@settings(deadline=None)
@given(LIKE_TABLES, st.sampled_from([(), ("a",), ("a", "样"), ("a", "样", "")]))
def test_text_of_any_kind_is_tidy_after_once_or_left_with_a_problem(text: str, columns: tuple[str, ...]) -> None:
    tidied, problems = tidy_table(PATH, text, columns)
    assert (tidied == text) if problems else (tidy_table(PATH, tidied, columns) == (tidied, ()))
