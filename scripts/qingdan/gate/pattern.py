"""Which `pattern` a field may have: one that no checker can hang on or read in a way of its own.

Table Schema asks for the regular expressions of XML Schema; frictionless hands them to Python's `re`, a page in the browser to
JavaScript (flag `u`). What all of them read alike is allowed, for cells as the gate lets them in, without a line break.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from qingdan.gate.particle import Characters, Particle, UnsafeError, choice, complement, repeated, sequence, single, union

LONGEST = 1_000
"""Characters of a pattern as it is written."""

DEEPEST = 20
"""Brackets within each other. Python compiles them by recursion."""

_MEMBER = r"(?:[^\\\[\]-]|\\[\\.|?*+(){}\[\]^-])"
_MEMBERS = re.compile(rf"(?P<start>{_MEMBER})(?:-(?P<end>{_MEMBER}))?|-", re.DOTALL)
_TOKEN = re.compile(
    rf"""
    (?P<open>\((?!\?))
    |(?P<bar>\|)
    |(?:(?P<close>\))
        |(?P<literal>[^\\.|?*+(){{}}\[\]^$]|\\[\\.|?*+(){{}}\[\]^])
        |(?P<any>\.)
        |\[(?P<negated>\^|(?!\^))(?!\])(?P<members>-?(?:{_MEMBER}(?:-{_MEMBER})?)*-?)\]
     )(?:(?P<count>[?*+]|\{{(?P<least>[0-9]+)(?P<comma>,?)(?P<most>(?<=,)[0-9]+)?\}})(?P<mode>[?+]?))?
    |(?P<broken>[?*+]|\{{[0-9]+(?:,[0-9]*)?\}}|\\\Z|\[(?:[^\\\]]|\\.)*\\?\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A part of a pattern with its count. Escapes are those that XML Schema and JavaScript know too: none for letters, `$` or `/`."""


def why_unsafe(pattern: str) -> str:
    """The key of the reason why a pattern may not be used, or "" where it may.

    `pattern_broken`: a bracket, count or range is broken.
    `pattern_not_portable`: it holds what checkers do not all know or read alike.
    `pattern_bare_choice`: an `|` outside brackets, which frictionless reads as `^a|b$`.
    `pattern_ambiguous`: some text could be read in two ways, or some character does not alone decide how to go on.
    `pattern_too_long`: it is longer, deeper or repeats more than LONGEST, DEEPEST and `particle.LARGEST` allow.
    Decides any text in time that its length bounds, and never raises.
    """
    if len(pattern) > LONGEST:
        return "pattern_too_long"
    try:
        _read(pattern)
    except UnsafeError as unsafe:
        return str(unsafe)
    return "" if _compiles(pattern) else "pattern_broken"


def may_hold(pattern: str, characters: str) -> bool:
    """Whether a text that fits a safe pattern may hold one of these characters."""
    return any(
        start <= ord(character) <= end
        for token in _tokens(pattern)
        if token["literal"] or token["any"] or token["members"]
        for start, end in _characters(token)
        for character in characters
    )


def _read(pattern: str) -> Particle:
    """The whole pattern as one part. Raises UnsafeError."""
    around: list[tuple[tuple[Particle, ...], Particle]] = []
    branches: tuple[Particle, ...] = ()
    branch = Particle()
    for token in _tokens(pattern):
        if token["open"]:
            if len(around) == DEEPEST:
                raise UnsafeError("pattern_too_long")
            around.append((branches, branch))
            branches, branch = (), Particle()
        elif token["bar"]:
            if not around:
                raise UnsafeError("pattern_bare_choice")
            branches, branch = (*branches, branch), Particle()
        elif token["close"]:
            if not around:
                raise UnsafeError("pattern_broken")
            part = choice((*branches, branch))
            branches, branch = around.pop()
            branch = sequence(branch, _counted(part, token))
        else:
            part = single(_characters(token), token["literal"] and token["literal"][-1])
            branch = sequence(branch, _counted(part, token))
    if around:
        raise UnsafeError("pattern_broken")
    return branch


def _tokens(pattern: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or token["mode"]:
            raise UnsafeError("pattern_not_portable")
        if token["broken"]:
            raise UnsafeError("pattern_broken")
        yield token
        at = token.end()


def _characters(token: re.Match[str]) -> Characters:
    if token["literal"]:
        return ((ord(token["literal"][-1]), ord(token["literal"][-1])),)
    if token["any"]:
        return complement(((ord("\n"), ord("\n")),))
    if re.search(r"--|&&|~~|\|\|", token["members"]):
        raise UnsafeError("pattern_not_portable")
    ranges: list[tuple[int, int]] = []
    for member in _MEMBERS.finditer(token["members"]):
        start = (member["start"] or "-")[-1]
        end = (member["end"] or start)[-1]
        if end < start:
            raise UnsafeError("pattern_broken")
        ranges.append((ord(start), ord(end)))
    characters = union(tuple(ranges))
    return complement(characters) if token["negated"] else characters


def _counted(part: Particle, token: re.Match[str]) -> Particle:
    if not token["count"]:
        return part
    if not token["least"]:
        return repeated(part, *{"?": (0, 1), "*": (0, None), "+": (1, None)}[token["count"]])
    least = int(token["least"])
    most = int(token["most"]) if token["most"] else None if token["comma"] else least
    if most is not None and most < least:
        raise UnsafeError("pattern_broken")
    return repeated(part, least, most)


def _compiles(pattern: str) -> bool:
    """Whether Python takes it as it stands: a pattern that it warns of may mean something else in its next version."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(pattern)
        except (re.error, Warning):
            return False
    return True
