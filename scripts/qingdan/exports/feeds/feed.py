"""A feed and its items before they are written in a format."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened. `time` is a moment (RFC 3339), `content` HTML, `author` blank where it is that of the feed.

    `id` never changes. It is a tag URI (RFC 4151): unlike an address it leads nowhere, so it may also name what has no page any
    more, and it stays when an entry moves to another list.
    """

    id: str
    title: str
    content: str
    time: str
    address: str
    event: str
    label: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """News of one thing, the newest first. `path` is where it stands, without its ending, `page` the address of the thing."""

    path: str
    title: str
    about: str
    base_url: str
    page: str
    publisher: str
    licence: str
    updated: str
    items: tuple[Item, ...]
