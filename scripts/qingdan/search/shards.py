"""The postings in files of about the same size, of which a question needs a few. Pure.

A term lies with all others that begin with the same character, so that a character, its neighbours and the names that begin with
it come together; a file holds the characters from one to the next in the order of Unicode.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingdan.search.postings import Impacts, Names
from qingdan.search.spelling import spelt, spelt_by


def shards(impacts: Impacts, names: Names, size: int) -> Iterator[tuple[str, str]]:
    """Each file of at most `size` bytes by the first character that lies in it; a character with more has one of its own."""
    first, lines, filled = "", list[str](), 0
    for character, block in _blocks(impacts, names):
        weight = len(block.encode())
        if lines and filled + weight > size:
            yield first, "".join(lines)
            lines, filled = [], 0
        if not lines:
            first = character
        lines.append(block)
        filled += weight
    if lines:
        yield first, "".join(lines)


def _blocks(impacts: Impacts, names: Names) -> Iterator[tuple[str, str]]:
    """What begins with each character, in the order of Unicode: names behind `=`, then terms."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        of, notes = names[name]
        said = (text for number, note in notes for text in ("" if number is None else spelt(number), note.zh, note.en))
        found.setdefault(name[0], []).append("\t".join((f"={name}", _spelt(of.items()), *said)))
    for term in sorted(impacts):
        found.setdefault(term[0], []).append(f"{term}\t{_spelt(impacts[term].items())}")
    for character in sorted(found):
        yield character, "".join(f"{line}\n" for line in found[character])


def _spelt(weights: Iterable[tuple[int, int]]) -> str:
    """Documents by their weight."""
    groups: dict[int, list[int]] = {}
    for number, weight in weights:
        groups.setdefault(weight, []).append(number)
    return spelt_by(groups)
