"""What a text of the data is written in, and which way of the header leads to where a reader is."""

from __future__ import annotations

import pytest

from qingdan.language import tongue_of


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
