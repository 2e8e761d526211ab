"""Any text as GitHub's Markdown that shows it and does nothing else: no tag, link, picture, mention, table cell or emoji."""

from __future__ import annotations

import re

from qingdan.speak import seen

SAFE = frozenset(" ,.;?%/'()=+-")
"""The ASCII signs that mean nothing within a line. All others are written as references to characters."""

REFERRING = re.compile(r"[@#:$](?=.)|GH-(?=\d)|www(?=\.)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""After what GitHub would see a person, an issue, an address, an emoji, a formula or a commit. It looks for them in the text that
was rendered, where a reference to a character is that character; so a place where a line may break (`<wbr>`) parts them."""

BREAK = "\0"
"""Stands for `<wbr>` while the rest is escaped; no text has it that was made to be seen."""


def escaped(text: str) -> str:
    """The text, with what cannot be seen written out, within one line."""
    return "".join(map(_character, REFERRING.sub(lambda found: found[0] + BREAK, seen(text))))


def _character(character: str) -> str:
    if character == BREAK:
        return "<wbr>"
    is_plain = not character.isascii() or character.isalnum() or character in SAFE
    return character if is_plain else f"&#{ord(character)};"
