"""A line that holds a row says the same as its cells."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from qingdan.history.cells import RowLine, cell_in, cells_in, cells_in_columns, columns_of
from tests.soundness.runs import run_of

TEXTS = st.text(st.sampled_from('a样",'), max_size=3)
HEADINGS = st.lists(st.sampled_from(("id", "name", "note", "entry")), min_size=1, max_size=5).map(tuple)


@run_of(0.2)
@given(HEADINGS, st.lists(TEXTS, min_size=1, max_size=6))
def test_a_row_is_its_cells_whether_it_was_read_or_not(heading: tuple[str, ...], texts: list[str]) -> None:
    opened = io.StringIO(newline="")
    csv.writer(opened, lineterminator="").writerow(texts)
    row, cells = RowLine(columns_of(heading), opened.getvalue().encode()), cells_in(heading, texts)
    assert row == cells
    assert hash(row) == hash(cells)
    assert tuple(row) == cells
    for name in (*heading, "phone"):
        assert cell_in(row, name) == cell_in(cells, name) == dict(cells).get(name, "")
    for names in ((*heading, "phone"), ("phone", "name")):
        assert cells_in_columns(row, names) == cells_in_columns(cells, names) == tuple(cell_in(row, name) for name in names)


def test_rows_with_the_same_cells_are_alike_however_they_are_written() -> None:
    one, other = columns_of(("id", "name")), columns_of(("name", "id"))
    assert RowLine(one, b"A,x") == RowLine(one, b'A,"x"') == RowLine(other, b"x,A")
    assert RowLine(one, b"A,x") != RowLine(other, b"A,x")


def test_what_is_no_utf8_and_what_has_no_quotation_mark_at_its_end_are_cells_too() -> None:
    columns = columns_of(("id", "name"))
    assert tuple(RowLine(columns, b"\xff,x")) == (("id", "\udcff"), ("name", "x"))
    assert RowLine(columns, b"\xff,x").cell("id") == "\udcff"
    assert tuple(RowLine(columns, b'A,"x')) == (("id", "A"), ("name", "x"))
