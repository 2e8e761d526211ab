"""How much over time: upright columns side by side, the highest as high as the picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from qingdan.draw.svg import picture

WIDTH, HEIGHT, HEAD, FOOT = 640.0, 120.0, 22.0, 24.0
GAP = 0.2
"""The share of its place that a column leaves free."""

WIDEST = 46.0


@dataclass(frozen=True, slots=True)
class Column:
    """A span of time and its count."""

    name: str
    count: int


def columns(found: tuple[Column, ...], title: str) -> str:
    """The columns as SVG from the left to the right. First and last bear their names, those with room their count."""
    largest = max((column.count for column in found), default=0) or 1
    place = WIDTH / max(1, len(found))
    base = HEAD + HEIGHT
    body = f'<line class="qd-columns-base" x1="0" y1="{base:g}" x2="{WIDTH:g}" y2="{base:g}"/>'
    body += "".join(_column(column, index, place, base, largest) for index, column in enumerate(found))
    body += "".join(
        f'<text class="qd-columns-name" x="{x:g}" y="{base + 18:g}" text-anchor="{anchor}">{escape(name)}</text>'
        for name, x, anchor in _names(found)
    )
    return picture(WIDTH, base + FOOT, title, body, "qd-columns")


def _column(column: Column, index: int, place: float, base: float, largest: int) -> str:
    if not column.count:
        return ""
    width = min(WIDEST, place * (1 - GAP))
    height = max(3.0, HEIGHT * column.count / largest)
    middle = (index + 0.5) * place
    bar = f'x="{middle - width / 2:.1f}" y="{base - height:.1f}" width="{width:.1f}" height="{height:.1f}"'
    figure = (
        f'<text class="qd-columns-count" x="{middle:.1f}" y="{base - height - 6:.1f}" text-anchor="middle">{column.count}</text>'
    )
    about = f"<title>{escape(column.name)}: {column.count}</title>"
    return (
        f'<rect class="qd-columns-column" {bar} rx="2">{about}</rect>{figure if place >= 26 or column.count == largest else ""}'
    )


def _names(found: tuple[Column, ...]) -> list[tuple[str, float, str]]:
    if not found:
        return []
    if len(found) == 1:
        return [(found[0].name, WIDTH / 2, "middle")]
    return [(found[0].name, 0.0, "start"), (found[-1].name, WIDTH, "end")]
