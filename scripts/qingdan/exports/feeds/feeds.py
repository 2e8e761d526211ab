"""Which feeds there are: of everything, of each list and of each body. Their addresses are promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urljoin

from qingdan.exports.concerned import BODIES, concerned
from qingdan.exports.feeds import atom, json_feed
from qingdan.exports.feeds.content import Teller, shown
from qingdan.exports.feeds.feed import Feed, Item
from qingdan.exports.feeds.items import CHANGES, item, pieces
from qingdan.history.timeline import Timeline, editorial_fields
from qingdan.linked import Linked
from qingdan.model import File, Text

FORMATS = (atom, json_feed)
EVERYTHING = "all"
MOST = 50
"""Items of a feed; the older ones stand in `changes.json`."""


def feeds(linked: Linked, timeline: Timeline, day: date, words: Mapping[str, Text]) -> Iterator[File]:
    """`feeds/all.xml|json`, `feeds/<list>.xml|json` and `feeds/<body>.xml|json`; none where the history cannot be told.

    A feed in which nothing stands yet is as old as the last commit; where there is none, as the day of the data.
    """
    if timeline.why_not:
        return
    catalogue = linked.catalogue
    settings = catalogue.settings
    latest = next((published.commit.time for published, _ in timeline.newest()), f"{day}T00:00:00Z")
    teller = Teller(linked, words, catalogue.tables_by_path(), editorial_fields(catalogue))
    found = _items(linked, timeline, teller)
    for name, title, page in _subjects(linked, teller):
        items = tuple(found[name])
        feed = Feed(
            path=f"feeds/{name}",
            title=title,
            about=teller.say("unofficial"),
            base_url=settings.base_url,
            page=settings.base_url + page,
            publisher=settings.publisher.zh,
            licence=urljoin(settings.base_url, settings.licence["path"]),
            updated=items[0].time if items else latest,
            items=items,
        )
        for written in FORMATS:
            yield File(f"{feed.path}.{written.ENDING}", written.write(feed))


def _subjects(linked: Linked, teller: Teller) -> Iterator[tuple[str, str, str]]:
    """Of what there are feeds: a name for the address, a title, and the page of the thing."""
    yield EVERYTHING, teller.say("feed_title", name=linked.catalogue.settings.title.zh), CHANGES
    for package in linked.catalogue.lists:
        yield package.name, teller.say("feed_title", name=package.title.zh), f"{package.name}/"
    bodies = linked.catalogue.register(BODIES)
    for row in bodies.rows if bodies else ():
        title = teller.say("feed_title", name=shown(row["name"]))
        mark = f"{teller.say('sample')} · " if row.get("sample") == "true" else ""
        yield row["id"], mark + title, f"{BODIES}/{row['id']}/"


def _items(linked: Linked, timeline: Timeline, teller: Teller) -> Mapping[str, list[Item]]:
    """By the names of the feeds what stands in them, the newest first. Every item is written once."""
    about = concerned(linked)
    found: dict[str, list[Item]] = {name: [] for name, _, _ in _subjects(linked, teller)}
    for piece in pieces(timeline, linked.catalogue.registers.name):
        names = {EVERYTHING: None}
        for happened in piece.happened if piece.folder != linked.catalogue.registers.name else ():
            names |= dict.fromkeys((about.list_of(happened.revision), *about.bodies_of(happened.revision)))
        wanting = [found[name] for name in names if name in found and len(found[name]) < MOST]
        if wanting:
            written = item(piece, about, teller)
            for items in wanting:
                items.append(written)
    return found
