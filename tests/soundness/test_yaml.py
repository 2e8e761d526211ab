"""The two parsers of YAML: what libyaml reads, ruamel.yaml's own parser reads as the same tree, or not at all."""

from __future__ import annotations

from hypothesis import assume, given
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from qingdan.gate.text import read_text
from qingdan.gate.tree import DEEPEST, Branch, _Builder, _RefusedError, read_tree
from qingdan.model import File
from tests.soundness.runs import run_of
from tests.soundness.yaml_texts import yaml_texts

PATH = "lists/one/datapackage.yaml"


@run_of(2)
@given(yaml_texts())
def test_what_libyaml_reads_the_other_parser_reads_as_the_same_or_refuses(text: str) -> None:
    assume(not read_text(File(PATH, f"{text}\n".encode()))[1])
    fast = tree_of(YAML(typ="safe"), f"{text}\n")
    slow = tree_of(YAML(typ="safe", pure=True), f"{text}\n")
    assert fast is None or slow is None or seen(fast) == seen(slow)


@run_of(2)
@given(yaml_texts())
def test_any_text_is_read_or_refused_on_a_line_that_it_has(text: str) -> None:
    tree, problems = read_tree(PATH, f"{text}\n")
    assert len(problems) == 1 or (tree and not problems)
    assert all(1 <= (problem.place.line or 1) <= text.count("\n") + 2 for problem in problems)


def tree_of(parser: YAML, text: str) -> Branch | None:
    """What a parser makes of a text; None where it is refused."""
    try:
        return _Builder(parser, text, DEEPEST).tree()
    except (YAMLError, ValueError, OverflowError, _RefusedError):
        return None


def seen(tree: object) -> object:
    """All that a tree says: names with their lines, values with their types."""
    if isinstance(tree, Branch):
        return tree.line, [(name, tree.lines[name], seen(part)) for name, part in tree.items()]
    return list(map(seen, tree)) if isinstance(tree, list) else (type(tree), repr(tree))
