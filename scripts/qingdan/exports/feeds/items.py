"""From the history to the items of feeds: one for each entry and commit, or one for many entries of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote, urlsplit

from qingdan.exports.concerned import Concerned, folder_of
from qingdan.exports.feeds.content import Teller, clipped, shown
from qingdan.exports.feeds.feed import Item
from qingdan.history.timeline import Happened, Published, Timeline

MANY = 20
"""Entries of one list that a commit may change before they are told together: more would push all else out of a feed."""

CHANGES = "changes/"
"""The page of what has no page of its own, or none any more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one item tells. `folder` is blank where it is one entry; else that of the list or registers, as it was then."""

    published: Published
    happened: tuple[Happened, ...]
    folder: str = ""


def pieces(timeline: Timeline, registers: str) -> Iterator[Piece]:
    """What there is to tell, the newest first. What became of the registers is told together, commit by commit.

    Whether entries are told together depends on the commit alone, so that an item is the same in every feed and for ever.
    """
    for published, happened in timeline.newest():
        groups: dict[str, list[Happened]] = {}
        for one in happened:
            groups.setdefault(folder_of(one.revision), []).append(one)
        for folder, group in groups.items():
            if folder == registers or len(group) > MANY:
                yield Piece(published, tuple(group), folder)
            else:
                yield from (Piece(published, (one,)) for one in group)


def item(piece: Piece, about: Concerned, teller: Teller) -> Item:
    """The item of a piece."""
    return _many(piece, about, teller) if piece.folder else _one(piece, about, teller)


def _one(piece: Piece, about: Concerned, teller: Teller) -> Item:
    """What became of one entry."""
    (happened,) = piece.happened
    entry = about.linked.entries.get(happened.revision.subject)
    event = teller.say(f"feed_{happened.event}")
    title = teller.say("feed_item", event=event, name=name_of(happened, teller))
    content, whole = teller.content(happened), happened.revision.subject in teller.tables
    if about.is_sample(happened.revision):
        title, content = _as_sample(title, teller), f"<p>{escape(teller.say('sample_about'))}</p>\n{content}"
    address = entry.address if entry else f"{folder_of(happened.revision)}/" if whole else CHANGES
    return _item(piece, about, ("entry", happened.revision.subject), (title, content, address, happened.event, event))


def _many(piece: Piece, about: Concerned, teller: Teller) -> Item:
    """What became of many entries of a list, or of rows of the registers: how many, and of few, which."""
    package = next((one for one in about.linked.catalogue.packages if one.name == piece.folder), None)
    events = Counter(happened.event for happened in piece.happened)
    counts = [teller.say("feed_count", event=teller.say(f"feed_{event}"), count=count) for event, count in events.items()]
    title = teller.say("feed_many", name=shown(package.title.zh if package else piece.folder), counts="，".join(counts))
    samples = sum(about.is_sample(happened.revision) for happened in piece.happened)
    lines = [f"<p>{escape(title)}</p>"]
    lines += [f"<p>{escape(teller.say('feed_samples', count=samples))}</p>"] if samples else []
    if len(piece.happened) <= MANY:
        told = (
            teller.say("feed_item", event=teller.say(f"feed_{happened.event}"), name=name_of(happened, teller))
            for happened in piece.happened
        )
        lines += ["<ul>", *(f"<li>{escape(line)}</li>" for line in told), "</ul>"]
    title = _as_sample(title, teller) if samples == len(piece.happened) else title
    is_list = package is not None and package is not about.linked.catalogue.registers
    event = next(iter(events)) if len(events) == 1 else "several"
    address = f"{piece.folder}/" if is_list else CHANGES
    return _item(piece, about, ("list", piece.folder), (title, "\n".join(lines), address, event, teller.say(f"feed_{event}")))


def _item(piece: Piece, about: Concerned, what: tuple[str, str], told: tuple[str, str, str, str, str]) -> Item:
    settings, commit = about.linked.catalogue.settings, piece.published.commit
    title, content, address, event, label = told
    return Item(
        id=tag(settings.base_url, commit.time, (*what, commit.name)),
        title=title,
        content=content,
        time=commit.time,
        address=settings.base_url + address,
        event=event,
        label=label,
        author=shown(commit.author) if settings.shows_authors else "",
    )


def _as_sample(title: str, teller: Teller) -> str:
    return f"{teller.say('sample')} · {title}"


def name_of(happened: Happened, teller: Teller) -> str:
    """What an entry was called then; of one that had no name, what it is called now, or its id. A table goes by its title."""
    revision = happened.revision
    if revision.subject in teller.tables:
        return clipped(shown(teller.tables[revision.subject].title.zh))
    entry = teller.linked.entries.get(revision.subject)
    titles = revision.fields_by_name.get("title", ("", ""))
    name = revision.name or (teller.linked.name_of(entry) if entry else titles[1] or titles[0]) or revision.subject
    return clipped(shown(name))


def tag(base_url: str, time: str, parts: Sequence[str]) -> str:
    """A tag URI (RFC 4151): the name of our host, a day on which it was ours, and what we say there only once.

    The day is that of the commit in UTC, which no setting moves.
    """
    host = urlsplit(base_url).hostname or ""
    day = datetime.fromisoformat(time).astimezone(UTC).date()
    specific = "/".join(quote(part, safe="", errors="surrogateescape") for part in parts)
    return f"tag:{_in_letters(host)},{day}:{specific}"


def _in_letters(host: str) -> str:
    """A host as the domain name system knows it (RFC 3490); one that has no such name, quoted."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return quote(host)
