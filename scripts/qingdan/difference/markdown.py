"""A difference as a comment on a pull request: the counts first, the rest folded, and never longer than a comment may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qingdan.difference.compared import Compared
from qingdan.difference.escaped import escaped
from qingdan.difference.excerpt import excerpt, side
from qingdan.difference.view import Cell, Change, OfBody, Row, Shape, view
from qingdan.difference.words import Words
from qingdan.history.spans import COME, GONE, SAME, Span
from qingdan.model import Text

LONGEST = 60_000
"""Characters of a comment, what is said of a cut included. GitHub takes 65,536."""

MARKS = {SAME: ("", ""), GONE: ("<del>", "</del>"), COME: ("<ins>", "</ins>")}
UNSEEN = "␣"
"""What is shown of a blank that came or went by itself."""

ROW_SIGNS = {"added": "➕", "deleted": "➖", "amended": "✏️"}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the pieces below it, none of which is ever cut. `are_entries` says whether each piece is an entry."""

    heading: str
    pieces: tuple[str, ...]
    are_entries: bool = False

    @property
    def opening(self) -> str:
        """What stands before the pieces; the part is folded."""
        return f"<details><summary>{self.heading}</summary>\n\n"


CLOSING = "</details>\n\n"


def write(compared: Compared, words: Words) -> str:
    """The comment."""
    sides = {"base": words.side(compared.base), "head": words.side(compared.head)}
    start = f"### {_say(words, 'changes')}\n\n{_say(words, 'from_to', **sides)}\n\n"
    if not compared.difference:
        return f"{start}{_say(words, 'no_change')}\n"
    shown = view(compared)
    counts = "".join(f"| {_say(words, key)} | {number} |\n" for key, number in shown.counts.items() if number)
    start += f"| | {_say(words, 'how_many')} |\n| --- | --- |\n{counts}\n"
    parts = (
        _part(words, "lost", (_lost(words, change) for change in shown.lost)),
        _part(words, "shapes", (_shape(words, shape) for shape in shown.shapes)),
        replace(_part(words, "entries", (_change(words, change) for change in shown.entries)), are_entries=True),
        _part(words, "of_registers", (_change(words, change) for change in shown.registers)),
        _part(words, "by_body", (_body(words, body) for body in shown.bodies)),
    )
    return fitted(start, tuple(part for part in parts if part.pieces), replace(words, language="both"))


def fitted(start: str, parts: Sequence[Part], words: Words) -> str:
    """The parts after the start, as many whole pieces as fit; where some do not, it says how many."""
    whole = start + "".join(part.opening + "".join(part.pieces) + CLOSING for part in parts)
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(start) - len(_not_shown(words, parts, 10**9))
    kept: list[Part] = []
    for part in parts:
        room -= len(part.opening) + len(CLOSING)
        number = _number_that_fit(part.pieces, room)
        if number:
            kept.append(replace(part, pieces=part.pieces[:number]))
        room -= sum(map(len, part.pieces[:number]))
        if number < len(part.pieces):
            break
    shown = "".join(part.opening + "".join(part.pieces) + CLOSING for part in kept)
    left = tuple(replace(part, pieces=part.pieces[len(_pieces_of(kept, part)) :]) for part in parts)
    return start + shown + _not_shown(words, left)


def _pieces_of(kept: Sequence[Part], part: Part) -> tuple[str, ...]:
    return next((one.pieces for one in kept if one.heading == part.heading), ())


def _number_that_fit(pieces: Sequence[str], room: int) -> int:
    for number, piece in enumerate(pieces):
        room -= len(piece)
        if room < 0:
            return number
    return len(pieces)


def _not_shown(words: Words, left: Sequence[Part], at_least: int = 0) -> str:
    """How many pieces are not shown, and where they are; `at_least` makes room for the longest that may be said."""
    entries = sum(len(part.pieces) for part in left if part.are_entries)
    others = sum(len(part.pieces) for part in left if not part.are_entries)
    numbers = {"entries": str(max(entries, at_least)), "others": str(max(others, at_least))}
    return f"**{_say(words, 'not_shown', **numbers)}**\n"


def _part(words: Words, key: str, pieces: Iterator[str]) -> Part:
    found = tuple(pieces)
    return Part(f"{_say(words, key)} ({len(found)})", found)


def _lost(words: Words, change: Change) -> str:
    why = _say(words, "possibly", id=change.alike) if change.alike else _say(words, "only_deleted")
    return f"- **{_text(words, words.named(change))}** · {_text(words, change.list)} — {why}\n\n"


def _shape(words: Words, shape: Shape) -> str:
    lines = "".join(f"  - {_text(words, words.line(key, parts))}\n" for key, parts in shape.lines)
    return f"- **{_text(words, shape.title)}** · {escaped(shape.path)}\n{lines}\n"


def _change(words: Words, change: Change) -> str:
    title = " · ".join(filter(None, (_say(words, change.event), _text(words, change.list))))
    notes = "".join(f"- {_text(words, note)}\n" for note in words.notes(change))
    cells = "".join(_cell(words, cell, change.event) for cell in change.cells)
    heading = " | ".join(_say(words, key) for key in ("field", "before", "after"))
    table = f"| {heading} |\n| --- | --- | --- |\n{cells}\n" if cells else ""
    rows = "".join(_row(words, row) for row in change.rows)
    return f"**{_text(words, words.named(change))}** · {title}\n\n{notes}\n{table}{rows}\n"


def _cell(words: Words, cell: Cell, event: str) -> str:
    is_whole = event in ("added", "deleted")
    was, now = (
        (Span(SAME, text),) if is_whole else side(cell.spans, kind) for text, kind in ((cell.before, GONE), (cell.after, COME))
    )
    pairs = ((was, cell.meant), (now, cell.means))
    sides = " | ".join(f"{_marked(found)}{_meaning(words, means)}" for found, means in pairs)
    return f"| {_text(words, cell.title)} | {sides} |\n"


def _meaning(words: Words, means: Text) -> str:
    return f" ({_text(words, means)})" if means.zh else ""


def _row(words: Words, row: Row) -> str:
    cells = "; ".join(_inline(words, cell) for cell in row.cells)
    return f"- {ROW_SIGNS[row.event]} **{_text(words, row.table)}** ({_say(words, row.event)}): {cells}\n"


def _inline(words: Words, cell: Cell) -> str:
    means = "".join(_meaning(words, text) for text in dict.fromkeys((cell.meant, cell.means)))
    return f"{_text(words, cell.title)} {_marked(cell.spans)}{means}"


def _body(words: Words, body: OfBody) -> str:
    heading = " | ".join(_say(words, key) for key in ("entry", "field", "before", "after"))
    rows = "".join(row for change in body.changes for row in _rows_of(words, change))
    name = " ".join(filter(None, (body.body, words.text(body.name))))
    return f"**{escaped(name)}**\n\n| {heading} |\n| --- | --- | --- | --- |\n{rows}\n"


def _rows_of(words: Words, change: Change) -> Iterator[str]:
    name = _text(words, words.named(change))
    if change.event in ("added", "deleted"):
        sides = (" ", _say(words, "added")) if change.event == "added" else (_say(words, "deleted"), " ")
        yield f"| {name} | {_say(words, 'whole_entry')} | {sides[0]} | {sides[1]} |\n"
        return
    for cell in change.cells:
        yield f"| {name} | {_text(words, cell.title)} | {_cut(cell)} |\n"
    for row in change.rows:
        for cell in row.cells:
            if cell.is_changed:
                yield f"| {name} | {_text(words, row.table)} · {_text(words, cell.title)} | {_cut(cell)} |\n"


def _cut(cell: Cell) -> str:
    found = tuple(excerpt(cell.spans))
    return f"{_marked(side(found, GONE))} | {_marked(side(found, COME))}"


def _marked(found: Sequence[Span]) -> str:
    return "".join(_span(span) for span in found)


def _span(span: Span) -> str:
    opening, closing = MARKS[span.kind]
    text = span.text if span.kind == SAME or span.text.strip(" ") else UNSEEN * len(span.text)
    return f"{opening}{escaped(text)}{closing}"


def _say(words: Words, key: str, **values: str | Text) -> str:
    return escaped(words.say(key, **values))


def _text(words: Words, text: Text) -> str:
    return escaped(words.text(text))
