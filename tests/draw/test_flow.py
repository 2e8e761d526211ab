"""Money and duties that move: every move is drawn with its words, the widest arrow for the most."""

from __future__ import annotations

import re
from itertools import pairwise

from qingdan.draw.flow import Move, flow
from qingdan.draw.tree import Branch, tree

MOVES = (Move("甲部门", "街道一", 100.0, "100 元"), Move("乙部门", "街道一", 0.0, ""), Move("甲部门", "街道二", 50.0, "50 元"))


def texts(picture: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


def test_every_move_is_named_with_what_moves_or_that_nothing_does() -> None:
    found = texts(flow(MOVES, "样例", "没有经费"))
    assert found.count("甲部门") == 2
    assert found.count("街道一") == 1
    assert {"100 元", "50 元", "没有经费", "街道二", "乙部门"} <= set(found)


def test_an_arrow_is_as_wide_as_what_moves_and_dashed_where_nothing_does() -> None:
    picture = flow(MOVES, "样例", "没有经费")
    widths = [float(width) for width in re.findall(r'stroke-width="([0-9.]+)"', picture)]
    assert sorted(widths) == [1.5, 5.2, 9.0]
    assert picture.count("qd-flow-dash") == 1


def test_a_picture_says_in_words_what_it_shows_and_bears_its_mark() -> None:
    picture = flow(MOVES, "样例 · 甲 → 乙 <1>", "没有经费", "样例")
    assert 'aria-label="样例 · 甲 → 乙 &lt;1&gt;"' in picture
    assert texts(picture)[0] == "样例"


def test_names_of_bodies_are_text_and_no_markup() -> None:
    assert "<script>" not in flow((Move("<script>", "<b>", 1.0, "<i>"),), "<", "<")
    assert "<script>" not in tree("<script>", (Branch("<b>", (("<i>", "<u>"),)),), "<")


def test_nothing_overlaps_and_nothing_stands_outside() -> None:
    many = tuple(Move(f"部门{number}", "一个名字很长很长很长很长很长很长的街道", float(number), "1") for number in range(5))
    picture = flow(many, "样例", "没有")
    (height,) = re.findall(r'viewBox="0 0 340 ([0-9.]+)"', picture)
    boxes = [tuple(map(float, box)) for box in re.findall(r'x="1" y="([0-9.]+)" width="[0-9.]+" height="([0-9.]+)"', picture)]
    assert len(boxes) == 5
    assert all(top + tall <= below for (top, tall), (below, _) in pairwise(boxes))
    assert all(top + tall <= float(height) for top, tall in boxes)


def test_a_tree_has_every_part_under_its_group() -> None:
    branches = (Branch("固定办公室 3", (("一", "职责"), ("二", ""), ("三", ""))), Branch("平台 1", (("四", ""),)))
    assert texts(tree("街道", branches, "样例", "样例")) == [
        "样例",
        "街道",
        "固定办公室 3",
        "一",
        "职责",
        "二",
        "三",
        "平台 1",
        "四",
    ]
