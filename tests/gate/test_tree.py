"""The gate of the descriptors: YAML that says plainly what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.gate.tree import DEEPEST, Branch, read_tree
from qingdan.problem import Place, Problem

PATH = "lists/sample/datapackage.yaml"


def test_a_plain_mapping_is_read_as_it_stands() -> None:
    text = "name: 样例\nno: no\nfields: [{a: 1, b: true}]\nblank:\n"
    assert read_tree(PATH, text) == ({"name": "样例", "no": "no", "fields": [{"a": 1, "b": True}], "blank": None}, ())


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: 1\nb: &there 2\n", "yaml_alias", 2),
        ("a: 1\nb: *there\n", "yaml_alias", 2),
        ("a: &a [x]\nb: [*a, *a]\n", "yaml_alias", 1),
        ("a: 1\nb: !!str 2\n", "yaml_tag", 2),
        ("a: 1\nb: !own 2\n", "yaml_tag", 2),
        ("a: ! 1\n", "yaml_tag", 1),
        ("!!map\na: 1\n", "yaml_tag", 1),
    ],
)
def test_aliases_anchors_and_tags_are_refused_on_their_line(text: str, key: str, line: int) -> None:
    assert read_tree(PATH, text) == ({}, (Problem(key, Place(PATH, line)),))


def test_a_tag_that_would_run_something_runs_nothing(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    text = f'a: !!python/object/apply:os.mkdir ["{witness}"]\n'
    assert read_tree(PATH, text) == ({}, (Problem("yaml_tag", Place(PATH, 1)),))
    assert not witness.exists()


@pytest.mark.parametrize("text", ["name: a\ntitle: b\nname: c\n", "x: 1\ny:\n  {a: 1, a: 2}\n"])
def test_a_key_that_stands_twice_is_refused_on_its_line(text: str) -> None:
    tree, problems = read_tree(PATH, text)
    assert (tree, [(problem.key, problem.place) for problem in problems]) == ({}, [("yaml_double_name", Place(PATH, 3))])
    assert problems[0].values in ({"name": "name", "first": "1"}, {"name": "a", "first": "3"})


def test_every_name_is_known_with_its_line() -> None:
    tree, _ = read_tree(PATH, "# c\na: 1\nb:\n  - c: |\n      x\n      y\n    d: 2\n")
    assert isinstance(tree["b"], list)
    (inner,) = tree["b"]
    assert isinstance(inner, Branch)
    assert (tree.line, tree.lines, inner.line, inner.lines) == (2, {"a": 2, "b": 3}, 4, {"c": 4, "d": 7})


def test_what_libyaml_cannot_read_ruamel_may() -> None:
    assert read_tree(PATH, "a: {en: done?, to: b}\n") == ({"a": {"en": "done?", "to": "b"}}, ())


@pytest.mark.parametrize(("key", "name"), [("1", "1"), ("true", "True"), ("~", "None"), ("2026-01-01", "2026-01-01")])
def test_a_key_that_is_not_text_is_named_wherever_it_stands(key: str, name: str) -> None:
    _, problems = read_tree(PATH, f"a:\n  - {{{key}: x}}\n")
    assert problems == (Problem("yaml_key", Place(PATH, 2), {"name": name}),)


def test_a_tree_of_the_greatest_depth_passes_and_one_level_more_is_refused() -> None:
    def nested(levels: int) -> str:
        return "a: 1\nb: " + "[" * levels + "]" * levels + "\n"

    assert read_tree(PATH, nested(DEEPEST - 1))[1] == ()
    assert read_tree(PATH, nested(DEEPEST)) == ({}, (Problem("yaml_too_deep", Place(PATH, 2), {"limit": "12"}),))
    assert read_tree(PATH, nested(100_000)) == ({}, (Problem("yaml_too_deep", Place(PATH, 2), {"limit": "12"}),))


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "text\n", "7\n"])
def test_what_is_not_a_mapping_is_refused(text: str) -> None:
    assert read_tree(PATH, text) == ({}, (Problem("not_a_mapping", Place(PATH, 1)),))


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: 1\nb: c: d\n", "broken_yaml", 2),
        ("a: 1\nb: [1, 2\n", "broken_yaml", 3),
        ("a: 1\nb: <<\n", "broken_yaml", 2),
        ("a: 1\n---\nb: 2\n", "yaml_documents", 2),
        ("a: 1\n...\n%YAML 1.1\n---\nb: 2\n", "yaml_documents", 3),
        ("%YAML 1.10123\n---\na: on\n", "yaml_documents", 1),
        ("a: 1\n? {b: 1}\n: c\n", "yaml_key", 2),
        ("a: 2026-13-45\n", "broken_yaml", 1),
        (f"a: {'9' * 5000}\n", "broken_yaml", 1),
        ('a: "\\U01F1F600"\n', "broken_yaml", None),
        ('a: "\\UFFFFFFFF"\n', "broken_yaml", None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_where_that_is_known(text: str, key: str, line: int | None) -> None:
    tree, problems = read_tree(PATH, text)
    assert (tree, [(problem.key, problem.place) for problem in problems]) == ({}, [(key, Place(PATH, line))])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('a: "x\\u202ey"\n', "U+202E"),
        ('a: ["\\e[31m"]\n', "U+001B"),
        ('"\\0": a\n', "U+0000"),
        ('a: "\\ud800"\n', "U+D800"),
    ],
    ids=["bidi", "escape", "null in a key", "half of a pair"],
)
def test_a_character_that_a_reader_cannot_see_does_not_come_in_by_an_escape(text: str, code: str) -> None:
    _, problems = read_tree(PATH, text)
    assert [(problem.key, problem.values) for problem in problems] == [("unseen_character", {"code": code})]


def test_a_backslash_that_is_no_escape_is_plain_text() -> None:
    assert read_tree(PATH, "a: '[0-9+()\\-]{5,20}'\n") == ({"a": "[0-9+()\\-]{5,20}"}, ())
