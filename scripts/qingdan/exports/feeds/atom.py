"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from qingdan.exports.feeds.feed import LANGUAGE, Feed, Item

ENDING = "xml"
MEDIA_TYPE = "application/atom+xml"

NOWHERE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (2.2)."""


def write(feed: Feed) -> bytes:
    """The feed, one element a line."""
    return "".join(f"{line}\n" for line in _feed(feed)).encode()


def _feed(feed: Feed) -> Iterator[str]:
    own = f"{feed.base_url}{feed.path}.{ENDING}"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}">'
    yield _element("id", own)
    yield _element("title", feed.title)
    yield _element("subtitle", feed.about)
    yield _element("updated", feed.updated)
    yield _author(feed.publisher)
    yield _element("link", rel="self", type=MEDIA_TYPE, href=own)
    yield _element("link", rel="alternate", type="text/html", href=feed.page)
    yield _element("link", rel="license", href=feed.licence)
    for item in feed.items:
        yield from _entry(item)
    yield "</feed>"


def _entry(item: Item) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", item.id)
    yield _element("title", item.title)
    yield _element("updated", item.time)
    yield _element("published", item.time)
    if item.author:
        yield _author(item.author)
    yield _element("link", rel="alternate", type="text/html", href=item.address)
    yield _element("category", term=item.event, label=item.label)
    yield _element("content", item.content, type="html")
    yield "</entry>"


def _author(name: str) -> str:
    return f"<author>{_element('name', name)}</author>"


def _element(name: str, text: str = "", **attributes: str) -> str:
    """An element with its text, if any."""
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{_escaped(text)}</{name}>" if text else f"<{name}{written}/>"


def _escaped(text: str) -> str:
    return escape(NOWHERE.sub("\ufffd", text))
