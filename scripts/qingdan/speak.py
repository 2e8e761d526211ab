"""A problem in words: where it stands, what is wrong and how to put it right, in Chinese and in English. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from qingdan.gate.tree import read_tree
from qingdan.model import Problem


def load_messages(name: str) -> Mapping[str, Mapping[str, str]]:
    """The messages of `messages/<name>.yaml` by key, each with at least `zh` and `en`.

    Those of `problems` also have the remedies `do_zh`, `do_en` and the paragraph `see` of CONTRIBUTING.
    """
    text = (resources.files("qingdan") / "messages" / f"{name}.yaml").read_text("utf-8")
    tree, problems = read_tree(f"messages/{name}.yaml", text)
    assert not problems, problems
    return {key: value for key, value in tree.items() if isinstance(value, dict)}


def tell(messages: Mapping[str, Mapping[str, str]], key: str, **values: object) -> str:
    """A message of a command: the Chinese line, then the English one."""
    return f"{messages[key]['zh']}\n{messages[key]['en']}".format_map(values)


def say(problem: Problem, messages: Mapping[str, Mapping[str, str]]) -> str:
    """The problem as an editor reads it: one line with the place and the Chinese text, one with the English."""
    message, place = messages[problem.key], problem.place
    where = f"{place.path}:{place.line}" if place.line else place.path
    values = {name: _shown(value) for name, value in problem.values.items()}
    position = " · ".join(filter(None, (_shown(where), place.cell, values.get("title", ""), _shown(place.field))))
    chinese = f"{message['zh']}{message['do_zh']}".format_map(values)
    english = f"{message['en']} {message['do_en']}".format_map(values)
    return f"{position}\n  {chinese}\n  {english}\n  → CONTRIBUTING.md#{message['see']}"


def _shown(value: str) -> str:
    """A value fit for a line of a terminal: no control characters, not endless."""
    plain = "".join(character if character.isprintable() else ascii(character)[1:-1] for character in value)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
