"""What residents say: the page of a list of words, by the entries that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    rows = package.terms.rows if package.terms else ()
    leading = [row for row in rows if row["leads_to"]]
    division = divide((row["leads_to"] for row in leading), limit)
    nowhere = tuple(said(publication.linked, (row for row in rows if not row["leads_to"])))
    spread = division.spread(leading, lambda row: row["leads_to"])
    values = [
        {"lists": tuple(_by_list(publication.linked, leading, found)), "nowhere": () if number else nowhere}
        for number, found in enumerate(spread)
    ]
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        path, shared = f"{package.name}/", {"package": package, "count": len({row["term"] for row in rows})}
        title, about = package.title.in_language(language), package.description.in_language(language)
        news = publication.feed(package.name)
        page = Page(root + path, "terms.html", language, title, about, shared, other + path, feed=news)
        yield from in_parts(page, division, values)


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


def _by_list(linked: Linked, every: Iterable[Row], rows: Iterable[Row]) -> Iterator[OfList]:
    """Rows by the list and the entry to which they lead, in the order of the lists."""
    counts: dict[str, int] = {}
    for row in every:
        name = linked.entries[row["leads_to"]].package.name
        counts[name] = counts.get(name, 0) + 1
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["leads_to"], []).append(row)
    for package in linked.catalogue.lists:
        of_list = [row for entry in linked.of(package) for row in found.get(entry.id, ())]
        if of_list:
            yield OfList(package.title, package.name, tuple(said(linked, of_list)), counts[package.name])
