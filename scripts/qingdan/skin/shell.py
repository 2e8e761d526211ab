"""A shell: a page of the skin with tokens where an entry's own words go, cut once and joined as often as needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from markupsafe import escape

TOKEN = "QINGDAN-{}-TOKEN"
NAMES = ("TITLE", "DESCRIPTION", "CANONICAL", "ALTERNATES", "TWIN", "BODY")
HTML = ("ALTERNATES", "BODY")
"""Those that stand for HTML; the others stand for text."""

WAY = "WAY {}"
"""Names the place of a mark in the header, on the link to this address."""

Tokens = Mapping[str, str]


@dataclass(frozen=True)
class Shell:
    """The pieces of a shell between its tokens, and the token that follows each piece but the last."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    @cached_property
    def _gaps(self) -> tuple[list[str], list[tuple[int, str]], list[tuple[int, str]]]:
        """The pieces with gaps between them; of the gaps that are filled on every page, and of the marks, places and names."""
        page = [part for piece in self.pieces for part in (piece, "")][:-1]
        tokens = [(2 * number + 1, token) for number, token in enumerate(self.tokens)]
        filled = [(place, token) for place, token in tokens if token in NAMES]
        return page, filled, [(place, token.removeprefix("WAY ")) for place, token in tokens if token not in NAMES]

    def fill(self, *, path: str, title: str, description: str, canonical: str, alternates: str, twin: str, body: str) -> str:
        """The whole page at `path`. `alternates` and `body` are HTML already, all else is escaped here, as templates do."""
        values = {
            "TITLE": escape(title),
            "DESCRIPTION": escape(description),
            "CANONICAL": escape(canonical),
            "ALTERNATES": alternates,
            "TWIN": escape(twin),
            "BODY": body,
        }
        pieces, filled, marks = self._gaps
        page = pieces.copy()
        for place, token in filled:
            page[place] = values[token]
        for place, way in marks:
            if path.startswith(way):
                page[place] = mark(way, path)
        return "".join(page)


def mark(way: str, path: str) -> str:
    """What a link of the header says of itself on a page: that it leads to it, or to the part of the site where it lies."""
    if not path.startswith(way):
        return ""
    return f' aria-current="{"page" if path == way else "true"}"'


def tokens_unlike(shown: str, ways: Iterable[str]) -> Tokens:
    """A token for each name, and for the mark of each link of the header, none of which stands in `shown`.

    So whatever texts the frame shows, none is taken for a token.
    """
    names = (*NAMES, *(WAY.format(way) for way in ways))
    every = (_tokens(names, number) for number in count())
    return next(tokens for tokens in every if not any(token in shown for token in tokens.values()))


def cut(html: str, tokens: Tokens | None = None) -> Shell:
    """A shell from the page that the skin rendered. Raises ValueError where a token got lost: the theme changed."""
    names = {token: name for name, token in (tokens or _tokens(NAMES, 0)).items()}
    parts = re.split(f"(?:<!--)?({'|'.join(map(re.escape, names))})(?:-->)?", html)
    shell = Shell(tuple(parts[::2]), tuple(names[token] for token in parts[1::2]))
    missing = set(NAMES) - set(shell.tokens)
    if missing:
        raise ValueError(f"the skin lost the tokens {sorted(missing)}")
    return shell


def values_of_a_shell(tokens: Tokens) -> Mapping[str, str]:
    """What a skin is to render in the places of a page's own words: tokens, those for HTML within a comment."""
    return {name.lower(): f"<!--{tokens[name]}-->" if name in HTML else tokens[name] for name in NAMES}


def marks_of_a_shell(tokens: Tokens) -> Mapping[str, str]:
    """The tokens in the places of the marks, by the addresses to which the links of the header lead."""
    return {name.removeprefix("WAY "): token for name, token in tokens.items() if name not in NAMES}


def ways_in(navigation: Iterable[tuple[str, str, object]]) -> tuple[str, ...]:
    """The addresses to which the links of the header lead, in either language."""
    return tuple(dict.fromkeys(way for chinese, english, _ in navigation for way in (chinese, english)))


def _tokens(names: Iterable[str], number: int) -> Tokens:
    return {name: TOKEN.format(f"{name}-{number}" if number else name) for name in names}
