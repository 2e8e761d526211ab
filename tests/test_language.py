"""What a text of the data is written in, and which way of the header leads to where a reader is."""

from __future__ import annotations

import pytest

from qingdan.language import tongue_of
from qingdan.skin.shell import NAMES, TOKEN, WAY, cut


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("样例", "zh"),
        ("", "zh"),
        ("2026-01-01", "zh"),
        ("样例 SAMPLE", "zh"),
        ("SAMPLE of a sentence", "en"),
        ("Named 民发 in an English sentence", "en"),
        ("\U00020000", "zh"),
    ],
)
def test_a_text_is_english_where_it_has_more_latin_words_than_han_characters(text: str, tongue: str) -> None:
    assert tongue_of(text) == tongue


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("laws/", (' aria-current="page"', "")),
        ("laws/LAW-0001/", (' aria-current="true"', "")),
        ("en/laws/", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_link_of_the_header_says_that_the_page_belongs_to_it(path: str, marks: tuple[str, str]) -> None:
    ways = "".join(f"<a{TOKEN.format(WAY.format(way))}>" for way in ("laws/", "law/"))
    shell = cut("".join(TOKEN.format(name) for name in NAMES) + "|" + ways)
    page = shell.fill(path=path, title="", description="", canonical="", alternates="", twin="", body="")
    assert page == "|" + "".join(f"<a{mark}>" for mark in marks)
