"""Whether two pages say the same: how much of what one shows, and of where it leads, is found in the other. Pure."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

CONTENT = "content"
"""The id of that part of our pages which is the page's own."""

FOOT = "footer"


class _Read(HTMLParser):
    """The texts of a page and the addresses it links to, however many folders up they begin: Zensical counts these otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.links.append(unquote(address).lstrip("./"))

    def handle_data(self, data: str) -> None:
        text = bare(data)
        if text:
            self.texts.append(text)


def bare(text: str) -> str:
    """A text without blanks, which every renderer sets as it likes, and with one form of quotation mark."""
    return re.sub(r"\s+", "", text).replace("’", "'")


def alike(ours: str, other: str) -> float:
    """The part of our page's own texts and links that the other has too, by their length: 1 where nothing is missing."""
    here, there = _Read(), _Read()
    here.feed(own_part(ours))
    there.feed(other)
    whole, links = "".join(there.texts), set(there.links)
    wanted = [(len(text), text in whole) for text in here.texts] + [(len(link), link in links) for link in here.links]
    return sum(size for size, is_there in wanted if is_there) / sum(size for size, _ in wanted)


def own_part(page: str) -> str:
    """Our page without its frame. Raises ValueError where it has none of the marks: the templates changed."""
    start = page.index(f'id="{CONTENT}"')
    return page[page.index("<nav", start) : page.index("</article>", start)]
