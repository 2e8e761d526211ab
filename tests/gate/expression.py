"""A pattern as a tree, read by plain trial: what the tests hold against the judgement of `gate/pattern.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from qingdan.gate.pattern import why_unsafe

ALPHABET = "abcdef"


@dataclass(frozen=True, eq=False)
class Letter:
    """One character out of `members`, as it is written."""

    written: str
    members: str


@dataclass(frozen=True, eq=False)
class Sequence:
    parts: list[Expression]


@dataclass(frozen=True, eq=False)
class Choice:
    branches: list[Expression]


@dataclass(frozen=True, eq=False)
class Repeated:
    part: Expression
    least: int
    most: int | None


Expression = Letter | Sequence | Choice | Repeated
Trials = list[tuple[Letter, int]]

MEMBERS = {"[ab]": "ab", "[b-d]": "bcd", "[^a]": "bcdef", ".": ALPHABET}
COUNTS = {"?": (0, 1), "*": (0, None), "+": (1, None), "{2}": (2, 2), "{0,2}": (0, 2), "{1,3}": (1, 3), "{2,}": (2, None)}


def letters() -> st.SearchStrategy[Expression]:
    """Mostly plain characters, so that words are found; some classes, and the point."""
    plain = st.sampled_from(ALPHABET).map(lambda letter: Letter(letter, letter))
    some = st.sampled_from(["[ab]", "[b-d]", "[^a]", "."]).map(lambda written: Letter(written, MEMBERS[written]))
    return st.one_of(plain, plain, plain, some)


def expressions() -> st.SearchStrategy[Expression]:
    return st.recursive(
        letters(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(Sequence),
            st.lists(inner, min_size=1, max_size=3).map(Choice),
            st.lists(words(), min_size=2, max_size=4).map(Choice),
            st.builds(lambda part, count: Repeated(part, *COUNTS[count]), inner, st.sampled_from(list(COUNTS))),
        ),
        max_leaves=8,
    )


def safe_expressions() -> st.SearchStrategy[Expression]:
    return expressions().map(lambda expression: Choice([expression])).filter(lambda choice: not why_unsafe(written(choice)))


def words() -> st.SearchStrategy[Expression]:
    return st.text(ALPHABET, min_size=1, max_size=3).map(lambda word: Sequence([Letter(letter, letter) for letter in word]))


def written(expression: Expression) -> str:
    """The pattern of a tree."""
    match expression:
        case Letter(text, _):
            return text
        case Sequence(parts):
            return "".join(map(written, parts))
        case Choice(branches):
            return f"({'|'.join(map(written, branches))})"
        case Repeated(part, least, most):
            count = next(count for count, bounds in COUNTS.items() if bounds == (least, most))
            return (written(part) if isinstance(part, (Letter, Choice)) else f"({written(part)})") + count


def ways(expression: Expression, text: str, start: int, trials: Trials) -> Iterator[int]:
    """Where a reading from `start` may end, once for each way to read; notes which letter was tried at which place."""
    match expression:
        case Letter(_, members):
            trials.append((expression, start))
            if start < len(text) and text[start] in members:
                yield start + 1
        case Sequence(parts):
            yield from _one_after_the_other(parts, text, start, trials)
        case Choice(branches):
            for branch in branches:
                yield from ways(branch, text, start, trials)
        case Repeated(part, least, most):
            if most != 0:
                rest = Repeated(part, max(least - 1, 0), None if most is None else most - 1)
                for end in ways(part, text, start, trials):
                    if end > start:
                        yield from ways(rest, text, end, trials)
            if least == 0:
                yield start


def _one_after_the_other(parts: list[Expression], text: str, start: int, trials: Trials) -> Iterator[int]:
    if not parts:
        yield start
    else:
        for end in ways(parts[0], text, start, trials):
            yield from _one_after_the_other(parts[1:], text, end, trials)
