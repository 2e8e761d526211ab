"""The gate of the rows: RFC 4180, one entry on one physical line."""

from __future__ import annotations

import pytest

from qingdan.gate.table import LONGEST_CELL, REACH, cells_of, heading_problems, line_of, read_heading, read_rows, read_table
from qingdan.model import Row
from qingdan.problem import Place, Problem

PATH = "lists/sample/a.csv"
Answer = tuple[tuple[str, ...], tuple[Row, ...], tuple[Problem, ...]]


def read(text: str) -> Answer:
    return read_table(PATH, text)


def row(line: int, *cells: str) -> Row:
    return Row(line, {"id": 0, "name": 1}, cells)


HEADING = ("id", "name")


def test_rows_carry_their_physical_line() -> None:
    text = 'id,name\nA,样例\nB,"x, ""y"""\nC,\n'
    assert read(text) == (HEADING, (row(2, "A", "样例"), row(3, "B", 'x, "y"'), row(4, "C", "")), ())


@pytest.mark.parametrize("text", ['id,name\nA,样例\nB,"x, ""y"""\nC,\n', "id,name\n", "id,name", ""])
def test_where_nothing_is_wrong_the_rows_alone_are_the_same(text: str) -> None:
    assert read_rows(text) == read(text)[1]


def test_a_table_may_have_a_heading_and_no_row() -> None:
    assert read("id,name\n") == (HEADING, (), ())


def test_an_unclosed_quote_costs_its_own_line_and_not_the_rest_of_the_file() -> None:
    assert read('id,name\nA,"x\nB,y\n') == (HEADING, (row(3, "B", "y"),), (Problem("broken_quotes", Place(PATH, 2)),))


def test_a_line_break_inside_a_cell_is_told_once_with_its_last_line() -> None:
    problem = Problem("line_break_in_cell", Place(PATH, 2), {"last": "4"})
    assert read('id,name\nA,"x\n\ny"\nB,z\n') == (HEADING, (row(5, "B", "z"),), (problem,))


def test_a_quote_that_is_closed_far_below_is_an_unclosed_quote() -> None:
    rows = "B,y\n" * REACH
    _, found, problems = read(f'id,name\nA,"x\n{rows}C,z"\n')
    assert (len(found), [problem.key for problem in problems]) == (REACH, ["broken_quotes", "broken_quotes"])


@pytest.mark.parametrize("cells", ['A,"x"y', 'A,"x" ', 'A,"x""'])
def test_text_after_a_closing_quote_is_refused(cells: str) -> None:
    assert read(f"id,name\n{cells}\n") == (HEADING, (), (Problem("broken_quotes", Place(PATH, 2)),))


def test_a_quote_inside_a_cell_without_quotes_is_refused() -> None:
    assert read('id,name\nA,x"y\n') == (HEADING, (), (Problem("broken_quotes", Place(PATH, 2)),))


@pytest.mark.parametrize(("line", "found"), [("A", "1"), ("A,b,c", "3")])
def test_a_ragged_line_is_named_and_left_out(line: str, found: str) -> None:
    problem = Problem("ragged_row", Place(PATH, 2), {"found": found, "expected": "2"})
    assert read(f"id,name\n{line}\nB,y\n") == (HEADING, (row(3, "B", "y"),), (problem,))


@pytest.mark.parametrize("line", ["", " ", "　"])
def test_an_empty_line_is_named_and_left_out(line: str) -> None:
    assert read(f"id,name\n{line}\nB,y\n") == (HEADING, (row(3, "B", "y"),), (Problem("blank_line", Place(PATH, 2)),))
    assert read(f"id\n{line}\n")[2] == (Problem("blank_line", Place(PATH, 2)),)


@pytest.mark.parametrize("cells", [["A", "x"], ["", ""], ['a"b', "c,d"], ["样例，", "“x”"], ['""', ","]])
def test_a_line_and_its_cells_say_the_same(cells: list[str]) -> None:
    assert cells_of(line_of(cells)) == cells


EXPECTED = ("id", "name", "note")


@pytest.mark.parametrize(
    ("heading", "problems"),
    [
        ("id,name,note", []),
        ("id;name;note", [("wrong_delimiter", None)]),
        ("id\tname\tnote", [("wrong_delimiter", None)]),
        ("id，name，note", [("wrong_delimiter", None)]),
        ("id,name", [("missing_column", None)]),
        ("id,nmae,note", [("unknown_column", 2)]),
        ("id,name,NOTE ", [("unknown_column", 3)]),
        ("id,colour,note", [("missing_column", None), ("unknown_column", 2)]),
        ("id,name,note,extra", [("unknown_column", 4)]),
        ("id,name,note,", [("blank_heading", 4)]),
        ("name,id,note", [("wrong_heading", None)]),
        ("编号,名称,备注", [("wrong_heading", None)]),
        ("A,样例,", [("wrong_heading", None)]),
        ("<!DOCTYPE html>", [("wrong_heading", None)]),
        (",".join(f"id{number}" for number in range(50_000)), [("wrong_heading", None)]),
    ],
)
def test_a_heading_that_is_not_the_schemas_is_told_by_what_is_wrong_with_it(
    heading: str, problems: list[tuple[str, int | None]]
) -> None:
    names, found = read_heading(PATH, f"{heading}\n")
    told = heading_problems(PATH, names, found, EXPECTED)
    assert [(problem.key, problem.place.column) for problem in told] == problems
    assert all(len(value) < 400 for problem in told for value in problem.values.values())


def test_a_blank_cell_of_the_heading_is_refused() -> None:
    assert read("id,,name\n") == (("id", "", "name"), (), (Problem("blank_heading", Place(PATH, 1, 2)),))


def test_a_column_that_stands_twice_is_refused() -> None:
    assert read("id,name,id\n") == (("id", "name", "id"), (), (Problem("double_heading", Place(PATH, 1, 3), {"name": "id"}),))


@pytest.mark.parametrize("cell", [" x", "x ", "　x", "x\u00a0", " "])
def test_a_blank_at_the_edge_of_a_cell_is_refused(cell: str) -> None:
    problem = Problem("blank_edge", Place(PATH, 2, 2, "name"), {"cell": cell})
    assert read(f"id,name\nA,{cell}\n") == (HEADING, (row(2, "A", cell),), (problem,))


def test_an_empty_file_has_no_heading() -> None:
    assert read("") == ((), (), (Problem("no_heading", Place(PATH, 1)),))


def test_a_blank_first_line_is_no_heading() -> None:
    assert read("\n") == ((), (), (Problem("no_heading", Place(PATH, 1)),))


def test_semicolons_do_not_separate_cells() -> None:
    assert read("id;name\nA;b\n") == (("id;name",), (Row(2, {"id;name": 0}, ("A;b",)),), ())


def test_a_cell_of_the_greatest_length_passes() -> None:
    cell = "样" * LONGEST_CELL
    assert read(f"id,name\nA,{cell}\n") == (HEADING, (row(2, "A", cell),), ())


@pytest.mark.parametrize("length", [LONGEST_CELL + 1, 200_000], ids=["just above", "far above"])
def test_a_cell_that_is_too_long_is_refused_as_too_long(length: int) -> None:
    _, _, problems = read(f"id,name\nA,{'x' * length}\n")
    assert problems == (Problem("cell_too_long", Place(PATH, 2, 2, "name"), {"limit": "20000"}),)
