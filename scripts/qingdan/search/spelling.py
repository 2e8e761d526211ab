"""How numbers are written in the files of the index: short, readable, and quickly read by a browser. Pure.

A number is written in letters to the base of 26, its last letter small: 0 a, 25 z, 26 Ba. Numbers of documents are written as
the distance from the one before; figures say what all that follow have in common: `9ab2Bcc` is 0 and 1 with a weight of 9,
then 28 and 30 with 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

BASE = 26


def spelt(number: int) -> str:
    """A number of 0 or more in letters."""
    last = chr(ord("a") + number % BASE)
    rest = number // BASE
    head = ""
    while rest:
        rest, digit = divmod(rest, BASE)
        head = chr(ord("A") + digit) + head
    return head + last


def spelt_all(numbers: Iterable[int]) -> str:
    """Different numbers, from the least to the greatest."""
    written, before = [], 0
    for number in sorted(numbers):
        written.append(spelt(number - before))
        before = number
    return "".join(written)


def spelt_by(groups: Mapping[int, Iterable[int]]) -> str:
    """Numbers by what they have in common, which is a number too."""
    return "".join(f"{common}{spelt_all(groups[common])}" for common in sorted(groups, reverse=True))
