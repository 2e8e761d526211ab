"""A difference as a comment on a pull request: the counts first, the rest folded, and never longer than a comment may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from qingdan.difference.by_body import Line, OfBody, by_body
from qingdan.difference.compared import Compared
from qingdan.difference.escaped import escaped
from qingdan.difference.excerpt import excerpt, side
from qingdan.difference.view import Cell, Change, Row, Shape, view
from qingdan.difference.words import Words
from qingdan.history.spans import COME, GONE, SAME, Span
from qingdan.model import Text

LONGEST = 60_000
"""Characters of a comment, what is said of a cut included. GitHub takes 65,536."""

MANY = 10**9
"""More pieces than there will be: room is kept to say how many are not shown."""

MARKS = {SAME: ("", ""), GONE: ("<del>", "</del>"), COME: ("<ins>", "</ins>")}
UNSEEN = "␣"
"""What is shown of a blank that came or went by itself."""

ROW_SIGNS = {"added": "➕", "deleted": "➖", "amended": "✏️"}


OPENING, CLOSING = "<details><summary>{}</summary>\n\n", "</details>\n\n"
"""Around each part: it is folded."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the pieces below it, none of which is ever cut. `are_entries` says whether each piece is an entry."""

    heading: str
    pieces: tuple[str, ...]
    are_entries: bool = False

    def written(self, number: int) -> str:
        """The part with the first pieces; nothing without any."""
        return "".join((OPENING.format(self.heading), *self.pieces[:number], CLOSING)) if number else ""


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
        _part(words, "by_body", (_body(words, body) for body in by_body(compared, shown.entries))),
    )
    return fitted(start, tuple(part for part in parts if part.pieces), replace(words, language="both"))


def fitted(start: str, parts: Sequence[Part], words: Words) -> str:
    """The parts after the start, as many whole pieces as fit; where some do not, it says how many."""
    whole = start + "".join(part.written(len(part.pieces)) for part in parts)
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(start) - len(_not_shown(words, MANY, MANY))
    shown, left = [start], {True: 0, False: 0}
    for part in parts:
        number = 0 if any(left.values()) else _number_that_fit(part, room)
        shown.append(part.written(number))
        room -= len(shown[-1])
        left[part.are_entries] += len(part.pieces) - number
    return "".join((*shown, _not_shown(words, left[True], left[False])))


def _number_that_fit(part: Part, room: int) -> int:
    room -= len(part.written(1)) - len(part.pieces[0])
    sizes = accumulate(map(len, part.pieces))
    return next((number for number, size in enumerate(sizes) if size > room), len(part.pieces))


def _not_shown(words: Words, entries: int, others: int) -> str:
    return f"<b>{_say(words, 'not_shown', entries=str(entries), others=str(others))}</b>\n"


def _part(words: Words, key: str, pieces: Iterator[str]) -> Part:
    found = tuple(pieces)
    return Part(f"{_say(words, key)} ({len(found)})", found)


def _lost(words: Words, change: Change) -> str:
    why = _say(words, "possibly", id=change.alike) if change.alike else _say(words, "only_deleted")
    return f"- <b>{_text(words, words.named(change))}</b> · {_text(words, change.list)} — {why}\n\n"


def _shape(words: Words, shape: Shape) -> str:
    lines = "".join(f"  - {_text(words, words.line(key, parts))}\n" for key, parts in shape.lines)
    return f"- <b>{_text(words, shape.title)}</b> · {escaped(shape.path)}\n{lines}\n"


def _change(words: Words, change: Change) -> str:
    title = " · ".join(filter(None, (_say(words, change.event), _text(words, change.list))))
    notes = "".join(f"- {_text(words, note)}\n" for note in words.notes(change))
    cells = "".join(_cell(words, cell, change.event) for cell in change.cells)
    heading = " | ".join(_say(words, key) for key in ("field", "before", "after"))
    table = f"| {heading} |\n| --- | --- | --- |\n{cells}\n" if cells else ""
    rows = "".join(_row(words, row) for row in change.rows)
    return f"<b>{_text(words, words.named(change))}</b> · {title}\n\n{notes}\n{table}{rows}\n"


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
    return f"- {ROW_SIGNS[row.event]} <b>{_text(words, row.table)}</b> ({_say(words, row.event)}): {cells}\n"


def _inline(words: Words, cell: Cell) -> str:
    means = "".join(_meaning(words, text) for text in dict.fromkeys((cell.meant, cell.means)))
    return f"{_text(words, cell.title)} {_marked(cell.spans)}{means}"


def _body(words: Words, body: OfBody) -> str:
    heading = " | ".join(_say(words, key) for key in ("entry", "field", "before", "after"))
    rows = "".join(_line(words, line) for line in body.lines)
    name = " ".join(filter(None, (body.body, words.text(body.name))))
    return f"<b>{escaped(name)}</b>\n\n| {heading} |\n| --- | --- | --- | --- |\n{rows}\n"


def _line(words: Words, line: Line) -> str:
    name = _text(words, words.named(line.change))
    if line.cell is None:
        sides = (" ", _say(words, "added")) if line.change.event == "added" else (_say(words, "deleted"), " ")
        return f"| {name} | {_say(words, 'whole_entry')} | {sides[0]} | {sides[1]} |\n"
    found = tuple(excerpt(line.cell.spans))
    was = _marked(side(found, GONE)) + _meaning(words, line.cell.meant)
    now = _marked(side(found, COME)) + _meaning(words, line.cell.means)
    return f"| {name} | {_text(words, line.title)} | {was} | {now} |\n"


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
