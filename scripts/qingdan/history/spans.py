"""Two texts compared word by word; in Chinese, character by character."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

SAME, GONE, COME = "same", "gone", "come"

WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+|\s+|.", re.DOTALL)
"""A number, a word of a script that has words, white space, or a single character."""

SHORTEST = 2
"""Characters that stay between two changes, at least: what is shorter is read more easily as changed with them."""

MOST = 4_000
"""Words of both texts that are compared; of longer texts only beginning and end are."""

REMEMBERED = 1 << 10
"""Pairs of texts that are kept compared: of many rows the same is changed to the same, and shown on more than one page."""


class Span(NamedTuple):
    """A piece of text that is in both texts ("same"), only in the first ("gone") or only in the second ("come")."""

    kind: str
    text: str


@lru_cache(REMEMBERED)
def spans(before: str, after: str) -> tuple[Span, ...]:
    """The pieces as they are read. Those that are the same or gone make the first text, those the same or come the second."""
    old, new = WORD.findall(before), WORD.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _changed(old[start : len(old) - end], new[start : len(new) - end])
    same = ("".join(old[:start]), "".join(old[len(old) - end :]))
    found = (Span(SAME, same[0]), *middle, Span(SAME, same[1]))
    return tuple(span for span in found if span.text)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Words with which both begin."""
    return next(
        (number for number, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other))
    )


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """What differs, with what stays in between where that is long enough to be told apart."""
    gone, come = "", ""
    for kind, start, end, begin, stop in _operations(old, new):
        kept = "".join(old[start:end])
        if kind == "equal" and len(kept) >= SHORTEST:
            yield from (Span(GONE, gone), Span(COME, come), Span(SAME, kept))
            gone, come = "", ""
        else:
            gone, come = gone + kept, come + "".join(new[begin:stop])
    yield from (Span(GONE, gone), Span(COME, come))


def _operations(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    if len(old) + len(new) > MOST or {*old}.isdisjoint(new):
        return [("replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
