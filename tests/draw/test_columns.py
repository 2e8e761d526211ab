"""Counts over time as upright columns."""

from __future__ import annotations

import itertools

from qingdan.draw.columns import HEIGHT, Column, columns
from tests.draw.drawing import boxes, canvas, lines, read


def test_each_column_is_as_high_as_its_share_of_the_largest_and_none_stands_for_nothing() -> None:
    drawn = columns((Column("2026-01", 40), Column("2026-02", 0), Column("2026-03", 10)), "样例")
    found = boxes(drawn, "qd-columns-column")
    assert [round(box.bottom - box.top, 1) for box in found] == [HEIGHT, HEIGHT / 4]
    assert len({box.bottom for box in found}) == 1


def test_first_and_last_bear_their_names_and_each_column_its_count() -> None:
    drawn = columns((Column("2026-01", 40), Column("2026-02", 0), Column("2026-03", 10)), "样例：<b>")
    assert [line.text for line in lines(drawn)] == ["40", "10", "2026-01", "2026-03"]
    assert read(drawn).attrib["aria-label"] == "样例：<b>"


def test_many_columns_keep_apart_and_only_the_largest_bears_its_count() -> None:
    drawn = columns(tuple(Column(f"{number}", number) for number in range(1, 61)), "样例")
    found = boxes(drawn, "qd-columns-column")
    assert all(left.right < right.left for left, right in itertools.pairwise(found))
    assert found[-1].right <= canvas(drawn).right
    assert [line.text for line in lines(drawn) if line.style == "qd-columns-count"] == ["60"]


def test_a_single_span_and_none_at_all_can_be_drawn() -> None:
    assert [line.text for line in lines(columns((Column("2026-01", 3),), "样例"))] == ["3", "2026-01"]
    assert lines(columns((), "样例")) == []
