"""A procedure as a flow chart: steps from top to bottom, what happens otherwise as a branch to the right."""

from __future__ import annotations

from dataclasses import dataclass

from qingdan.draw.svg import picture, text_lines, wrap

WIDTH, MAIN, GAP, BRANCH = 340.0, 206.0, 22.0, 112.0
PAD, ARROW = 10.0, 24.0
NAME, SMALL = 15.0, 12.5
LEADING = 1.4
LINE, DASH = "qd-flow-line", "qd-flow-line qd-flow-dash"
HEAD_DOWN, HEAD_RIGHT = "m-5-7 5 7 5-7", "m-6-5 6 5-6 5"
"""The heads of arrows from their points on. All lines of a chart are one path, since a page must be light."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is drawn: its name, who acts, its time limit in words, and what happens otherwise."""

    name: str
    actor: str
    limit: str
    otherwise: str
    is_by_applicant: bool


def flowchart(steps: tuple[Step, ...], title: str, otherwise: str, mark: str = "") -> str:
    """The chart as SVG. `title` says in words what it shows; `otherwise` heads the branches; `mark` stands above it all."""
    body = text_lines((mark,), 1, NAME, 0, "qd-flow-name") if mark else ""
    lines = dashes = ""
    top = 1.0 + (NAME * LEADING if mark else 0)
    for index, step in enumerate(steps):
        if index:
            lines += f"M{MAIN / 2:g} {top:g}v{ARROW - 1:g}{HEAD_DOWN}"
            top += ARROW
        drawn, box, height = _step(step, index + 1, top, otherwise)
        body += drawn
        if step.otherwise:
            middle = top + box / 2
            dashes += f"M{1 + MAIN:g} {middle:g}h{GAP - 1:g}"
            lines += f"M{MAIN + GAP:g} {middle:g}{HEAD_RIGHT}"
        if height > box and index + 1 < len(steps):
            lines += f"M{MAIN / 2:g} {top + box:g}v{height - box:g}"
        top += height
    body += "".join(f'<path class="{style}" d="{path}"/>' for style, path in ((LINE, lines), (DASH, dashes)) if path)
    return picture(WIDTH, top + 1, title, body, "qd-flow")


def _step(step: Step, number: int, top: float, otherwise: str) -> tuple[str, float, float]:
    """A step as it is drawn, the height of its box, and the height that it takes with its branch."""
    name = wrap(f"{number} {step.name}", (MAIN - 2 * PAD) / NAME)
    small = wrap(step.actor, (MAIN - 2 * PAD) / SMALL) + (wrap(step.limit, (MAIN - 2 * PAD) / SMALL) if step.limit else ())
    height = 2 * PAD + (len(name) * NAME + len(small) * SMALL) * LEADING - 4
    branch = wrap(step.otherwise, (BRANCH - 2 * 7) / SMALL) if step.otherwise else ()
    branch_height = 14 + (len(branch) + 1) * SMALL * LEADING - 2 if branch else 0.0
    tall = max(height, branch_height)
    style = "qd-flow-own" if step.is_by_applicant else "qd-flow-box"
    radius = height / 2 if step.is_by_applicant and len(name) + len(small) < 3 else 6
    drawn = f'<rect class="{style}" x="1" y="{top:g}" width="{MAIN:g}" height="{height:g}" rx="{min(radius, 18):g}"/>'
    drawn += text_lines(name, PAD, top + PAD + NAME, NAME * LEADING, "qd-flow-name")
    drawn += text_lines(small, PAD, top + PAD + len(name) * NAME * LEADING + SMALL, SMALL * LEADING, "qd-flow-small")
    if branch:
        left = 1 + MAIN + GAP
        drawn += f'<rect class="qd-flow-else" x="{left:g}" y="{top:g}" width="{BRANCH - 2:g}" height="{tall:g}" rx="6"/>'
        drawn += text_lines((otherwise,), left + 7, top + 8 + SMALL, SMALL * LEADING, "qd-flow-head")
        drawn += text_lines(branch, left + 7, top + 8 + SMALL * (1 + LEADING), SMALL * LEADING, "qd-flow-small")
    return drawn, height, tall
