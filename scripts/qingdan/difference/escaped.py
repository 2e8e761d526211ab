"""Any text as GitHub's Markdown that shows it and does nothing else: no tag, link, picture, mention, table cell or emoji."""

from __future__ import annotations

import re

from qingdan.speak import seen

BREAK = "\0"
"""Stands for `<wbr>` while the rest is escaped; no text has it that was made to be seen."""

MEANT = re.compile(rf'[{BREAK}!"#$&*:<>@\[\\\]^_`{{|}}~]')
"""The ASCII signs that mean something within a line. They are written as references to characters."""

REFERRING = re.compile(r"[@#:$](?=.)|GH-(?=\d)|www(?=\.)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""After what GitHub would see a person, an issue, an address, an emoji, a formula or a commit. It looks for them in the text that
was rendered, where a reference to a character is that character; so a place where a line may break (`<wbr>`) parts them."""


def escaped(text: str) -> str:
    """The text, with what cannot be seen written out, within one line."""
    return MEANT.sub(_reference, REFERRING.sub(_parted, seen(text)))


def _parted(found: re.Match[str]) -> str:
    return found[0] + BREAK


def _reference(found: re.Match[str]) -> str:
    return "<wbr>" if found[0] == BREAK else f"&#{ord(found[0])};"
