"""YAML for the tests of the two parsers: trees written in every style there is, spoilt at random, and heaps of tokens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from hypothesis import strategies as st

from tests.soundness.listed import listed

Texts = st.SearchStrategy[str]
Tree = object

PLAIN = listed(r"""
a · b c · 甲 · é · 😀 · a:b · a#b · -a · ?a · a? · http://x.example · << · = · +1 · x y z · a'b · a"b · a\b · a]
a} · a,b · 1 · 01 · 0o7 · 0x1F · 1_0 · 1.0 · .5 · 1e5 · .inf · .NaN · -.inf · 0 · -1 · 1:30 · 0b1 · true · True
yes · No · on · ~ · null · 2026-01-31 · 2026-1-5 · 2026-01-31T10:00:00Z · 12:30:45
""")
"""Scalars as they stand without quotation marks."""

BROKEN = listed(r"""
[ · { · *a · &a · !a · @a · `a · %a · | · > · a: b · - a · # a · ' · "
""")
"""Those that cannot stand so."""

TOKENS = (
    *listed(r"""
:␠ · : · -␠ · - · ?␠ · ? · ,␠ · , · [ · ] · { · } · # · ␠# · &a · ␠&a␠ · *a · ! · !!str␠ · !a␠ · | · > · |- · >+
|2 · >-1 · ' · " · '' · \" · \ · \n · \u0041 · \x41 · \/ · \␠ · \⏎ · % · %YAML 1.1⏎ · %TAG ! a⏎ · @ · ` · <<
--- · ---⏎ · ---␠ · ... · ...⏎ · ⏎ · ⏎⏎ · ⏎␠ · ⏎␠␠ · ⏎-␠ · ␠ · ␠␠ · ␠␠␠␠ · ⇥ · = · ~ · :⏎ · a:␠ · a: · a: 1⏎
- a⏎ · ⏎-⏎ · - -␠ · ? a⏎: b⏎ · {a: 1} · [1, 2] · {a} · [a: 1] · {a, b: } · 'a':␠ · "a":1 · {"a":1}
a: |⏎  b⏎ c⏎ · a: >⏎⏎  b⏎   c⏎  d⏎ · a: 'b⏎⏎  c'⏎ · a: "b⏎  c"⏎ · a: b⏎  c⏎
"""),
    *("\u00a0", "\u3000", "\ufeff", "\u0301", "😀", "\u0085", "\u2028"),
    *PLAIN,
    *BROKEN,
)
"""What means something in YAML, or nearly."""

KNOWN = listed(r"""
a: 1⏎b:⏎- c⏎- d: e⏎ · ? a⏎: b⏎ · a: {b: [c, d], e: f}⏎ · a: |⏎  b⏎⏎  c⏎d: >-⏎  e⏎  f⏎ · a: 'b'⏎c: "d"⏎# e⏎f:⏎  - g⏎
""")


@cache
def yaml_texts() -> Texts:
    """A text that is mostly YAML."""
    written = st.one_of(
        st.builds(block, trees(), st.sampled_from((1, 2, 4)), st.booleans()), st.builds(flow, trees()), st.builds(pretty, trees())
    )
    heaps = st.lists(st.sampled_from(TOKENS), max_size=14).map("".join)
    return st.one_of(
        st.builds(spoilt, written, changes()),
        st.builds(spoilt, written, changes()),
        heaps,
        st.builds(spoilt, st.sampled_from(KNOWN), changes()),
    )


@cache
def changes() -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """What is done to a text: where, how much is taken out, what is put there."""
    return st.lists(
        st.tuples(st.integers(0, 120), st.integers(0, 4), st.one_of(st.sampled_from(TOKENS), st.just(""))), max_size=3
    )


def spoilt(text: str, made: list[tuple[int, int, str]]) -> str:
    """A text with some changes."""
    for start, length, token in made:
        start = start % (len(text) + 1)
        text = text[:start] + token + text[start + length :]
    return text


@cache
def trees() -> st.SearchStrategy[Tree]:
    leaves = st.sampled_from((*PLAIN, *PLAIN, *BROKEN, "", " a", "a ", "a\nb", "a\n\nb\n", "\n"))
    names = st.sampled_from(("a", "b", "甲", "a b", "1", "true", "x: y", "#", "-", "name", "'"))
    inner = st.recursive(
        leaves, lambda part: st.one_of(st.lists(part, max_size=3), st.dictionaries(names, part, max_size=3)), max_leaves=6
    )
    return st.dictionaries(names, inner, min_size=1, max_size=3)


def flow(tree: Tree) -> str:
    """The tree in brackets, its texts as they stand or as JSON writes them."""
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{name}: {flow(part)}" for name, part in tree.items()) + "}"
    return f"[{', '.join(map(flow, tree))}]" if isinstance(tree, list) else str(tree)


def pretty(tree: Tree) -> str:
    """The tree as JSON."""
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def block(tree: Tree, indent: int, is_quoted: bool, depth: int = 0) -> str:
    """The tree line by line, its texts as they stand, in quotation marks, or as blocks where they have lines."""
    margin = " " * indent * depth
    if isinstance(tree, Mapping) and tree:
        return "".join(f"{margin}{name}:{_below(part, indent, is_quoted, depth)}" for name, part in tree.items())
    if isinstance(tree, list) and tree:
        return "".join(f"{margin}-{_below(part, indent, is_quoted, depth)}" for part in tree)
    return f"{margin}{flow(tree)}\n"


def _below(part: Tree, indent: int, is_quoted: bool, depth: int) -> str:
    if isinstance(part, (Mapping, list)) and part:
        return "\n" + block(part, indent, is_quoted, depth + 1)
    if isinstance(part, str) and "\n" in part and not is_quoted:
        margin = " " * indent * (depth + 1)
        return " |\n" + "".join(f"{margin}{line}\n" for line in part.split("\n"))
    return f" {json.dumps(part, ensure_ascii=False) if is_quoted else flow(part)}\n"
