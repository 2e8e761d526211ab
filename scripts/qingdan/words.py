"""The words of the site, in Chinese and in English. Read once from `site/words`; no visible word stands in Python."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qingdan.gate.tree import read_tree
from qingdan.model import Text
from qingdan.problem import Problem


def load_words(root: Path) -> tuple[Mapping[str, Text], tuple[Problem, ...]]:
    """Every word by its key, from the YAML files in `site/words`; a key stands once in all of them."""
    words: dict[str, Text] = {}
    problems: list[Problem] = []
    for path in sorted((root / "site" / "words").glob("*.yaml")):
        tree, found = read_tree(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        problems.extend(found)
        for key, value in tree.items():
            if isinstance(value, dict):
                words[key] = Text(str(value["zh"]), str(value["en"]))
    return words, tuple(problems)
