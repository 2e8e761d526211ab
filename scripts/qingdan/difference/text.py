"""A difference as a person reads it in a terminal: what went in `[-…-]`, what came in `{+…+}`, coloured where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from qingdan.difference.by_body import OfBody, by_body
from qingdan.difference.compared import Compared
from qingdan.difference.excerpt import excerpt
from qingdan.difference.view import Cell, Change, Row, Shape, view
from qingdan.difference.words import Words
from qingdan.history.spans import COME, GONE, SAME, Span
from qingdan.speak import seen

SIGNS = {SAME: ("", ""), GONE: ("[-", "-]"), COME: ("{+", "+}")}
COLOURS = {GONE: "\x1b[31m", COME: "\x1b[32m"}
STRONG, PLAIN = "\x1b[1m", "\x1b[0m"
ARROW = " → "


def write(compared: Compared, words: Words) -> str:
    """The whole difference, the counts first."""
    return "".join(f"{line}\n" for line in _lines(compared, words))


def _lines(compared: Compared, words: Words) -> Iterator[str]:
    sides = {"base": words.side(compared.base), "head": words.side(compared.head)}
    yield seen(words.say("from_to", **sides))
    if not compared.difference:
        yield words.say("no_change")
        return
    shown = view(compared)
    yield from (f"  {words.say(key)}: {number}" for key, number in shown.counts.items() if number)
    yield from _part(words, "lost", [line for change in shown.lost for line in _lost(words, change)])
    yield from _part(words, "shapes", [line for shape in shown.shapes for line in _shape(words, shape)])
    yield from _part(words, "entries", [line for change in shown.entries for line in _change(words, change)])
    yield from _part(words, "of_registers", [line for change in shown.registers for line in _change(words, change)])
    yield from _part(words, "by_body", [line for body in by_body(compared, shown.entries) for line in _body(words, body)])


def _part(words: Words, key: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", _strong(words, f"== {words.say(key)} =="), *lines)


def _lost(words: Words, change: Change) -> Iterator[str]:
    why = words.say("possibly", id=change.alike) if change.alike else words.say("only_deleted")
    yield seen(f"  {words.text(words.named(change))} · {words.text(change.list)}: {why}")


def _shape(words: Words, shape: Shape) -> Iterator[str]:
    yield seen(f"  {words.text(shape.title)} · {shape.path}")
    yield from (seen(f"    {words.text(words.line(key, parts))}") for key, parts in shape.lines)


def _change(words: Words, change: Change) -> Iterator[str]:
    about = (words.text(words.named(change)), words.say(change.event), words.text(change.list))
    yield ""
    yield _strong(words, seen(" · ".join(filter(None, about))))
    yield from (seen(f"  {words.text(note)}") for note in words.notes(change))
    yield from (f"  {_cell(words, cell, change.event)}" for cell in change.cells)
    yield from (f"  {_row(words, row)}" for row in change.rows)


def _row(words: Words, row: Row) -> str:
    sign = {"added": "+", "deleted": "-", "amended": "~"}[row.event]
    cells = "; ".join(_cell(words, cell, row.event) for cell in row.cells)
    return f"{sign} {seen(words.text(row.table))} ({words.say(row.event)}): {cells}"


def _cell(words: Words, cell: Cell, event: str) -> str:
    """The title and the cell with what changed in it marked; of what was added or deleted as a whole only the cell."""
    is_whole = event in ("added", "deleted") or not cell.is_changed
    marked = seen(cell.before or cell.after) if is_whole else _marked(words, cell.spans)
    return f"{seen(words.text(cell.title))}: {marked}{_meaning(words, cell)}"


def _meaning(words: Words, cell: Cell) -> str:
    """What an id or a code stood for and stands for."""
    meanings = [words.text(text) for text in dict.fromkeys((cell.meant, cell.means)) if text.zh]
    return f" ({seen(ARROW.join(meanings))})" if meanings else ""


def _body(words: Words, body: OfBody) -> Iterator[str]:
    yield ""
    yield _strong(words, seen(" ".join(filter(None, (body.body, words.text(body.name))))))
    for change, lines in groupby(body.lines, key=lambda line: line.change):
        yield seen(f"  {words.text(words.named(change))} · {words.say(change.event)}")
        for line in lines:
            if line.cell:
                marked = _marked(words, excerpt(line.cell.spans))
                yield f"    {seen(words.text(line.title))}: {marked}{_meaning(words, line.cell)}"


def _marked(words: Words, found: Iterable[Span]) -> str:
    return "".join(_span(words, span) for span in found)


def _span(words: Words, span: Span) -> str:
    opening, closing = SIGNS[span.kind]
    marked = f"{opening}{seen(span.text)}{closing}"
    return f"{COLOURS[span.kind]}{marked}{PLAIN}" if words.is_coloured and span.kind != SAME else marked


def _strong(words: Words, text: str) -> str:
    return f"{STRONG}{text}{PLAIN}" if words.is_coloured else text
