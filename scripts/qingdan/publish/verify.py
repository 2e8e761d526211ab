"""Every link and anchor inside the site leads somewhere, and no page calls another host. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from qingdan.model import File, Place, Problem


class _Seen(HTMLParser):
    """The ids of a page, its links, and what it would load by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if "src" in values:
            self.loads.add(values["src"])
        if "href" in values:
            is_loaded = tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload")
            is_named = tag == "link" and not is_loaded
            if not is_named:
                (self.loads if is_loaded else self.links).add(values["href"])


def broken_links(files: Mapping[str, File], base_url: str) -> Iterator[Problem]:
    """A problem for each link or anchor that leads nowhere, and for each thing that a page would load from elsewhere.

    `files` are all files of the site by path. Addresses outside the site are not tried: nothing here uses the network.
    """
    seen = {path: _read(file) for path, file in files.items() if path.endswith(".html")}
    for path, page in seen.items():
        for address in sorted(page.links | page.loads):
            parts = urlsplit(address)
            if (parts.scheme or parts.netloc) and not address.startswith(base_url):
                if address in page.loads and parts.scheme != "data":
                    yield Problem("broken_link", Place(path), {"page": path, "link": address})
                continue
            target = _target(path, address.removeprefix(base_url) if address.startswith(base_url) else parts.path, address)
            if target not in files or (parts.fragment and target in seen and unquote(parts.fragment) not in seen[target].ids):
                yield Problem("broken_link", Place(path), {"page": path, "link": address})


def _read(file: File) -> _Seen:
    seen = _Seen()
    seen.feed(file.data.decode())
    return seen


def _target(page: str, way: str, address: str) -> str:
    """The file that a link leads to, as a web server finds it."""
    way = unquote(way.split("#")[0])
    if not way and "#" in address:
        return page
    start = "" if address.startswith(("http://", "https://")) else posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join("/" + start, way)).lstrip("/")
    is_folder = way.endswith("/") or way in (".", "..", "") or target == ""
    return posixpath.join(target, "index.html") if is_folder else target
