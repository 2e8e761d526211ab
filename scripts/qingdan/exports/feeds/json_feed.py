"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from qingdan.exports.feeds.feed import LANGUAGE, Feed, Item

ENDING = "json"
MEDIA_TYPE = "application/feed+json"

VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> bytes:
    """The feed."""
    tree = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": f"{feed.base_url}{feed.path}.{ENDING}",
        "description": feed.about,
        "language": LANGUAGE,
        "authors": [{"name": feed.publisher}],
        "items": [_item(item) for item in feed.items],
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_html": item.content,
        "date_published": item.time,
        "date_modified": item.time,
        **({"authors": [{"name": item.author}]} if item.author else {}),
        "tags": [item.event],
    }
