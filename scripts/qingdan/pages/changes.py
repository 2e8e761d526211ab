"""What changed: everything that was published, newest first; by list, by month, by commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from qingdan.draw.columns import Column, columns
from qingdan.exports.concerned import folder_of
from qingdan.exports.feeds.feeds import EVERYTHING
from qingdan.history.revisions import EVENTS, Reshaped, Revision
from qingdan.history.timeline import EDITORIAL, Happened, Published, ground, is_of_a_register
from qingdan.model import Text
from qingdan.pages.happened import FRESH, SHORT, EntryLine, address_of, entry_line, registered
from qingdan.pages.parts import BY_DAY, COMMITS, LINES, Limit, divide, in_parts
from qingdan.pages.publication import Chapter, Page, Publication, chapter
from qingdan.pages.refer import Shown
from qingdan.section import CELL, FACE, Thing

NEWEST = 20
"""Commits on the first page; the others stand on the pages of their months."""

FULL = Limit(500, 250)
"""Entries on the page of a commit that changed many of them: each may be told field by field."""

MOST = 1_000
"""Authorities that are named on the page of all changes; the register has them all."""

DAYS = 45
"""A history no longer than this is drawn by day, a longer one by month."""

MONTHS = 36
"""Months that are drawn at most."""


@dataclass(frozen=True, slots=True)
class ListShown:
    """What a commit did to one list: how many entries, by event."""

    title: Text
    address: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ReshapedShown:
    """A table whose shape changed: which, what happened to it ("new", "gone", "moved", "columns"), and its columns."""

    table: Text
    event: str
    moved_from: str
    added: tuple[Text, ...]
    removed: tuple[Text, ...]
    renamed: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class PublishedShown:
    """One commit. `day` is blank where it is not committed; `authorities` are those behind its changes, with their entries."""

    day: str
    address: str
    message: str
    author: str
    name: str
    lists: tuple[ListShown, ...]
    registers: tuple[tuple[Text, int], ...]
    reshaped: tuple[ReshapedShown, ...]
    described: tuple[str, ...]
    authorities: tuple[tuple[Shown, int], ...]
    is_editorial: bool


def changes_chapters(publication: Publication, lines: Limit = LINES, commits: Limit = COMMITS) -> Iterator[Chapter]:
    """The page of all changes; where there is a history, those of its months, its lists and its commits, in parts if long."""
    yield chapter(partial(_overview, publication, commits), "changes/")
    for published, happened in publication.timeline.newest():
        pages = partial(_commit, publication, published, happened, lines)
        frame = {(FACE, name) for one in happened for name in (one.revision.subject, one.revision.authority)}
        yield chapter(pages, address_of(published), about=frame | _told_in(happened), frame=frame)


def _overview(publication: Publication, commits: Limit) -> Iterator[Page]:
    shown = tuple(published_shown(publication, one) for one in reversed(publication.timeline.published))
    yield _index(publication, shown)
    months: dict[str, list[PublishedShown]] = {}
    for page in shown:
        if page.day:
            months.setdefault(page.day[:7], []).append(page)
    for month, pages in months.items():
        yield from _some(publication, f"changes/{month}/", Text(month, month), pages, commits)
    for package in publication.linked.catalogue.lists if not publication.timeline.why_not else ():
        pages = [page for page in shown if any(found.address == f"{package.name}/" for found in page.lists)]
        yield from _some(publication, f"changes/by/{package.name}/", package.title, pages, commits, feed=package.name)


def _told_in(happened: Sequence[Happened]) -> frozenset[Thing]:
    """What a commit tells of: what it revised, on which authorities, and what the cells named that it changed."""
    revisions = [one.revision for one in happened]
    told = (revision for revision in revisions if revision.event not in FRESH)
    names = {cell for revision in told for cell in revision.cells}
    names.update(name for revision in revisions for name in (revision.subject, revision.authority))
    return frozenset((CELL, name) for name in names)


def published_shown(publication: Publication, published: Published) -> PublishedShown:
    """A commit as a reader sees it."""
    difference = published.difference
    own = [revision for revision in difference.revisions if not is_of_a_register(revision)]
    grounded = [revision for revision in own if ground(revision, publication.editorial) != EDITORIAL]
    authorities = Counter(revision.authority for revision in grounded if revision.authority)
    return PublishedShown(
        day=published.day.isoformat() if published.day else "",
        address=address_of(published),
        message=published.commit.subject,
        author=published.commit.author if publication.settings.shows_authors else "",
        name=published.commit.name,
        lists=tuple(_lists(publication, own)),
        registers=tuple(_registers(publication, difference.revisions)),
        reshaped=tuple(_reshaped(publication, change) for change in difference.reshaped),
        described=difference.described,
        authorities=tuple((registered(publication, "authorities", key), count) for key, count in authorities.most_common()),
        is_editorial=not grounded,
    )


def by_commit(publication: Publication, happened: Iterable[Happened]) -> list[tuple[Published, list[EntryLine]]]:
    """What happened, by commit, the newest first, without the cells."""
    found: dict[int, list[EntryLine]] = {}
    for one in happened:
        found.setdefault(one.published.number, []).append(entry_line(publication, one, False))
    return [(publication.timeline.published[number], found[number]) for number in sorted(found, reverse=True)]


def _lists(publication: Publication, revisions: Iterable[Revision]) -> Iterator[ListShown]:
    counts: dict[str, Counter[str]] = {}
    for revision in revisions:
        if not publication.linked.is_sample(revision.subject):
            counts.setdefault(_list_of(publication, revision), Counter())[revision.event] += 1
    known = {package.name: package for package in publication.linked.catalogue.lists}
    for name in [*(name for name in known if name in counts), *(name for name in counts if name not in known)]:
        found = tuple((event, counts[name][event]) for event in EVENTS if counts[name][event])
        yield ListShown(known[name].title if name in known else Text(name, name), f"{name}/" if name in known else "", found)


def _list_of(publication: Publication, revision: Revision) -> str:
    """The name of the list in which an entry stands now; of one that is gone, where it stood."""
    entry = publication.linked.entries.get(revision.subject)
    return entry.package.name if entry else folder_of(revision)


def _registers(publication: Publication, revisions: Iterable[Revision]) -> Iterator[tuple[Text, int]]:
    """The registers of which rows came, went or changed, each with how many."""
    counts: Counter[str] = Counter()
    for revision in revisions:
        if is_of_a_register(revision):
            path = revision.table or revision.subject
            counts[path] += len(revision.rows) if path == revision.subject else 1
    for path, count in counts.items():
        table = publication.tables.get(path)
        yield table.title if table else Text(path, path), count


def _reshaped(publication: Publication, change: Reshaped) -> ReshapedShown:
    table = publication.tables.get(change.after or change.before)

    def title(name: str) -> Text:
        field = table.field_named(name) if table else None
        return field.title if field else Text(name, name)

    is_new, is_gone = not change.before, not change.after
    moved_from = change.before if not is_new and not is_gone and change.before != change.after else ""
    return ReshapedShown(
        table=table.title if table else Text(change.after or change.before, change.after or change.before),
        event="new" if is_new else "gone" if is_gone else "moved" if moved_from else "columns",
        moved_from=moved_from,
        added=() if is_new else tuple(map(title, change.added)),
        removed=() if is_gone else tuple(map(title, change.removed)),
        renamed=tuple((Text(old, old), title(new)) for old, new in change.renamed),
    )


def _index(publication: Publication, pages: Sequence[PublishedShown]) -> Page:
    words, linked = publication.words, publication.linked
    months = Counter(page.day[:7] for page in pages if page.day)
    authorities = Counter({key: len(happened) for key, happened in publication.changed_on.items()})
    values: dict[str, object] = {
        "why_not": publication.timeline.why_not,
        "newest": pages[:NEWEST],
        "count": len([page for page in pages if page.day]),
        "months": [(month, f"changes/{month}/", number) for month, number in months.items()],
        "lists": [
            (package.title, f"changes/by/{package.name}/", number)
            for package in linked.catalogue.lists
            if (number := len([page for page in pages if any(found.address == f"{package.name}/" for found in page.lists)]))
        ],
        "authorities": [(registered(publication, "authorities", key), number) for key, number in authorities.most_common(MOST)],
        "authorities_left": max(0, len(authorities) - MOST),
        "picture": columns(_activity(publication), words["activity"].zh) if pages else "",
    }
    about = words["changes_about"].zh
    return Page("changes/", "changes.html", "both", words["changes"].zh, about, values, feed=publication.feed(EVERYTHING))


def _activity(publication: Publication) -> tuple[Column, ...]:
    """How many entries changed in each day or month, from the first to the last in which any did."""
    days = [(one.day, one.difference) for one in publication.timeline.published if one.day]
    is_short = bool(days) and (days[-1][0] - days[0][0]).days <= DAYS
    counts: Counter[str] = Counter()
    for day, difference in days:
        entries = [
            one for one in difference.revisions if not is_of_a_register(one) and not publication.linked.is_sample(one.subject)
        ]
        counts[day.isoformat() if is_short else day.isoformat()[:7]] += len(entries)
    if not counts:
        return ()
    spans = _days(min(counts), max(counts)) if is_short else _months(min(counts), max(counts))
    return tuple(Column(name, counts[name]) for name in spans)


def _days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(number).isoformat() for number in range(start, end + 1)]


def _months(first: str, last: str) -> list[str]:
    """The months from the first to the last, of more than are drawn the latest."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(max(start, end - MONTHS + 1), end + 1)]


def _some(
    publication: Publication, path: str, title: Text, pages: Sequence[PublishedShown], limit: Limit, feed: str = ""
) -> Iterator[Page]:
    """Some commits, the newest first; in parts by their days. What is not committed yet stands with the newest."""
    newest = next((page.day for page in pages if page.day), "")
    division = divide((page.day or newest for page in pages), limit, BY_DAY)
    words, called = publication.words, f"{title.zh} · {publication.words['changes'].zh}"
    news, about = publication.feed(feed) if feed else "", words["changes_about"].zh
    page = Page(path, "changes_some.html", "both", called, about, {"heading": title}, feed=news)
    published = division.spread(pages, lambda one: one.day or newest)
    yield from in_parts(page, division, lambda number: {"published": published[number]})


def _commit(publication: Publication, published: Published, happened: Sequence[Happened], limit: Limit) -> Iterator[Page]:
    """Everything that one commit did, entry by entry."""
    shown = published_shown(publication, published)
    known = {package.name: package.title for package in publication.linked.catalogue.lists}
    detailed = sum(one.event not in FRESH for one in happened)
    division = divide((one.revision.subject for one in happened), FULL if detailed > FULL.whole else limit)
    spread = division.spread(happened, lambda one: one.revision.subject)
    title = f"{shown.day} · {publication.words['changes'].zh} {shown.name[:SHORT]}"
    yield from in_parts(
        Page(shown.address, "change.html", "both", title, shown.message, {"shown": shown}),
        division,
        lambda number: _done(publication, known, spread[number]),
        lambda number: _told_in(spread[number]),
    )


def _done(publication: Publication, known: Mapping[str, Text], happened: Iterable[Happened]) -> dict[str, object]:
    groups: dict[str, list[Happened]] = {}
    for one in happened:
        name = "" if is_of_a_register(one.revision) else _list_of(publication, one.revision)
        groups.setdefault(name, []).append(one)
    order = [*(name for name in known if name in groups), *(name for name in groups if name and name not in known)]
    return {
        "groups": [(known.get(name, Text(name, name)), *_told(publication, groups[name])) for name in order],
        "register_rows": _told(publication, groups.get("", [])),
    }


def _told(publication: Publication, happened: Sequence[Happened]) -> tuple[list[tuple[str, list[EntryLine]]], list[EntryLine]]:
    """By event the entries that only came or went, and those that are told field by field."""
    fresh = [(event, [one for one in happened if one.event == event]) for event in FRESH]
    named = [(event, [entry_line(publication, one, False) for one in ones]) for event, ones in fresh if ones]
    return named, [entry_line(publication, one, True) for one in happened if one.event not in FRESH]
