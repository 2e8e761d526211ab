"""The canonical form of YAML: lines move and blanks go, but values, their quotation marks and comments stay."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString, SingleQuotedScalarString

from qingdan.gate.tree import DEEPEST, read_tree
from qingdan.problem import Place, Problem
from qingdan.tidy.tree import tidy_tree

PATH = "lists/sample/datapackage.yaml"


def tidy(text: str) -> str:
    tidied, problems = tidy_tree(PATH, text)
    assert problems == ()
    return tidied


# What stays

AS_IT_SHALL_BE = (
    """\
# Before the first name.

# Words that a reader of YAML could take for something else.
day: '2026-01-01'
date: 2026-01-01
moment: 2001-12-14t21:59:43.10-05:00
octal: 0123
number: +1_000
switch: on
answer: yes
claim: True
blank:
nothing: ~
none: null
text: "\\u4e2d and \\x41"
single: 'it''s'
title: {zh: 样例, en: SAMPLE}   # at the end of a line
flow: [ 1,2 , {a: b} ]
empty: []
long: """
    + "很长的一行。" * 200
    + """
wrapped: a text that
  goes on
quoted: 'and one

  that has a gap'
literal: |
  first
    further in

  # no comment
folded: >-
  one
  two

    three
kept: |+
  x

indented: |2
    two blanks before
# Between.
fields:
  # Before the first.
  - name: id   # why
    # Within.
    constraints:
      required: true
      # At the end of a block.
    # And of the next.
  - - 1
    - 2
  # After the last.

  - plain
wide: {zh: 样例,
  en: SAMPLE,  # within brackets
  # on a line of its own
  }
# After everything.
"""
)


def test_a_text_in_its_canonical_form_stays_as_it_is() -> None:
    assert tidy(AS_IT_SHALL_BE) == AS_IT_SHALL_BE


# What changes


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("a: 1", "a: 1\n"),
        ("\n\na: 1  \n\n\nb:\t2\t\n   \n\n", "a: 1\n\n\nb: 2\n"),
        ("   a: 1\n   b: 2\n", "a: 1\nb: 2\n"),
        ("a:    1\nb:   # why\n  c: 1\n", "a: 1\nb:   # why\n  c: 1\n"),
        ("a:\n- 1\n- 2\nb: 3\n", "a:\n  - 1\n  - 2\nb: 3\n"),
        ("a:\n    -   b: 1\n        c: 2\n    -   - 3\n        - 4\n", "a:\n  - b: 1\n    c: 2\n  - - 3\n    - 4\n"),
        ("a:\n-\n    b: 1\n-\n    c\n", "a:\n  -\n    b: 1\n  -\n    c\n"),
        ("a:\n- b:\n  - c:\n    - d\n", "a:\n  - b:\n      - c:\n          - d\n"),
        ("a:\n     {b: 1,\n      c: 2}\n", "a:\n  {b: 1,\n   c: 2}\n"),
        ("a: one\n      two\nb: 'one\n two'\n", "a: one\n  two\nb: 'one\n  two'\n"),
        ("a:\n    b: |\n          x\n            y \n\n    c: >\n     z\n", "a:\n  b: |\n    x\n      y \n\n  c: >\n    z\n"),
        ("a:\n    b: |2-\n        x\n", "a:\n  b: |2-\n      x\n"),
        ("a:\n- |\n  x\n\n-  >+\n x\n\n\n", "a:\n  - |\n    x\n\n  - >+\n    x\n\n\n"),
        ("a: |\n  x\n\n\n\n", "a: |\n  x\n"),
        ("? a\n:   b\n?   c\n: - d\n", "? a\n: b\n? c\n: - d\n"),
        ("  # at no level\na:\n- 1\n", "  # at no level\na:\n  - 1\n"),
        ("---\na:\n- 1\n...\n", "---\na:\n  - 1\n...\n"),
    ],
)
def test_lines_move_and_needless_blanks_go(text: str, tidied: str) -> None:
    assert (tidy(text), tidy(tidied)) == (tidied, tidied)


def test_comments_move_with_the_lines_that_they_speak_of() -> None:
    text = """\
a:
# of the item
- b: 1
  # of c
  c: 2
  # at the end of the item
# of d
d:
        # of e
        e:
                f: 1
                # at the end of e
        # of g
        g: 1   # far
               # goes on
"""
    assert (
        tidy(text)
        == """\
a:
  # of the item
  - b: 1
    # of c
    c: 2
    # at the end of the item
# of d
d:
  # of e
  e:
    f: 1
    # at the end of e
  # of g
  g: 1   # far
               # goes on
"""
    )


# What is left


def left(text: str) -> tuple[tuple[str, int | None], ...]:
    tidied, problems = tidy_tree(PATH, text)
    assert tidied == text
    return tuple((problem.key, problem.place.line) for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "a:\n   b: &b 1\n",
        "a:\n   b: *b\n",
        "a:\n   b: !!str 1\n",
        "a: 1\na: 2\n",
        "a: [\n",
        "a: b: c\n",
        "1: a\n",
        "a: '\n",
    ],
)
def test_what_the_gate_refuses_is_left_with_the_words_of_the_gate(text: str) -> None:
    _, problems = read_tree(PATH, text)
    assert problems
    assert tidy_tree(PATH, text) == (text, problems)


@pytest.mark.parametrize("text", ["a: |\n   x", 'a: "x\\  \n  y"\n', "a:\n    b: |\n       x\n      # at no level\n    c: 1\n"])
def test_a_text_that_would_say_something_else_is_left(text: str) -> None:
    assert left(text) == (("form_is_content", None),)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_a_text_with_line_breaks_that_only_yaml_knows_is_left(character: str) -> None:
    assert left(f"a:\n- x # {character}\n") == (("unseen_character", 2),)


# For trees of every kind

NAMES = st.text(st.sampled_from("ab1样-_: '#\"{"), min_size=1, max_size=5)
TEXTS = st.text(st.sampled_from("ab 样é:#-'\"\\{}[],&*!|>%@`?~😀"), max_size=12)
LINES = st.lists(TEXTS, min_size=1, max_size=4).map(lambda lines: "\n".join(lines) + "\n")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-1000, 1000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.sampled_from(["yes", "on", "0123", "2026-01-01", "~", "null", "1e3", "=", "<<"])
    | TEXTS
    | TEXTS.map(SingleQuotedScalarString)
    | TEXTS.map(DoubleQuotedScalarString)
    | LINES.map(LiteralScalarString)
    | LINES.map(FoldedScalarString)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)
TREES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A tree as some editor wrote it: any indentation, in blocks or brackets, wrapped or not, with comments where they may be."""
    yaml = YAML(typ="rt", pure=True)
    further_in = draw(st.integers(0, 4))
    yaml.indent(mapping=draw(st.integers(2, 6)), sequence=further_in + draw(st.integers(2, 4)), offset=further_in)
    yaml.width = draw(st.sampled_from([10, 40, 1000]))
    yaml.default_flow_style = draw(st.sampled_from([True, False, False]))
    stream = io.StringIO()
    yaml.dump(draw(TREES), stream)
    lines = stream.getvalue().split("\n")
    for number in range(draw(st.integers(0, 4))):
        where, blanks = draw(st.integers(0, len(lines) - 1)), " " * draw(st.integers(0, 8))
        comment = [f"{blanks}# c{number}"]
        alone, after = (
            [*lines[:where], *comment, *lines[where:]],
            [*lines[:where], f"{lines[where]} # c{number}", *lines[where + 1 :]],
        )
        commented = draw(st.sampled_from([alone, after]))
        if outcome("\n".join(commented)) == outcome("\n".join(lines)):
            lines = commented
    return "\n".join(lines)


def outcome(text: str) -> str:
    """What the gate reads, types and order included."""
    return repr(read_tree(PATH, text))


def comments(text: str) -> list[str]:
    return re.findall("# c[0-9]$", text, re.MULTILINE)


@settings(deadline=None)
@given(written())
def test_a_tree_written_in_any_way_keeps_its_values_and_comments(text: str) -> None:
    tidied, problems = tidy_tree(PATH, text)
    _, refused = read_tree(PATH, text)
    if problems:
        assert (tidied, problems in (refused, (Problem("form_is_content", Place(PATH)),))) == (text, True)
    else:
        assert (outcome(tidied), comments(tidied)) == (outcome(text), comments(text))
        assert tidy_tree(PATH, tidied) == (tidied, ())


LIKE_YAML = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            " ",
            "# c",
            "'",
            '"',
            "|",
            ">-",
            "|2",
            "+",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "样",
        ]
    )
).map("".join)


@settings(deadline=None)
@given(LIKE_YAML | st.text())
def test_text_of_any_kind_is_tidy_after_once_or_left_with_a_problem(text: str) -> None:
    text = text.replace("\r", "")
    tidied, problems = tidy_tree(PATH, text)
    if problems:
        assert tidied == text
    else:
        assert outcome(tidied) == outcome(text)
        assert tidy_tree(PATH, tidied) == (tidied, ())


def test_a_tree_of_the_greatest_depth_is_laid_out() -> None:
    deep = "".join(f"{'   ' * level}a:\n" for level in range(DEEPEST))
    assert tidy(deep) == "".join(f"{'  ' * level}a:\n" for level in range(DEEPEST))
