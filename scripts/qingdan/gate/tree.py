"""From text to a tree: YAML without aliases, anchors, tags, double keys or keys that are not text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, NodeEvent, SequenceEndEvent, SequenceStartEvent

from qingdan.gate.text import UNSEEN
from qingdan.model import Place, Problem

DEEPEST = 12


def read_tree(path: str, text: str) -> tuple[Mapping[str, object], tuple[Problem, ...]]:
    """The mapping that a YAML file holds; an empty one, with the problem, where the file is not a plain mapping."""
    try:
        problem = _refused(path, text)
        if problem:
            return {}, (problem,)
        loaded = _parser().load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return {}, (Problem("broken_yaml", Place(path, line), {"reason": str(error.problem)}),)
    except (YAMLError, ValueError) as error:
        return {}, (Problem("broken_yaml", Place(path), {"reason": str(error).split("\n")[0]}),)
    if not isinstance(loaded, dict):
        return {}, (Problem("not_a_mapping", Place(path, 1)),)
    problems = (*_keys_that_are_not_text(path, loaded), *_unseen(path, loaded))
    return ({} if problems else loaded), problems


def _parser() -> YAML:
    return YAML(typ="safe", pure=True)


def _refused(path: str, text: str) -> Problem | None:
    depth = 0
    for event in _parser().parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            return Problem("yaml_alias", Place(path, line))
        if getattr(event, "tag", None) is not None:
            return Problem("yaml_tag", Place(path, line))
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            depth -= 1
        if depth > DEEPEST:
            return Problem("yaml_too_deep", Place(path, line), {"limit": str(DEEPEST)})
    return None


def _keys_that_are_not_text(path: str, tree: object) -> list[Problem]:
    if isinstance(tree, list):
        return [problem for item in tree for problem in _keys_that_are_not_text(path, item)]
    if not isinstance(tree, dict):
        return []
    here = [Problem("yaml_key", Place(path), {"name": str(key)}) for key in tree if not isinstance(key, str)]
    return here + [problem for value in tree.values() for problem in _keys_that_are_not_text(path, value)]


def _unseen(path: str, tree: object) -> Iterator[Problem]:
    """Characters that nobody can see and that came in by an escape such as \\u202e."""
    if isinstance(tree, list):
        yield from (problem for item in tree for problem in _unseen(path, item))
    elif isinstance(tree, dict):
        yield from (problem for pair in tree.items() for item in pair for problem in _unseen(path, item))
    elif isinstance(tree, str) and (match := UNSEEN.search(tree)):
        yield Problem("unseen_character", Place(path), {"code": f"U+{ord(match.group()):04X}"})
