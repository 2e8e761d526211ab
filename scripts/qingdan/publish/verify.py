"""Every link and anchor inside the site leads somewhere, and no page calls another host. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from qingdan.model import File
from qingdan.problem import Place, Problem
from qingdan.section import Target

NAMED = frozenset({"canonical", "alternate", "license", "next", "prev", "author"})
"""Kinds of `<link>` that only name another page; every other kind makes a browser fetch something."""

_ID = re.compile(rb"""\sid=["']([^"']*)["']""")

_URL = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


@dataclass(frozen=True, slots=True)
class Asked:
    """A link: the file in which it stands, and how it is written there."""

    path: str
    link: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a page or stylesheet that stay in the site, and those that it may not have (see `links_of`)."""

    targets: Mapping[Target, Asked]
    strays: tuple[Asked, ...]


class _Seen(HTMLParser):
    """The ids of a page, its links, and what it would load by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.feed(html)

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


def links_of(file: File, base_url: str) -> Links:
    """The links of a file as a browser reads them; none where it is neither a page nor a stylesheet.

    It may not load anything from another host, nor lead to its own host outside the site.
    Other addresses are not tried: nothing here uses the network.
    """
    text = file.data.decode() if file.path.endswith((".html", ".css")) else ""
    seen = _Seen(text if file.path.endswith(".html") else "")
    loads = {*seen.loads, *_urls(text)} if file.path.endswith(".css") else seen.loads
    targets, strays = {}, []
    for link in sorted(seen.links | loads):
        whole = urljoin(base_url + file.path, link)
        if whole.startswith(base_url):
            target, _, anchor = whole.removeprefix(base_url).partition("#")
            targets[unquote(target.partition("?")[0]), unquote(anchor)] = Asked(file.path, link)
        elif urlsplit(whole)[:2] == urlsplit(base_url)[:2] or (link in loads and not link.startswith("data:")):
            strays.append(Asked(file.path, link))
    return Links(targets, tuple(strays))


def missing(targets: Iterable[Target], paths: Collection[str], held: Callable[[str], bytes]) -> Iterator[Target]:
    """The targets that are not there. `paths` are all files of the site, `held` gives what one of them holds."""
    ids: dict[str, set[str]] = {}
    for target, anchor in targets:
        path = f"{target}index.html" if target.endswith("/") or not target else target
        if path in paths and anchor and path.endswith(".html") and path not in ids:
            ids[path] = {unescape(found.decode()) for found in _ID.findall(held(path))}
        if path not in paths or (anchor and path in ids and anchor not in ids[path]):
            yield target, anchor


def broken(asked: Asked) -> Problem:
    """The problem of a link that leads nowhere, or where it may not."""
    return Problem("broken_link", Place(asked.path), {"page": asked.path, "link": asked.link})


def _urls(styles: str) -> Iterator[str]:
    """What styles would load."""
    return (first or second for first, second in _URL.findall(styles))
