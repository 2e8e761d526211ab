"""The postings in files of about the same size, of which a question needs a few. Pure.

A term of Chinese lies with the character of it that stands in the fewest documents: what is rare tells most, and what stands
everywhere (有, 没, 人) need not be fetched for its neighbours. Any other term lies with its first letter. A file holds the
characters from one to the next in the order of Unicode.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from qingdan.search.fold import HAN
from qingdan.search.postings import Impacts, Names
from qingdan.search.spelling import spelt, spelt_by

BEFORE = "-"
"""Stands before a neighbour that in the text comes before the character with which both lie."""


def power(number: int) -> int:
    """About how many documents: 0 for one, 1 for two, 2 for up to four, 3 for up to eight …"""
    return (number - 1).bit_length()


def shards(impacts: Impacts, names: Names, standing: Mapping[str, int], size: int) -> Iterator[tuple[str, str]]:
    """Each file, of at most `size` bytes when packed, by the first character that lies in it; a character with more has one of
    its own. `standing` is the number of documents in which each character stands."""
    first, lines, packer, packed = "", list[str](), _packer(), 0
    for character, block in _blocks(impacts, names, standing):
        longer = packer.copy()
        more = len(longer.compress(block.encode()))
        if lines and packed + more + len(longer.copy().flush()) > size:
            yield first, "".join(lines)
            lines, longer = [], _packer()
            packed, more = 0, len(longer.compress(block.encode()))
        if not lines:
            first = character
        lines.append(block)
        packer, packed = longer, packed + more
    if lines:
        yield first, "".join(lines)


def _packer() -> zlib._Compress:
    return zlib.compressobj(9)


def _blocks(impacts: Impacts, names: Names, standing: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What lies with each character, in the order of Unicode: names behind `=`, terms with letters or figures a line each, then
    the character with its neighbours."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        of, notes = names[name]
        said = (text for number, note in notes for text in ("" if number is None else spelt(number), note.zh, note.en))
        found.setdefault(_home(name, standing), []).append("\t".join((f"={name}", _spelt(of.items()), *said)))
    together: dict[str, list[str]] = {}
    for term in sorted(impacts):
        home, weights = _home(term, standing), _spelt(impacts[term].items())
        if any(ord(character) not in HAN for character in term):
            found.setdefault(home, []).append(f"{term}\t{weights}")
        else:
            other = term[1:] if term[0] == home else BEFORE + term[0]
            together.setdefault(home, []).append(other + weights)
    for home, neighbours in together.items():
        in_turn = sorted(neighbours, key=lambda one: (one.startswith(BEFORE), one))
        found.setdefault(home, []).append(home + "".join(in_turn))
    for character in sorted(found):
        yield character, "".join(f"{line}\n" for line in found[character])


def _home(term: str, standing: Mapping[str, int]) -> str:
    """The character with which a term lies; of several that stand in as many documents the first in Unicode."""
    chinese = (character for character in term if ord(character) in HAN)
    return min(chinese, key=lambda character: (power(standing[character]), character), default=term[0])


def _spelt(weights: Iterable[tuple[int, int]]) -> str:
    """Documents by their weight."""
    groups: dict[int, list[int]] = {}
    for number, weight in weights:
        groups.setdefault(weight, []).append(number)
    return spelt_by(groups)
