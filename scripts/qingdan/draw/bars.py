"""How many of each: horizontal bars, the largest as wide as the picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from qingdan.draw.svg import picture, text_lines, width_of

WIDTH, ROW, BAR, SIZE = 340.0, 42.0, 12.0, 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its count."""

    name: str
    count: float


def bars(rows: tuple[Bar, ...], title: str, mark: str = "") -> str:
    """The bars as SVG, in the order given; the count stands in figures at the end of each line, `mark` above them all."""
    largest = max((row.count for row in rows), default=1) or 1
    above = SIZE + 8 if mark else 0.0
    body = text_lines((mark,), 0, SIZE, 0, "qd-bars-name") if mark else ""
    body += "".join(_bar(row, above + index * ROW, largest) for index, row in enumerate(rows))
    return picture(WIDTH, above + ROW * len(rows), title, body, "qd-bars")


def _bar(row: Bar, top: float, largest: float) -> str:
    length = max(3.0, WIDTH * row.count / largest)
    name = _shortened(row.name, (WIDTH - 40) / SIZE)
    return (
        f'<text class="qd-bars-name" x="0" y="{top + SIZE + 2:g}">{escape(name)}</text>'
        f'<text class="qd-bars-count" x="{WIDTH:g}" y="{top + SIZE + 2:g}" text-anchor="end">{_figure(row.count)}</text>'
        f'<rect class="qd-bars-rail" x="0" y="{top + 22:g}" width="{WIDTH:g}" height="{BAR:g}" rx="3"/>'
        f'<rect class="qd-bars-bar" x="0" y="{top + 22:g}" width="{length:g}" height="{BAR:g}" rx="3"/>'
    )


def _figure(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:.2f}".rstrip("0")


def _shortened(name: str, ems: float) -> str:
    if width_of(name) <= ems:
        return name
    while width_of(name) > ems - 1:
        name = name[:-1]
    return f"{name}…"
