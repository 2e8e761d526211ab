"""The judgement by sets of characters, held against places and steps that are written out one by one (Glushkov)."""

from __future__ import annotations

import re
from itertools import chain, combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.gate.particle import LAST_CHARACTER, complement, union
from qingdan.gate.pattern import why_unsafe
from tests.gate.expression import (
    ALPHABET,
    Choice,
    Expression,
    Letter,
    Repeated,
    Sequence,
    Trials,
    expressions,
    safe_expressions,
    ways,
    written,
)

QUICK = settings(database=None, deadline=None, max_examples=300, derandomize=True)


Read = tuple[bool, list[int], list[int]]
"""Whether a part may be empty, the places where it begins, and those where it ends."""


class Automaton:
    """Every place of a pattern whose counts are written out, and every step from one place to another."""

    def __init__(self, expression: Expression) -> None:
        self.members: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.has_two_empty_ways = False
        _, self.first, _ = self.read(expression)

    def is_certain(self) -> bool:
        """Whether no step is there twice, and no two steps out of a place take the same character."""
        onward = [[end for start, end in self.steps if start == place] for place in range(len(self.members))]
        return not self.has_two_empty_ways and all(
            not set(self.members[one]) & set(self.members[other])
            for places in (self.first, *onward)
            for one, other in combinations(places, 2)
        )

    def read(self, expression: Expression) -> Read:
        match expression:
            case Letter(_, members):
                self.members.append(members)
                return False, [len(self.members) - 1], [len(self.members) - 1]
            case Sequence(parts):
                return self.join([self.read(part) for part in parts])
            case Choice(branches):
                words = [word for word in map(spelled, branches) if word is not None]
                others = [self.read(branch) for branch in branches if spelled(branch) is None]
                return self.either([*others, self.tree(words)] if words else others)
            case Repeated(part, least, most):
                copies = [self.read(part) for _ in range(least)]
                self.has_two_empty_ways |= self.read(part)[0]
                rest: Read = (True, [], [])
                if most is None:
                    _, first, last = self.read(part)
                    self.link(last, first)
                    rest = (True, first, last)
                for _ in range((most or least) - least):
                    _, first, last = self.join([self.read(part), rest])
                    rest = (True, first, last)
                return self.join([*copies, rest])

    def link(self, starts: list[int], ends: list[int]) -> None:
        self.steps += [(start, end) for start in starts for end in ends]

    def join(self, parts: list[Read]) -> Read:
        may_be_empty, first, last = True, list[int](), list[int]()
        for part in parts:
            self.link(last, part[1])
            first += part[1] if may_be_empty else []
            last = part[2] + (last if part[0] else [])
            may_be_empty &= part[0]
        return may_be_empty, first, last

    def either(self, parts: list[Read]) -> Read:
        self.has_two_empty_ways |= sum(part[0] for part in parts) > 1
        _, firsts, lasts = zip(*parts, strict=True) if parts else ((), (), ())
        return any(part[0] for part in parts), [*chain(*firsts)], [*chain(*lasts)]

    def tree(self, words: list[str]) -> Read:
        """The tree of the letters of some words."""
        self.has_two_empty_ways |= words.count("") > 1
        branches = []
        for letter in sorted({word[0] for word in words if word}):
            rest = self.tree([word[1:] for word in words if word.startswith(letter)])
            branches.append(self.join([self.read(Letter(letter, letter)), rest]))
        _, first, last = self.either(branches)
        return "" in words, first, last


def spelled(expression: Expression) -> str | None:
    """The one text that an expression spells out."""
    match expression:
        case Letter(text, _):
            return text if text in ALPHABET else None
        case Sequence(parts):
            words = [spelled(part) for part in parts]
            return None if None in words else "".join(word for word in words if word)
    return None


@QUICK
@given(expressions())
def test_a_pattern_is_safe_just_where_its_places_are_certain(expression: Expression) -> None:
    pattern = written(Choice([expression]))
    assert why_unsafe(pattern) == ("" if Automaton(Choice([expression])).is_certain() else "pattern_ambiguous"), pattern


@QUICK
@given(safe_expressions(), st.data())
def test_a_safe_pattern_is_read_in_one_way_and_tries_nothing_twice(expression: Expression, data: st.DataObject) -> None:
    text = data.draw(st.text(ALPHABET, max_size=12) | st.from_regex(written(expression), fullmatch=True, alphabet=ALPHABET))
    trials: Trials = []
    readings = [end for end in ways(expression, text, 0, trials) if end == len(text)]
    assert len(readings) == bool(re.fullmatch(written(expression), text))
    assert len(trials) == len(set(trials))


@QUICK
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=8))
def test_a_set_of_characters_is_in_order_and_its_complement_is_the_rest(spans: list[tuple[int, int]]) -> None:
    characters = union(tuple((start, start + length) for start, length in spans))
    assert all(end + 1 < start for (_, end), (start, _) in pairwise(characters))
    assert union(characters, complement(characters)) == ((0, LAST_CHARACTER),)
    assert complement(complement(characters)) == characters
    inside = {code for start, end in characters for code in range(start, end + 1)}
    assert inside == {code for start, length in spans for code in range(start, start + length + 1)}
