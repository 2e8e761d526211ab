"""The outline of a YAML text: where each key, dash and value stands, and in which blocks. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import (
    BlockEndToken,
    BlockEntryToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    StreamEndToken,
    StreamStartToken,
    Token,
    ValueToken,
)

_Read = TypeVar("_Read")

STEP = 2
"""Blanks a level."""


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping or sequence whose parts have lines of their own: the column where these lines begin, and where they shall.

    A sequence is bare where its dashes stand right under its key and not further in.
    """

    kind: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Part:
    """A dash, a key, its colon or a value, with the blocks around it, the innermost last. Lines and columns count from 0.

    All that stands in `{}` or `[]` is one value; the lines of a text after `|` or `>` do not belong to its part.
    """

    line: int
    column: int
    last_line: int
    last_column: int
    begins_line: bool
    is_value: bool
    is_bracketed: bool
    style: str
    blocks: tuple[Block, ...]

    @property
    def new_column(self) -> int:
        """Where the part shall stand if it begins its line."""
        return self.blocks[-1].new + (STEP if self.is_value else 0)


def outline(text: str) -> Iterator[Part]:
    """Every part in the order of the text, which must be YAML that the gate can read."""
    blocks: tuple[Block, ...] = (Block("document", -1, -STEP),)
    brackets: list[Token] = []
    reached = -1
    for token in _read(YAML.scan, text):
        first = token
        if isinstance(token, FlowMappingStartToken | FlowSequenceStartToken):
            brackets.append(token)
        elif isinstance(token, FlowMappingEndToken | FlowSequenceEndToken):
            first = brackets.pop()
        if brackets:
            continue
        blocks = _around(token, blocks)
        if isinstance(
            token, BlockMappingStartToken | BlockSequenceStartToken | BlockEndToken | StreamStartToken | StreamEndToken
        ):
            continue
        start, end, style = first.start_mark, token.end_mark, getattr(token, "style", None) or ""
        end = start if style in ("|", ">") else end
        is_value = not isinstance(token, BlockEntryToken | KeyToken | ValueToken)
        begins_line, reached = start.line > reached, end.line
        yield Part(start.line, start.column, end.line, end.column, begins_line, is_value, first is not token, style, blocks)


def _around(token: Token, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks after a token that may open or close one."""
    inner, column = blocks[-1], token.start_mark.column
    match token:
        case BlockMappingStartToken():
            return (*blocks, Block("mapping", column, inner.new + STEP))
        case BlockSequenceStartToken():
            return (*blocks, Block("sequence", column, inner.new + STEP))
        case BlockEntryToken() if inner.kind == "mapping":
            return (*blocks, Block("bare", column, inner.new + STEP))
        case KeyToken() | ValueToken() if inner.kind == "bare":
            return blocks[:-1]
        case BlockEndToken():
            return blocks[:-2] if inner.kind == "bare" else blocks[:-1]
    return blocks


def content(text: str) -> tuple[tuple[str, ...], ...] | None:
    """What a YAML text says, apart from where it stands: every value with its way of writing. None where it is no YAML."""
    try:
        return tuple(
            (type(event).__name__, *(repr(getattr(event, name, None) or "") for name in ("value", "style", "flow_style")))
            for event in _read(YAML.parse, text)
        )
    except YAMLError:
        return None


def _read(how: Callable[[YAML, str], Iterable[_Read]], text: str) -> list[_Read]:
    """Tokens or events, from the same parsers and in the same order as at the gate."""
    try:
        return [*how(YAML(typ="safe"), text)]
    except YAMLError:
        return [*how(YAML(typ="safe", pure=True), text)]
