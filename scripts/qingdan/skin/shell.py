"""A shell: a page of the skin with tokens where an entry's own words go, cut once and joined as often as needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from markupsafe import escape

TOKEN = "QINGDAN-{}-TOKEN"
NAMES = ("TITLE", "DESCRIPTION", "CANONICAL", "ALTERNATES", "TWIN", "BODY")
HTML = ("ALTERNATES", "BODY")
"""Those that stand for HTML; the others stand for text."""

Tokens = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces of a shell between its tokens, and the token that follows each piece but the last."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    def fill(self, *, title: str, description: str, canonical: str, alternates: str, twin: str, body: str) -> str:
        """The whole page. `alternates` and `body` are HTML already; everything else is escaped here, as templates do."""
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


def tokens_unlike(shown: str) -> Tokens:
    """A token for each name, none of which stands in `shown`: whatever texts the frame shows, none is taken for a token."""
    return next(tokens for tokens in map(_tokens, count()) if not any(token in shown for token in tokens.values()))


def cut(html: str, tokens: Tokens | None = None) -> Shell:
    """A shell from the page that the skin rendered. Raises ValueError where a token got lost: the theme changed."""
    names = {token: name for name, token in (tokens or _tokens(0)).items()}
    parts = re.split(f"(?:<!--)?({'|'.join(names)})(?:-->)?", html)
    shell = Shell(tuple(parts[::2]), tuple(names[token] for token in parts[1::2]))
    missing = set(NAMES) - set(shell.tokens)
    if missing:
        raise ValueError(f"the skin lost the tokens {sorted(missing)}")
    return shell


def values_of_a_shell(tokens: Tokens) -> Mapping[str, str]:
    """What a skin is to render in the places of a page's own words: tokens, those for HTML within a comment."""
    return {name.lower(): f"<!--{token}-->" if name in HTML else token for name, token in tokens.items()}


def _tokens(number: int) -> Tokens:
    return {name: TOKEN.format(f"{name}-{number}" if number else name) for name in NAMES}
