"""What every picture needs: lines of text that fit a width, and escaping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape

NARROW = 0.56
"""Ems: about the width of a Latin letter or digit beside Han characters."""


def width_of(text: str) -> float:
    """The width of a text in ems: a Han character or full-width sign is 1, anything else about 0.56."""
    return _width(text) if len(text) == 1 else sum(map(_width, text))


@cache
def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else NARROW


WRAPPED = 1 << 12
"""Texts that are kept in lines: pictures name the same bodies, steps and limits again and again."""

ROUNDING = 1e-6
"""Ems by which a sum of widths may be off."""

CLOSING = "，。；：、）》」』”’！？…,.;:)!?"
"""Signs that may not begin a line (GB/T 15834)."""

OPENING = "（《「『“‘(["
"""Signs that may not end one."""


@lru_cache(WRAPPED)
def wrap(text: str, ems: float) -> tuple[str, ...]:
    """The text in lines of at most `ems`, but that one closing sign may hang over; no line begins with a closing sign."""
    lines, width = [""], 0.0
    for unit in _units(text, ems):
        body = unit[:-1] if unit[-1] in CLOSING and len(unit) > 1 else unit
        wide = width_of(body)
        if lines[-1] and width + wide > ems + ROUNDING:
            lines.append("")
            width = 0.0
        lines[-1] += unit
        width += wide if body is unit else width_of(unit)
    return tuple(line.strip() for line in lines)


def _units(text: str, ems: float) -> Iterator[str]:
    """What stays together: a Han character, or a run of anything else that fits a line, each with the closing signs behind it and
    the opening ones before it."""
    pattern = rf"(?:[^\W\u2e80-\uffef]|[!-~]){{1,{max(1, int(ems / NARROW))}}}|."
    unit = ""
    for match in re.finditer(pattern, text, re.DOTALL):
        piece = match.group()
        if unit and (not piece.strip(CLOSING) or unit[-1] in OPENING):
            unit += piece
            continue
        if unit:
            yield unit
        unit = piece
    if unit:
        yield unit


def text_lines(lines: tuple[str, ...], x: float, y: float, leading: float, style: str) -> str:
    """Lines of text from a first baseline on, each `leading` below the one before."""
    return "".join(
        f'<text class="{style}" x="{x:g}" y="{y + index * leading:g}">{escape(line)}</text>' for index, line in enumerate(lines)
    )


def picture(width: float, height: float, title: str, body: str, style: str) -> str:
    """An SVG that scales with its place and says in words what it shows."""
    return (
        f'<svg class="{style}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )
