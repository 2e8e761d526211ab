"""A folded text cut into terms: what the index is looked up by. The reader cuts a question in the same way.

A term of Chinese is a character or two neighbours; of pinyin a syllable (`lao~`), two neighbours (`lao~nian`) or two initials
(`ln^`), or all of a short name (`lnz$`); of anything else a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from qingdan.search.fold import HAN, fold, joined
from qingdan.search.pinyin import syllables

SHORT = 4
"""Syllables of a name that is asked for by all its initials (db); of a longer one some neighbours tell enough."""

RUN = re.compile(f"[0-9{chr(HAN.start)}-{chr(HAN.stop - 1)}]+")
"""Chinese characters and figures, which have neighbours."""

WORD = re.compile("[a-z0-9]+")


def terms_of_text(text: str) -> Iterator[str]:
    """The characters, neighbours and words of a text; neighbours do not reach across a sign."""
    text = fold(text)
    for run in RUN.findall(text):
        yield from _neighbours(run)
    yield from map(stem, WORD.findall(text))


def terms_of_name(name: str) -> Iterator[str]:
    """The same of a name; here neighbours may have a sign between them."""
    for run in RUN.findall(joined(name)):
        yield from _neighbours(run)
    yield from map(stem, WORD.findall(fold(name)))


def terms_of_sound(name: str) -> Iterator[str]:
    """The syllables and initials of a name."""
    said = syllables(joined(name))
    yield from (f"{syllable}~" for syllable in said)
    yield from ("~".join(pair) for pair in pairwise(said))
    yield from (f"{first[0]}{second[0]}^" for first, second in pairwise(said))
    if len(said) <= SHORT:
        yield f"{''.join(syllable[0] for syllable in said)}$"


def stem(word: str) -> str:
    """A word without the s of the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _neighbours(run: str) -> Iterable[str]:
    return (*run, *map("".join, pairwise(run)))
