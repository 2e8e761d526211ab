"""A difference in a terminal."""

from __future__ import annotations

import pytest

from qingdan.difference.excerpt import excerpt
from qingdan.difference.text import write
from qingdan.difference.words import Words
from qingdan.history.spans import COME, GONE, SAME, Span
from tests.difference.worlds import changed, compared, files
from tests.world import PROCEDURES

TABLE = f"{PROCEDURES}/procedures.csv"


def test_a_changed_word_is_marked_without_colour_and_coloured_where_asked() -> None:
    result = changed((TABLE, "样例：第一件事。", "样例：头一件事。"))
    plain, coloured = write(result, Words("zh")), write(result, Words("zh", is_coloured=True))
    assert "  一句话说明: 样例：[-第-]{+头+}一件事。\n" in plain
    assert "\x1b" not in plain
    assert "样例：\x1b[31m[-第-]\x1b[0m\x1b[32m{+头+}\x1b[0m一件事。" in coloured


@pytest.mark.parametrize(("language", "said"), [("zh", "修改: 1"), ("en", "amended: 1"), ("both", "修改 / amended: 1")])
def test_it_speaks_the_language_asked_for(language: str, said: str) -> None:
    assert f"  {said}\n" in write(changed((TABLE, "样例：第一件事。", "样例：头一件事。")), Words(language))


def test_the_counts_stand_first_and_then_each_part() -> None:
    said = write(changed((TABLE, "PRC-0002,", "PRC-0777,")), Words("en"))
    parts = [line for line in said.splitlines() if line.startswith("==")]
    assert parts == ["== Deleted, possibly renumbered ==", "== Entries ==", "== By organisation =="]
    assert said.splitlines()[0] == "from main (0123456789) to the files as they stand (committed or not)"
    assert said.splitlines()[1:3] == ["  added: 1", "  deleted: 1"]


def test_no_cell_steers_the_terminal() -> None:
    said = write(changed((TABLE, "样例：第一件事。", "样例：\x1b[31m\u202e一件事。")), Words("both"))
    assert {"\x1b", "\u202e"} & set(said) == set()
    assert "{+\\x1b[31m\\u202e+}" in said


def test_where_nothing_changed_it_says_so() -> None:
    said = write(compared(files(), files()), Words("en"))
    assert said.splitlines()[1:] == [
        "No change. The order of rows, quotation marks, line ends and a byte order mark do not count."
    ]


def test_an_excerpt_keeps_what_is_near_the_change() -> None:
    around = "一二三四五六七八九十" * 3
    found = tuple(excerpt((Span(SAME, around), Span(GONE, "旧"), Span(SAME, around), Span(COME, "新"), Span(SAME, around))))
    assert [span.text for span in found] == [
        "…九十一二三四五六七八九十",
        "旧",
        "一二三四五六七八九十一二…九十一二三四五六七八九十",
        "新",
        "一二三四五六七八九十一二…",
    ]
