"""YAML with two blanks a level: moves lines and takes blanks away. Writes nothing anew, so that comments and quotes stay."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from qingdan.tidy.outline import STEP, Part, outline

_BLANKS = " \t"
_HEADER = re.compile("[|>][+-]?([1-9]?)[+-]?")


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the lines, by their numbers from 0."""

    columns: dict[int, int] = field(default_factory=dict)
    """Where a line shall begin."""
    gaps: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """What shrinks to one blank."""
    content: dict[int, str] = field(default_factory=dict)
    """Lines of a text after `|` or `>`, in which every blank counts, as they shall be."""
    moves: dict[int, Mapping[int, int]] = field(default_factory=dict)
    """The old and the new columns of the blocks that are open at the end of a line with a part on it."""


def lay_out(text: str) -> str:
    """The same YAML, indented by two blanks a level, without needless blanks and with one line break at its end.

    Takes a mapping that the gate can read, with LF and no other character that YAML takes for a line break.
    """
    lines = text.removesuffix("\n").split("\n")
    plan = _plan(lines, [*outline(text)])
    plan.columns.update(_comments(lines, plan))
    kept = [number for number, line in enumerate(lines) if number in plan.content or line.strip(_BLANKS)]
    return "".join(f"{_moved(lines[number], number, plan)}\n" for number in range(kept[0], kept[-1] + 1))


def _plan(lines: list[str], parts: list[Part]) -> Plan:
    plan = Plan()
    for part in parts:
        plan.moves[part.line] = {block.old: block.new for block in part.blocks}
        if part.begins_line:
            plan.columns[part.line] = part.new_column
        following = range(part.line + 1, part.last_line + 1)
        if part.style in ("|", ">"):
            plan.content.update(_text(part, lines))
        elif part.is_bracketed:
            shift = plan.columns[part.line] - _indent(lines[part.line])
            plan.columns.update((number, max(0, _indent(lines[number]) + shift)) for number in following)
        else:
            plan.columns.update(dict.fromkeys(following, part.new_column))
    for part, after in pairwise(parts):
        if not part.is_value and part.line == after.line and part.last_column > part.column:
            plan.gaps.setdefault(part.line, []).append((part.last_column, after.column))
    return plan


def _text(part: Part, lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of a text after `|` or `>`, moved together; blank ones only where they count."""
    header = _HEADER.match(lines[part.line], part.column)
    assert header, lines[part.line]
    block, following = part.blocks[-1], range(part.line + 1, len(lines))
    first = next((_indent(lines[number]) for number in following if lines[number].strip(" ")), 0)
    old, new = (block.old + int(header[1]), block.new + int(header[1])) if header[1] else (first, block.new + STEP)
    for number in following if old > block.old else ():
        if lines[number][:old].strip(" "):
            break
        if lines[number][old:]:
            yield number, " " * new + lines[number][old:]
        elif "+" in header[0]:
            yield number, ""


def _comments(lines: list[str], plan: Plan) -> Iterator[tuple[int, int]]:
    """Where comments go that have a line to themselves: with the parts at the same column below or above; else they stay."""
    known = [*plan.moves]
    for number, line in enumerate(lines):
        if line.lstrip(_BLANKS).startswith("#") and number not in plan.columns and number not in plan.content:
            below = bisect(known, number)
            near = [plan.moves[other] for other in (*known[below : below + 1], *known[max(0, below - 1) : below])]
            yield number, next((moves[_indent(line)] for moves in near if _indent(line) in moves), _indent(line))


def _moved(line: str, number: int, plan: Plan) -> str:
    if number in plan.content:
        return plan.content[number]
    column = plan.columns.get(number, _indent(line))
    for end, start in reversed(plan.gaps.get(number, [])):
        line = f"{line[:end]} {line[start:]}"
    body = line.strip(_BLANKS)
    return " " * column + body if body else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
