"""What belongs to something: its parts in groups below it, two side by side."""

from __future__ import annotations

from dataclasses import dataclass

from qingdan.draw.svg import picture, text_lines, wrap

WIDTH, STEM, GAP = 340.0, 18.0, 8.0
PAD, NAME, SMALL, LEADING = 8.0, 14.0, 12.5, 1.35
BOX = (WIDTH - STEM - GAP) / 2


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of parts: what it is called, and for each part its name and what stands below that, blank for nothing."""

    name: str
    parts: tuple[tuple[str, str], ...]


def tree(root: str, branches: tuple[Branch, ...], title: str, mark: str = "") -> str:
    """The tree as SVG. `title` says in words what it shows; `mark` stands above it all."""
    body = text_lines((mark,), 1, NAME, 0, "qd-flow-name") if mark else ""
    top = 1.0 + (NAME * LEADING + 4 if mark else 0.0)
    lines = wrap(root, (WIDTH - 2 * PAD) / NAME)
    height = len(lines) * NAME * LEADING + 2 * PAD - 4
    body += f'<rect class="qd-flow-own" x="1" y="{top:g}" width="{WIDTH - 2:g}" height="{height:g}" rx="6"/>'
    body += text_lines(lines, PAD, top + PAD + NAME - 2, NAME * LEADING, "qd-flow-name")
    start = top = top + height
    end = start
    for branch in branches:
        end = top + SMALL + 4
        body += f'<path class="qd-flow-line" d="M8 {end:g}H{STEM - 3:g}"/>'
        body += text_lines((branch.name,), STEM, top + SMALL + 8, 0, "qd-flow-head")
        top += SMALL + 16
        for index in range(0, len(branch.parts), 2):
            drawn, height = _row(branch.parts[index : index + 2], top)
            body += drawn
            top += height + GAP
    if branches:
        body += f'<path class="qd-flow-line" d="M8 {start:g}V{end:g}"/>'
    return picture(WIDTH, top, title, body, "qd-flow")


def _row(parts: tuple[tuple[str, str], ...], top: float) -> tuple[str, float]:
    """Parts side by side, and how high they are."""
    texts = [(wrap(name, (BOX - 2 * PAD) / NAME), wrap(note, (BOX - 2 * PAD) / SMALL) if note else ()) for name, note in parts]
    height = max(len(name) * NAME * LEADING + len(note) * SMALL * LEADING for name, note in texts) + 2 * PAD - 3
    body = ""
    for index, (name, note) in enumerate(texts):
        left = STEM + index * (BOX + GAP)
        body += f'<rect class="qd-flow-box" x="{left:g}" y="{top:g}" width="{BOX - 1:g}" height="{height:g}" rx="6"/>'
        body += text_lines(name, left + PAD, top + PAD + NAME - 2, NAME * LEADING, "qd-flow-small")
        below = top + PAD + len(name) * NAME * LEADING + SMALL - 3
        body += text_lines(note, left + PAD, below, SMALL * LEADING, "qd-flow-small")
    return body, height
