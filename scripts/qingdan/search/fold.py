"""Spellings that mean the same become one: full width, capitals and traditional characters. The reader does the same.

Each character is folded by itself, so that a reader can tell which character of a title it stands for. This module alone knows
OpenCC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import Protocol

HAN = range(0x3400, 0xA000)
"""CJK Unified Ideographs and Extension A: every character that a traditional spelling of a list is written in."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def fold(text: str) -> str:
    """A text with every character folded: NFKC, small letters, simplified."""
    return "".join(map(folded, text))


@cache
def folded(character: str) -> str:
    """What a character is folded to: one character, or several where it stands for several (㎡)."""
    return "".join(map(_simplified, unicodedata.normalize("NFKC", character).lower()))


def joined(text: str) -> str:
    """The letters, figures and characters of a text, folded, with nothing between them: as names are compared."""
    return "".join(filter(str.isalnum, fold(text)))


def traditional(alphabet: Collection[str]) -> Iterator[str]:
    """Pairs of a traditional character and the one in `alphabet` that it is folded to, in the order of Unicode."""
    for code in HAN:
        character = chr(code)
        simple = _simplified(character)
        if simple != character and simple in alphabet:
            yield character + simple


@cache
def _simplified(character: str) -> str:
    """The simplified form of a Chinese character, where it is one character of `HAN` too; any other character as it is."""
    if ord(character) not in HAN:
        return character
    simple = _converter().convert(character)
    return simple if len(simple) == 1 and ord(simple) in HAN else character


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    made: _Converter = OpenCC("t2s")
    return made
