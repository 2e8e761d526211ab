"""The gate of the patterns: no checker may hang on one, or read it in a way of its own."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qingdan.gate.particle import LARGEST
from qingdan.gate.pattern import DEEPEST, LONGEST, _read, why_unsafe
from qingdan.gate.tree import read_tree
from tests.gate.expression import ALPHABET, Expression, safe_expressions, written
from tests.world import ROOT, SOURCE

QUICK = settings(database=None, deadline=None, max_examples=100, derandomize=True)

ALLOWED = r"""
第[一二三四]+条(之[一二三四]+)? a?b*c+d{2}e{2,}f{2,4} (a|b(c|d)?|[0-9]{1,3}x)* () (|a)b (ab?){2}c
(COM|CRT|C)-[0-9]{4,6} (superseded|super|sub|[0-9]+) (a|ab)c a{2}a a{0}a{1}a{01} (a|[b-d]{0}|[b-d]) a{2000} .* [^a].
[-a] [a-] [a-z-] [-] [^-] [a^] [\^\-\]\[] [+-\-] [&|~$/,:=!<>#'"%@`;{}()*+?.] [^^] [𠀀-𪛟]
\\\.\|\?\*\+\(\)\{\}\[\]\^ -,:=!<>#'"%@`;&~/_ 😀? é+
"""

REFUSED = {
    "pattern_broken": r"( (a a) ) (() *a a** (*a) (|+) (a|*) a{2}{3} {2} a{3,2} [z-a] [b-\-] [a [^ [a\ [a\] \ ",
    "pattern_bare_choice": "a|b | a| |a (a|b)|c a|a",
    "pattern_not_portable": r"""
        ^a a$ \Aa a\Z \ba a\B (?=a) (?!a) (?<=a)b (?<!a)b (a)\1 (?P<a>b) (?<a>b) (?P=a) (?i)a (?i:a) (?:a) (?#a) (?>a) (?(1)a|b)
        a*+ a++ a?+ a{2}+ a*? a+? a?? a{2}? (a)+? \d \D \w \W \s \S [\d] [^\w] [a\s] \p{L} [\p{L}] \n \t [\n] \x41 \u0041
        \N{DIGIT} \a \第 \/ \- \$ \_ \& \" [\$] a{ a{,3} a{x} a{1 a{1, a{1,2,3} a{１} a} a] [] [^] []a] [^]a]
        [[a] [a[b] [[:alpha:]] [a--b] [--a] [a-b-c] [a&&b] [a~~b] [a||b] [a-z--[b]] [a-z&&[b]]""",
    "pattern_ambiguous": r"""
        a?a a*a a+a a{1,2}a (a|a) (a|b|a) (ab|ab) (a|[a-c]) (a|a{2}) (a|ab)b (a|a?b) (ab|a[bc]) a*[^b] .*x [a-m]?[m-z]
        (a*)? (a?){3,} (a*)* (a?)+ ()* ()? (a{0})* (a|)* (|) (|[ab])a (a?|b*) (ab?){2}b? (ab*){2,3}b (ab*)+b
        (a{0}){999999999999}""",
    "pattern_too_long": """
        a{2001} a{2001,} a{0,2001} (ab){1001} (a{99}){99} ([0-9]{3}){1,20000} a{99999999999999999999}
        a{2000}b (a{1001}|b{1000})""",
}

HANGING = r"""
(a+)+ (a+)* (a*)+ (a|a)* (a|a)+ (a|aa)+ (a|ab|b)* (.*)* (.+)+ (.*a){20} (.*,){11}P a*a*a*b x*x* x*x*y .*.*=.* (x+x+)+y
([a-zA-Z]+)* ([0-9]+)+ (([a-z])+.)+[A-Z]([a-z])+ (([a-z]+)*)+ (a?){30}a{30} (a|a?)+ (a|b|ab)* ([^a]|b)* ((a|b)+c?)+ (a+b?)+
(a{1,3}){1,3} ((ab)*)* ([a-z0-9]+[._]?)+@ (([a-z]+[0-9]*)+)+ ([ab]*[bc]*)+ (第[一二]*条?)*第? .*第.*条 [a-z]*[0-9a-f]*z
([a-z]+,?)+ (a.*)+ (.|第)* ((a|ab)c?)+b (aa|aaa)* (a{2}|a{3})+
"""


@pytest.mark.parametrize("pattern", ["", " ", "[ ]+a \n?", *ALLOWED.split()])
def test_what_all_checkers_read_alike_is_allowed(pattern: str) -> None:
    assert why_unsafe(pattern) == ""


@pytest.mark.parametrize(("reason", "pattern"), [(reason, pattern) for reason in REFUSED for pattern in REFUSED[reason].split()])
def test_each_reason_is_named(reason: str, pattern: str) -> None:
    assert why_unsafe(pattern) == reason


@pytest.mark.parametrize("pattern", HANGING.split())
def test_a_pattern_that_could_hang_is_refused(pattern: str) -> None:
    assert why_unsafe(pattern) == "pattern_ambiguous"
    assert why_unsafe(f"^{pattern}$") == "pattern_not_portable"


def test_the_limits_are_reached_and_not_passed() -> None:
    assert [why_unsafe("a" * length) for length in (LONGEST, LONGEST + 1)] == ["", "pattern_too_long"]
    assert [why_unsafe("(" * depth + ")" * depth) for depth in (DEEPEST, DEEPEST + 1)] == ["", "pattern_too_long"]
    assert [why_unsafe(f"a{{{count}}}") for count in (LARGEST, LARGEST + 1)] == ["", "pattern_too_long"]


HOSTILE = {
    "brackets": "(" * LONGEST,
    "closed brackets": "(" * 500 + ")" * 500,
    "choices in brackets": "(a|" * 333,
    "counts on counts": "(" * 19 + "a" + "{9})" * 19,
    "an endless number": f"a{{{'9' * 990}}}",
    "everything may be missing": "".join(chr(0x4E00 + 2 * number) + "?" for number in range(500)),
    "many words": f"({'|'.join(chr(0x4E00 + 2 * number) for number in range(499))})",
    "words within each other": f"({'|'.join('a' * length for length in range(1, 44))})",
    "a class that does not end": "[a-b-" * 200,
    "backslashes": "\\" * LONGEST,
    "half of a pair": "[\ud800-\udfff]",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pattern_is_answered(pattern: str) -> None:
    assert why_unsafe(pattern) in {"", *REFUSED}


def patterns_in(tree: object) -> Iterator[str]:
    if isinstance(tree, list):
        for item in tree:
            yield from patterns_in(item)
    elif isinstance(tree, dict):
        for name, value in tree.items():
            if name == "pattern" and isinstance(value, str):
                yield value
            else:
                yield from patterns_in(value)


def test_every_pattern_of_the_repository_is_allowed() -> None:
    paths = [path for folder in (*SOURCE, "scripts/qingdan/schemas") for path in sorted((ROOT / folder).rglob("*.yaml"))]
    found = {pattern for path in paths for pattern in patterns_in(read_tree(path.name, path.read_text("utf-8"))[0])}
    assert "[a-z0-9_]+" in found
    assert {pattern: why_unsafe(pattern) for pattern in found if why_unsafe(pattern)} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a(b|c)?d?)*", "abd" * 7_000 + "!"),
        ("(ab|ac|ad){2,}b?", "ad" * 10_000 + "a"),
        ("(第[一二]+条(之[一二]+)?|附件.*)", "第" + "一" * 20_000),
        ("([a-y]*z)*", "a" * 20_000),
        ("a*b*c*d*", "abcd" * 5_000),
        ("[^ ]*( [^ ]+)*", "a " * 10_000),
    ],
)
def test_a_long_cell_that_almost_fits_is_answered(pattern: str, text: str) -> None:
    assert why_unsafe(pattern) == ""
    assert re.fullmatch(pattern, text) is None


@QUICK
@given(safe_expressions(), st.data())
def test_what_is_allowed_means_the_same_between_anchors(expression: Expression, data: st.DataObject) -> None:
    pattern = written(expression)
    text = data.draw(st.text(ALPHABET, max_size=8) | st.from_regex(pattern, fullmatch=True, alphabet=ALPHABET))
    assert bool(re.compile(f"^{pattern}$").match(text)) == bool(re.fullmatch(pattern, text))


@QUICK
@given(st.text("ab()[]{}|*+?.,^$-\\012&~第\n", max_size=30))
def test_any_text_is_answered_and_what_is_allowed_compiles(pattern: str) -> None:
    reason = why_unsafe(pattern)
    assert reason in {"", *REFUSED}
    if not reason:
        compiled_without_a_warning(pattern)


@QUICK
@given(st.text("adz-^]\\[&|~(). 第", min_size=1, max_size=7).map("[{}]".format))
def test_a_class_holds_the_characters_that_python_finds_in_it(pattern: str) -> None:
    assume(not why_unsafe(pattern) and _read(pattern).size == 1)
    compiled = compiled_without_a_warning(pattern)
    sample = {*range(128), ord("第"), ord("第") + 1}
    inside = {code for code in sample for start, end in _read(pattern).first if start <= code <= end}
    assert {code for code in sample if compiled.fullmatch(chr(code))} == inside


def compiled_without_a_warning(pattern: str) -> re.Pattern[str]:
    re.purge()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return re.compile(pattern)
