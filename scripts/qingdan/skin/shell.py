"""A shell: a page of the skin with tokens where an entry's own words go, cut once and joined as often as needed.

A token is a comment, whatever its place: escaped text holds no `<`, so nothing in the data can be taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

TOKEN = "<!--QINGDAN-{}-TOKEN-->"
NAMES = ("TITLE", "DESCRIPTION", "CANONICAL", "ALTERNATES", "TWIN", "BODY")
_PATTERN = re.compile(TOKEN.format(f"({'|'.join(NAMES)})"))


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces of a shell between its tokens, and the token that follows each piece but the last."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    def fill(self, *, title: str, description: str, canonical: str, alternates: str, twin: str, body: str) -> str:
        """The whole page. `alternates` and `body` are HTML already; everything else is escaped here."""
        values = {
            "TITLE": escape(title),
            "DESCRIPTION": escape(description),
            "CANONICAL": escape(canonical),
            "ALTERNATES": alternates,
            "TWIN": escape(twin),
            "BODY": body,
        }
        page = [self.pieces[0]]
        for token, piece in zip(self.tokens, self.pieces[1:], strict=True):
            page += [values[token], piece]
        return "".join(page)


def cut(html: str) -> Shell:
    """A shell from the page that the skin rendered. Raises ValueError where a token got lost: the theme changed."""
    parts = _PATTERN.split(html)
    shell = Shell(tuple(parts[::2]), tuple(parts[1::2]))
    missing = set(NAMES) - set(shell.tokens)
    if missing:
        raise ValueError(f"the skin lost the tokens {sorted(missing)}")
    return shell
