"""Counts as horizontal bars."""

from __future__ import annotations

import pytest

from qingdan.draw.bars import Bar, bars
from tests.draw.drawing import boxes, canvas, lines, read

NASTY = "<img src=x onerror='y'>&\""


def test_each_bar_is_as_long_as_its_share_of_the_largest() -> None:
    drawn = bars((Bar("样例甲", 40), Bar("样例乙", 10), Bar("样例丙", 20)), "样例")
    width = canvas(drawn).right
    assert [box.right for box in boxes(drawn, "qd-bars-bar")] == [width, width / 4, width / 2]
    assert [box.right for box in boxes(drawn, "qd-bars-rail")] == [width] * 3


def test_each_bar_has_its_name_and_its_count_in_figures() -> None:
    drawn = bars((Bar("样例甲", 40), Bar("样例乙", 7)), "样例：甲 40；乙 7")
    assert [(line.style, line.text) for line in lines(drawn)] == [
        ("qd-bars-name", "样例甲"),
        ("qd-bars-count", "40"),
        ("qd-bars-name", "样例乙"),
        ("qd-bars-count", "7"),
    ]
    assert read(drawn).attrib["aria-label"] == "样例：甲 40；乙 7"


def test_a_small_share_can_still_be_seen() -> None:
    drawn = bars((Bar("样例甲", 10_000), Bar("样例乙", 1)), "样例")
    assert [box.right for box in boxes(drawn, "qd-bars-bar")][1] == 3


@pytest.mark.parametrize("name", ["样例", "样例" * 30, "SAMPLE " * 20, "样例SAMPLE" * 9])
def test_a_name_ends_before_the_count_begins_and_nothing_leaves_the_canvas(name: str) -> None:
    drawn = bars((Bar(name, 9_999), Bar("样例", 1)), "样例")
    title, count, *_ = lines(drawn)
    assert (title.left, count.right) == (0, canvas(drawn).right)
    assert title.right < count.left
    assert max(box.bottom for box in boxes(drawn)) <= canvas(drawn).bottom


def test_a_name_that_is_too_long_is_cut_with_a_sign() -> None:
    drawn = bars((Bar("样例" * 30, 1),), "样例")
    shown = lines(drawn)[0].text
    assert (shown[:2], shown[-1], len(shown) < 60) == ("样例", "…", True)


def test_markup_in_a_name_is_text_in_the_picture() -> None:
    drawn = bars((Bar(NASTY, 1),), NASTY)
    assert {element.tag.split("}")[1] for element in read(drawn).iter()} == {"svg", "rect", "text"}
    assert (lines(drawn)[0].text, read(drawn).attrib["aria-label"]) == (NASTY, NASTY)


def test_no_bars_make_an_empty_picture() -> None:
    assert list(read(bars((), "样例"))) == []
