"""How many of each: horizontal bars, the largest as wide as the picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from qingdan.draw.svg import picture, width_of

WIDTH, ROW, BAR, SIZE = 340.0, 42.0, 12.0, 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its count."""

    name: str
    count: int


def bars(rows: tuple[Bar, ...], title: str) -> str:
    """The bars as SVG, in the order given; the count stands in figures at the end of each line."""
    largest = max((row.count for row in rows), default=1)
    body = "".join(_bar(row, index * ROW, largest) for index, row in enumerate(rows))
    return picture(WIDTH, ROW * len(rows), title, body, "qd-bars")


def _bar(row: Bar, top: float, largest: int) -> str:
    length = max(3.0, WIDTH * row.count / largest)
    name = _shortened(row.name, (WIDTH - 40) / SIZE)
    return (
        f'<text class="qd-bars-name" x="0" y="{top + SIZE + 2:g}">{escape(name)}</text>'
        f'<text class="qd-bars-count" x="{WIDTH:g}" y="{top + SIZE + 2:g}" text-anchor="end">{row.count}</text>'
        f'<rect class="qd-bars-rail" x="0" y="{top + 22:g}" width="{WIDTH:g}" height="{BAR:g}" rx="3"/>'
        f'<rect class="qd-bars-bar" x="0" y="{top + 22:g}" width="{length:g}" height="{BAR:g}" rx="3"/>'
    )


def _shortened(name: str, ems: float) -> str:
    if width_of(name) <= ems:
        return name
    while width_of(name) > ems - 1:
        name = name[:-1]
    return f"{name}…"
