"""What residents say: the page of a list of words, by the entries that they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qingdan.linked import Linked
from qingdan.model import Package, Row, Text
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, refer

PLAIN = "plain_word"
"""The kind of a word that is right as it is, so that nothing need be said of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one kind that lead to the same entry, or to none, and of which the same is to be said.

    `kind` is none of plain words; `entry` is none, and `id` blank, where no list holds the answer.
    """

    words: tuple[str, ...]
    kind: Shown | None
    note: Text
    source: Shown | None
    entry: Shown | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class OfList:
    """The words that lead to entries of one list, as far as they stand on this part of the page; `count` is all of them."""

    title: Text
    anchor: str
    said: tuple[Said, ...]
    count: int


def terms_pages(publication: Publication, package: Package, limit: Limit = LINES) -> Iterator[Page]:
    """The page of a list of words, in Chinese and in English, and in parts where it is long."""
    linked, rows = publication.linked, package.terms.rows if package.terms else ()
    place = {entry: number for number, entry in enumerate(linked.entries)}
    lines = sorted(said(linked, rows), key=lambda line: place.get(line.id, -1))
    nowhere, leading = [line for line in lines if not line.id], [line for line in lines if line.id]
    division = divide((line.id for line in leading), limit)
    words = Counter(linked.entries[line.id].package.name for line in leading for _ in line.words)
    spread = division.spread(leading, lambda line: line.id)

    def own(number: int) -> dict[str, object]:
        return {"lists": tuple(_by_list(linked, spread[number], words)), "nowhere": () if number else nowhere}

    shared = {"package": package, "count": len({row["term"] for row in rows})}
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        path, news = f"{package.name}/", publication.feed(package.name)
        title, about = package.title.in_language(language), package.description.in_language(language)
        yield from in_parts(
            Page(root + path, "terms.html", language, title, about, shared, other + path, feed=news), division, own
        )


def said(linked: Linked, rows: Iterable[Row]) -> Iterator[Said]:
    """The words of rows, those together that lead to the same and of which the same is to be said, in the order of the first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in ("leads_to", "kind", "note", "note_en", "source")), []).append(row["term"])
    for (entry, kind, note, note_en, source), words in found.items():
        yield Said(
            tuple(words),
            refer(linked, "term-kind", kind) if kind != PLAIN else None,
            Text(note, note_en),
            refer(linked, "sources", source) if source else None,
            refer(linked, "entries", entry) if entry else None,
            entry,
        )


def _by_list(linked: Linked, lines: Iterable[Said], words: Mapping[str, int]) -> Iterator[OfList]:
    """Lines by the list that holds the entry to which they lead; `words` is how many words lead to each list."""
    found: dict[str, list[Said]] = {}
    for line in lines:
        found.setdefault(linked.entries[line.id].package.name, []).append(line)
    for package in linked.catalogue.lists:
        if package.name in found:
            yield OfList(package.title, package.name, tuple(found[package.name]), words[package.name])
