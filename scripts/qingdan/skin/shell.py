"""A shell: a page of the skin with tokens where an entry's own words go, cut once and joined as often as needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

TOKEN = "QINGDAN-{}-TOKEN"
NAMES = ("TITLE", "DESCRIPTION", "CANONICAL", "ALTERNATES", "TWIN", "BODY")
WAY = "WAY {}"
"""Stands in a link of the header; the gap is the address that the link leads to, as pages have it."""

_PATTERN = re.compile(f'(?:<!--)?QINGDAN-({"|".join(NAMES)}|WAY [^"]*?)-TOKEN(?:-->)?')


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces of a shell between its tokens, and the token that follows each piece but the last."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    def fill(self, *, path: str, title: str, description: str, canonical: str, alternates: str, twin: str, body: str) -> str:
        """The whole page at `path`. `alternates` and `body` are HTML already; everything else is escaped here."""
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
            page += [values[token] if token in values else _mark(token.removeprefix("WAY "), path), piece]
        return "".join(page)


def _mark(way: str, path: str) -> str:
    """Says of a link of the header that it leads to this page, or to the part of the site that the page belongs to."""
    if not path.startswith(way):
        return ""
    return f' aria-current="{"page" if path == way else "true"}"'


def cut(html: str) -> Shell:
    """A shell from the page that the skin rendered. Raises ValueError where a token got lost: the theme changed."""
    parts = _PATTERN.split(html)
    shell = Shell(tuple(parts[::2]), tuple(parts[1::2]))
    missing = set(NAMES) - set(shell.tokens)
    if missing:
        raise ValueError(f"the skin lost the tokens {sorted(missing)}")
    return shell
