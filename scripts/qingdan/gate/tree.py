"""From text to a tree: YAML without aliases, anchors, tags, double names or names that are not text, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode

from qingdan.gate.text import UNSEEN
from qingdan.problem import Place, Problem

DEEPEST = 12

FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[\w$-]+：")

LONGEST = 500_000
"""Characters of a YAML file. The longest descriptor has some 25,000."""

LONGEST_AGAIN = 60_000
"""Characters of a file that the slower parser may try again, which takes seconds for more."""


class Branch(dict[str, object]):
    """A mapping of a YAML file, with the line on which it begins and the line of each of its names, counted from 1.

    `written` holds what stands under a name where that is one word or number, as it was written: `0271`, `1.10`, `true`.
    """

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.written: dict[str, str] = {}


class _RefusedError(Exception):
    def __init__(self, key: str, line: int, **values: str) -> None:
        self.key, self.line, self.values = key, line, values


def read_tree(path: str, text: str, deepest: int = DEEPEST) -> tuple[Branch, tuple[Problem, ...]]:
    """The mapping that a YAML file holds; an empty one, with the problem, where the file is not a plain mapping."""
    if len(text) > LONGEST:
        return Branch(1), (Problem("file_too_large", Place(path), {"bytes": str(len(text)), "limit": str(LONGEST)}),)
    directive = re.search("^%", text, re.MULTILINE)
    if directive:
        return Branch(1), (Problem("yaml_documents", Place(path, text.count("\n", 0, directive.start()) + 1)),)
    try:
        try:
            return _Builder(YAML(typ="safe"), text, deepest).tree(), ()
        except (YAMLError, ValueError, OverflowError):
            if len(text) > LONGEST_AGAIN:
                raise
            return _Builder(YAML(typ="safe", pure=True), text, deepest).tree(), ()
    except _RefusedError as refused:
        problem = Problem(refused.key, Place(path, refused.line), refused.values)
    except MarkedYAMLError as error:
        is_begun = error.context_mark and str(error.context).startswith("while scanning a")
        mark = error.context_mark if is_begun else error.problem_mark
        line = mark.line + 1 if mark else None
        problem = _broken(path, text, line, str(error.problem))
    except (YAMLError, ValueError, OverflowError) as error:
        problem = Problem("broken_yaml", Place(path), {"reason": str(error).split("\n")[0]})
    return Branch(1), (problem,)


def _broken(path: str, text: str, line: int | None, reason: str) -> Problem:
    """What the parser cannot read. Often the reason is a full-width colon after a name, on this line or the one before."""
    lines = text.split("\n")
    near = [number for number in (line, (line or 0) - 1) if number and 0 < number <= len(lines)]
    colon = next((number for number in near if FULL_WIDTH_COLON.match(lines[number - 1])), None)
    kind = "full_width_colon" if colon else ""
    return Problem("broken_yaml", Place(path, colon or line), {"reason": reason, **({"kind": kind} if kind else {})})


class _Builder:
    """Builds the tree from the events of a parser in one reading; the first thing that is not plain ends it.

    The parser is libyaml's first, ten times as fast; what that cannot read ruamel.yaml's own (YAML 1.2) tries again and explains.
    What a scalar means is always said by ruamel.yaml.
    """

    def __init__(self, parser: YAML, text: str, deepest: int) -> None:
        self.events: Iterator[Event] = parser.parse(text)
        self.deepest = deepest

    def tree(self) -> Branch:
        """The one mapping of the one document."""
        root: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError("yaml_documents", _line(event))
            elif isinstance(event, NodeEvent):
                root = self._node(event, 0)
        if not isinstance(root, Branch):
            raise _RefusedError("not_a_mapping", 1)
        return root

    def _node(self, event: Event, depth: int) -> object:
        line = _line(event)
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise _RefusedError("yaml_alias", line)
        if getattr(event, "tag", None) is not None:
            raise _RefusedError("yaml_tag", line)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, line)
        if depth == self.deepest:
            raise _RefusedError("yaml_too_deep", line, limit=str(self.deepest))
        if isinstance(event, SequenceStartEvent):
            return list(self._items(depth + 1))
        assert isinstance(event, MappingStartEvent)
        return self._mapping(Branch(line), depth + 1)

    def _items(self, depth: int) -> Iterator[object]:
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, depth)

    def _mapping(self, branch: Branch, depth: int) -> Branch:
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if isinstance(event, ScalarEvent) and event.value == "<<" and event.implicit[0]:
                raise _RefusedError("yaml_alias", _line(event))
            name, line = self._node(event, depth), _line(event)
            if not isinstance(name, str):
                raise _RefusedError("yaml_key", line, name=str(name))
            if name in branch:
                raise _RefusedError("yaml_double_name", line, name=name, first=str(branch.lines[name]))
            branch.lines[name] = line
            value = next(self.events)
            branch[name] = self._node(value, depth)
            if isinstance(value, ScalarEvent):
                branch.written[name] = value.value
        return branch

    def _scalar(self, event: ScalarEvent, line: int) -> object:
        if not event.value.isprintable() and (unseen := UNSEEN.search(event.value.replace("\n", ""))):
            raise _RefusedError("unseen_character", line, code=f"U+{ord(unseen.group()):04X}")
        if not event.implicit[0]:
            return event.value
        try:
            return _meaning(event.value)
        except (YAMLError, ValueError, OverflowError) as error:
            raise _RefusedError("broken_yaml", line, reason=str(error).split("\n")[0]) from error


@lru_cache(maxsize=4096)
def _meaning(text: str) -> object:
    """What a scalar without quotation marks means: a text, number, claim, date or nothing."""
    scalars = _scalars()
    if text and text[0] not in _beginnings():
        return text
    tag = scalars.resolver.resolve(ScalarNode, text, (True, False))
    meaning = scalars.constructor.construct_object(ScalarNode(tag, text))
    if isinstance(meaning, int):
        str(meaning)  # refuses what Python could not show, as it does of a number in decimal figures
    return meaning


@cache
def _beginnings() -> frozenset[str]:
    """The characters with which a scalar begins that may be something else than a text."""
    return frozenset(filter(None, _scalars().resolver.versioned_resolver))


@cache
def _scalars() -> YAML:
    return YAML(typ="safe", pure=True)


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
