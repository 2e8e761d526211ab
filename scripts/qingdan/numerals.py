"""The Chinese numerals by which the articles of laws are counted."""

from __future__ import annotations

import re

PLAIN_ARTICLE = re.compile("第[零一二三四五六七八九十百千]+条")
"""An article that is told by its number alone: not 第十六条之一, no annex."""


def article_number(article: str) -> int:
    """The number of an article in Chinese numerals (第一千一百五十条 → 1150), so that articles stand in order; 0 for none."""
    if not article.startswith("第") or "条" not in article:
        return 0
    digits = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
    tens = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for character in article.removeprefix("第").split("条")[0]:
        if character in tens:
            total += (digit or 1) * tens[character]
            digit = 0
        else:
            digit = digits.get(character, 0)
    return total + digit
