"""Lines of text that fit a width, and pictures that are well-formed whatever their words."""

from __future__ import annotations

import pytest

from qingdan.draw.svg import picture, text_lines, width_of, wrap
from tests.draw.drawing import Line, lines, read

NASTY = "<script>&\"'</script>"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("样例", 2), ("，", 1), ("Ａ", 1), ("ab", 1.12), ("样a", 1.56)])
def test_a_han_character_is_as_wide_as_it_is_high_and_others_about_half(text: str, width: float) -> None:
    assert width_of(text) == pytest.approx(width)


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("", 5, ("",)),
        ("样例样例", 4, ("样例样例",)),
        ("样例样例", 3, ("样例样", "例")),
        ("样例 SAMPLE 样例", 4, ("样例", "SAMPLE", "样例")),
        ("one two", 3, ("one", "two")),
        ("样例样例", 1, ("样", "例", "样", "例")),
    ],
)
def test_text_breaks_between_han_characters_and_at_blanks(text: str, ems: float, expected: tuple[str, ...]) -> None:
    assert wrap(text, ems) == expected


@pytest.mark.parametrize("text", ["样例样例，样例", "样例样例（样）", "样例样例。”样", "样例、样例、样例、样例", "样，，，，样"])
@pytest.mark.parametrize("ems", [2, 3, 4, 5])
def test_no_line_begins_with_a_closing_sign(text: str, ems: float) -> None:
    assert [line for line in wrap(text, ems) if line[0] in "，。；：、）》”！？"] == []
    assert "".join(wrap(text, ems)) == text


TEXTS = ("样例样例样例样例样例样例样例", "样例，样例，样例，样例，样例", "样例SAMPLE样例SAMPLE样例", "《样例》（样例）“样例”。")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ems", [4, 5.6, 7.84, 12.4])
def test_no_line_is_wider_than_it_may_be_but_for_one_sign_that_hangs_over(text: str, ems: float) -> None:
    assert [line for line in wrap(text, ems) if width_of(line[:-1] if line[-1] in "，。）》”" else line) > ems] == []


def test_a_run_of_letters_that_is_too_long_for_a_line_is_broken() -> None:
    lines_made = wrap("https://sample.example/a-long-address", 7.84)
    assert [line for line in lines_made if width_of(line) > 7.84] == []
    assert "".join(lines_made) == "https://sample.example/a-long-address"


def test_lines_of_text_stand_below_each_other_with_their_words_escaped() -> None:
    drawn = picture(100, 50, "样例", text_lines(("样例", NASTY), 3, 10, 20, "qd-flow-name"), "sample")
    assert [(line.style, line.text, line.left, line.baseline) for line in lines(drawn)] == [
        ("qd-flow-name", "样例", 3, 10),
        ("qd-flow-name", NASTY, 3, 30),
    ]


def test_a_picture_scales_and_says_in_words_what_it_shows() -> None:
    assert read(picture(100, 50.5, NASTY, "", "sample")).attrib == {
        "class": "sample",
        "viewBox": "0 0 100 50.5",
        "role": "img",
        "aria-label": NASTY,
    }


def test_no_lines_of_text_draw_nothing() -> None:
    nothing: list[Line] = []
    assert lines(picture(1, 1, "", text_lines((), 0, 0, 1, "x"), "y")) == nothing
