"""What moves from whom to whom: senders on the left, receivers on the right, an arrow as wide as what moves with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby

from qingdan.draw.svg import picture, text_lines, wrap

WIDTH, LEFT, RIGHT = 340.0, 122.0, 104.0
PAD, GAP, SIZE, LEADING = 8.0, 10.0, 13.0, 1.35
THIN, WIDE = 1.5, 9.0


@dataclass(frozen=True, slots=True)
class Move:
    """From whom, to whom, how much, and how that is written; blank and zero where nothing moves along."""

    sender: str
    receiver: str
    amount: float
    written: str


def flow(moves: tuple[Move, ...], title: str, nothing: str, mark: str = "") -> str:
    """The moves as SVG, those to one receiver together. `nothing` is written where nothing moves along, `mark` above it all."""
    largest = max((move.amount for move in moves), default=0.0) or 1.0
    body = text_lines((mark,), 1, SIZE, 0, "qd-flow-name") if mark else ""
    top = 1.0 + (SIZE * LEADING + 4 if mark else 0.0)
    for receiver, sent in groupby(sorted(moves, key=lambda move: move.receiver), key=lambda move: move.receiver):
        drawn, top = _received(receiver, tuple(sent), top, largest, nothing)
        body += drawn
    return picture(WIDTH, top - GAP + 1, title, body, "qd-flow")


def _received(receiver: str, moves: tuple[Move, ...], top: float, largest: float, nothing: str) -> tuple[str, float]:
    """What one body receives, and where the next begins."""
    names = wrap(receiver, (RIGHT - 2 * PAD) / SIZE)
    senders = [wrap(move.sender, (LEFT - 2 * PAD) / SIZE) for move in moves]
    least = len(names) * SIZE * LEADING + 2 * PAD
    heights = [max(len(lines) * SIZE * LEADING + 2 * PAD, least / len(moves) - GAP) for lines in senders]
    total = sum(heights) + GAP * (len(moves) - 1)
    height = max(total, least)
    left = WIDTH - RIGHT
    body = f'<rect class="qd-flow-own" x="{left:g}" y="{top:g}" width="{RIGHT - 1:g}" height="{height:g}" rx="6"/>'
    body += text_lines(names, left + PAD, top + PAD + SIZE, SIZE * LEADING, "qd-flow-small")
    at = top
    for move, lines, tall in zip(moves, senders, heights, strict=True):
        body += f'<rect class="qd-flow-box" x="1" y="{at:g}" width="{LEFT:g}" height="{tall:g}" rx="6"/>'
        body += text_lines(lines, PAD, at + PAD + SIZE, SIZE * LEADING, "qd-flow-small")
        body += _arrow(at + tall / 2, move, largest, nothing)
        at += tall + GAP
    return body, top + height + GAP


def _arrow(y: float, move: Move, largest: float, nothing: str) -> str:
    start, end = LEFT + 3, WIDTH - RIGHT - 2
    wide = THIN + (WIDE - THIN) * move.amount / largest if move.amount else THIN
    style = "qd-flow-shaft" if move.amount else "qd-flow-shaft qd-flow-dash"
    head = f'<path class="qd-flow-line" d="M{end - 8:g} {y - 6:g}L{end:g} {y:g}L{end - 8:g} {y + 6:g}"/>'
    line = f'<path class="{style}" stroke-width="{wide:.1f}" d="M{start:g} {y:g}H{end - 2:g}"/>'
    middle = (start + end) / 2
    label = move.written if move.amount else nothing
    return f"{line}{head}{_label(label, middle, y - 9)}"


def _label(text: str, middle: float, y: float) -> str:
    return f'<text class="qd-flow-small" x="{middle:g}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'
