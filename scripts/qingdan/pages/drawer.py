"""What the pages of bodies, laws, authorities and codes share: every entry as a link, and the entries of a page by list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from qingdan.linked import Entry, Linked
from qingdan.model import Text
from qingdan.pages.parts import Division, Limit
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, refer


@dataclass(frozen=True, slots=True)
class OfList:
    """Entries of one list that refer to something, as far as they stand on this part of the page; `count` is all of them."""

    title: Text
    address: str
    entries: tuple[Shown, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Drawer:
    """What these pages share: the publication, every entry by its id as a link, and how long a page may be."""

    publication: Publication
    called: Callable[[str], Shown]
    limit: Limit

    @property
    def linked(self) -> Linked:
        """The catalogue as a web."""
        return self.publication.linked


def drawer_of(publication: Publication, limit: Limit) -> Drawer:
    """What the pages of a publication share."""
    return Drawer(publication, cache(partial(_called, publication)), limit)


def _called(publication: Publication, entry: str) -> Shown:
    """An entry as a link, marked where it is a sample."""
    shown = refer(publication.linked, "entries", entry)
    return shown._replace(note=publication.words["sample"].zh) if publication.linked.is_sample(entry) else shown


def lists_of(drawer: Drawer, division: Division, entries: Iterable[Entry]) -> list[list[OfList]]:
    """For each part of a page its entries under the titles of their lists."""
    counts: Counter[str] = Counter()
    found: list[dict[str, list[Shown]]] = [{} for _ in division.parts]
    for entry in entries:
        counts[entry.package.name] += 1
        found[division.numbers.get(entry.id, 0)].setdefault(entry.package.name, []).append(drawer.called(entry.id))
    lists = [package for package in drawer.linked.catalogue.lists if package.name in counts]
    return [
        [
            OfList(package.title, f"{package.name}/", tuple(by[package.name]), counts[package.name])
            for package in lists
            if package.name in by
        ]
        for by in found
    ]


def entry_count(linked: Linked, register: str, key: str) -> int:
    """How many entries, samples apart, refer to a row of a register."""
    return sum(not linked.is_sample(entry) for entry in linked.referrers.get((register, key), ()))
