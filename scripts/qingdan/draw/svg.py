"""What every picture needs: lines of text that fit a width, and escaping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape


def width_of(text: str) -> float:
    """The width of a text in ems: a Han character or full-width sign is 1, anything else about 0.56."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.56 for character in text)


def wrap(text: str, ems: float) -> tuple[str, ...]:
    """The text in lines of at most `ems`; no line begins with a closing sign (GB/T 15834 forbids it)."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of(lines[-1] + piece) > ems and piece[0] not in "，。；：、）》”！？,.;:)":
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)


def _pieces(text: str) -> Iterator[str]:
    """Han characters one by one; runs of anything else stay together."""
    run = ""
    for character in text:
        if unicodedata.east_asian_width(character) in "WFA" or character == " ":
            if run:
                yield run
            run = ""
            yield character
        else:
            run += character
    if run:
        yield run


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
