"""Every link and anchor inside the site leads somewhere, and no page calls another host. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from qingdan.model import File, Place, Problem

NAMED = frozenset({"canonical", "alternate", "license", "next", "prev", "author"})
"""Kinds of `<link>` that only name another page; every other kind makes a browser fetch something."""

_URL = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


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
        self.loads.update(values[name] for name in ("src", "poster", "data") if name in values)
        self.loads.update(part.split()[0] for part in values.get("srcset", "").split(",") if part.strip())
        self.loads.update(_urls(values.get("style", "")))
        if "href" in values and tag != "link":
            self.links.add(values["href"])
        elif "href" in values and values.get("rel") not in NAMED:
            self.loads.add(values["href"])


def broken_links(files: Mapping[str, File], base_url: str) -> Iterator[Problem]:
    """A problem for each link or anchor that leads nowhere, and for each thing that a page would load from elsewhere.

    `files` are all files of the site by path. Addresses outside the site are not tried: nothing here uses the network.
    """
    seen = {path: _read(file) for path, file in files.items() if path.endswith((".html", ".css"))}
    for path, page in seen.items():
        for address in sorted(page.links | page.loads):
            whole = urljoin(base_url + path, address)
            if whole.startswith(base_url):
                target, _, anchor = whole.removeprefix(base_url).partition("#")
                is_broken = not _leads_somewhere(unquote(target.partition("?")[0]), unquote(anchor), files, seen)
            else:
                is_broken = _is_same_host(whole, base_url) or (address in page.loads and not address.startswith("data:"))
            if is_broken:
                yield Problem("broken_link", Place(path), {"page": path, "link": address})


def _read(file: File) -> _Seen:
    seen = _Seen()
    text = file.data.decode()
    if file.path.endswith(".css"):
        seen.loads.update(_urls(text))
    else:
        seen.feed(text)
    return seen


def _urls(styles: str) -> Iterator[str]:
    """What styles would load."""
    return (first or second for first, second in _URL.findall(styles))


def _is_same_host(address: str, base_url: str) -> bool:
    return urlsplit(address)[:2] == urlsplit(base_url)[:2]


def _leads_somewhere(target: str, anchor: str, files: Mapping[str, File], seen: Mapping[str, _Seen]) -> bool:
    """True where a web server finds a file for this path below the site's root, and the page has the anchor."""
    path = f"{target}index.html" if target.endswith("/") or not target else target
    return path in files and (not anchor or path not in seen or anchor in seen[path].ids)
