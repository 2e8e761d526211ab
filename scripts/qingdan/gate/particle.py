"""What may come next in a pattern: puts its parts together and refuses what could be read in two ways. Knows no syntax.

The rule is XML Schema's Unique Particle Attribution in its strong form (Gelade, Gyssens and Martens, Regular Expressions with
Counting, 2012): the next character alone decides which part of the pattern takes it, and by which repetition. A matcher that
tries one way after the other then never tries a part twice at one place, so its time grows with the text and no faster.
Counts are judged as they stand, not written out.

A choice of plain words may share beginnings, (COM|CRT): it is judged as the tree of its letters, C(OM|RT). There a matcher goes
back over one word at most.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

Characters = tuple[tuple[int, int], ...]
"""A set of characters: ranges of code points, both ends included, in order and apart from each other."""

LAST_CHARACTER = 0x10FFFF

LARGEST = 2_000
"""Characters of a pattern whose counts are written out, as XSD validators write them before they match."""


class UnsafeError(Exception):
    """A pattern may not be used. Its text is the key of the reason."""


class Particle(NamedTuple):
    """A part of a pattern, by what the rule needs to know of it."""

    may_be_empty: bool = True
    first: Characters = ()
    """The characters it may begin with."""
    onward: Characters = ()
    """The characters that may go on with it where it could also end, or be empty."""
    size: int = 0
    word: str | None = ""
    """The one text that it fits, where it is spelled out."""


def single(characters: Characters, word: str | None = None) -> Particle:
    """One character out of a set."""
    return Particle(may_be_empty=False, first=characters, size=1, word=word)


def sequence(left: Particle, right: Particle) -> Particle:
    """One part after the other. Raises UnsafeError where a character could go on with the left or begin the right."""
    _refuse_overlap(left.onward, right.first)
    return Particle(
        may_be_empty=left.may_be_empty and right.may_be_empty,
        first=union(left.first, right.first) if left.may_be_empty else left.first,
        onward=union(left.onward, right.onward) if right.may_be_empty else right.onward,
        size=_bounded(left.size + right.size),
        word=None if left.word is None or right.word is None else left.word + right.word,
    )


def choice(branches: Iterable[Particle]) -> Particle:
    """One of several parts. Raises UnsafeError where two may begin with the same character, or two may be empty."""
    branches = tuple(branches)
    words = [branch.word for branch in branches if branch.word is not None]
    parts = [_one_of(words), *(branch for branch in branches if branch.word is None)] if words else branches
    _refuse_overlap(*(part.first for part in parts))
    if sum(part.may_be_empty for part in parts) > 1:
        raise UnsafeError("pattern_ambiguous")
    may_be_empty = any(part.may_be_empty for part in parts)
    first = union(*(part.first for part in parts))
    return Particle(
        may_be_empty=may_be_empty,
        first=first,
        onward=union(*(part.onward for part in parts), first if may_be_empty else ()),
        size=_bounded(sum(part.size for part in parts)),
        word=None,
    )


def repeated(part: Particle, least: int, most: int | None) -> Particle:
    """A part, from `least` to `most` times. Raises UnsafeError where it is not certain when the next time begins."""
    if part.may_be_empty:
        raise UnsafeError("pattern_ambiguous")
    if most == 0:
        return Particle()
    if most != 1:
        _refuse_overlap(part.onward, part.first)
    return Particle(
        may_be_empty=least == 0,
        first=part.first,
        onward=part.onward if least == most else union(part.onward, part.first),
        size=_bounded(part.size * max(least, most or 1)),
        word=None,
    )


def union(*sets: Characters) -> Characters:
    """The characters that stand in any of the sets. Takes ranges in any order."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted(part for characters in sets for part in characters):
        if ranges and start <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return tuple(ranges)


def complement(characters: Characters) -> Characters:
    """The characters that do not stand in the set."""
    starts = [0, *(end + 1 for _, end in characters)]
    ends = [*(start - 1 for start, _ in characters), LAST_CHARACTER]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _one_of(words: list[str]) -> Particle:
    """A choice of plain words, judged as the tree of their letters."""
    known = frozenset(words)
    if len(known) < len(words):
        raise UnsafeError("pattern_ambiguous")
    return Particle(
        may_be_empty="" in words,
        first=_letters(word[0] for word in words if word),
        onward=_letters(word[end] for word in words for end in range(1, len(word)) if word[:end] in known),
        size=sum(len(word) for word in words),
        word=None,
    )


def _letters(letters: Iterable[str]) -> Characters:
    return union(tuple((ord(letter), ord(letter)) for letter in letters))


def _refuse_overlap(*sets: Characters) -> None:
    ranges = sorted(part for characters in sets for part in characters)
    if any(start <= end for (_, end), (start, _) in pairwise(ranges)):
        raise UnsafeError("pattern_ambiguous")


def _bounded(size: int) -> int:
    if size > LARGEST:
        raise UnsafeError("pattern_too_long")
    return size
