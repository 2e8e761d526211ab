"""From a page to its HTML body, and to the whole page within a shell of the skin. Escapes everything but what it made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from qingdan.exports.feeds.feeds import FORMATS
from qingdan.model import File
from qingdan.pages.links import Links, parent, relative
from qingdan.pages.publication import Page, Publication
from qingdan.pages.templates import Templates
from qingdan.section import Target
from qingdan.skin.shell import Shell

Shells = Mapping[tuple[str, int], Shell]
"""The shells of a skin by the language of the frame and the number of folders in which a page stands."""


FOLDERS = 8
"""Folders whose links are kept ready: pages of one folder are mostly made one after another."""


class Renderer:
    """Makes the pages of a publication, each from its template within the shell for its language and depth."""

    def __init__(self, publication: Publication, templates: Templates, shells: Shells) -> None:
        self.templates = templates
        self.targets: dict[Target, str] = {}
        """The places within the site to which the pages made so far have links, each with a page that has one."""
        self._publication = publication
        self._shells = shells
        self._links: dict[tuple[str, str], Links] = {}

    def file(self, page: Page) -> File:
        """The file of a page."""
        settings = self._publication.settings
        depth = page.path.count("/")
        body = self.templates.fill(page, settings, self._links_from(page))
        html = self._shells["en" if page.language == "en" else "zh", depth].fill(
            path=page.path,
            title=page.title,
            description=page.description,
            canonical=settings.base_url + page.path,
            alternates=_alternates(settings.base_url, page),
            twin=relative(page.path, page.twin) if page.twin or page.language != "both" else f"{'../' * depth}en/",
            body=body,
        )
        return File(page.file, html.encode())

    def _links_from(self, page: Page) -> Links:
        """The links for a page, begun where there are none yet for its language and folder."""
        beside = (page.language, parent(page.path))
        if beside not in self._links:
            if len(self._links) == FOLDERS:
                self._links.pop(next(iter(self._links))).forget()
            entry = self._publication.linked.entries.get
            self._links[beside] = Links(page.language, page.path, self.templates.voices[page.language], entry, self.targets)
        links = self._links[beside]
        links.page = page.path
        return links


def _alternates(base: str, page: Page) -> str:
    if page.is_old:
        return '<meta name="robots" content="noindex">'
    if page.language == "both" and not (page.before or page.after or page.feed):
        return ""
    return "".join((*_twins(base, page), *_neighbours(base, page), *_feeds(base, page)))


def _twins(base: str, page: Page) -> Iterator[str]:
    """The page in either language, where it stands in both."""
    if page.language != "both":
        other = "en" if page.language == "zh" else "zh"
        for code, path in sorted(((page.language, page.path), (other, page.twin))):
            yield f'<link rel="alternate" hreflang="{code}" href="{escape(base + path)}">'


def _neighbours(base: str, page: Page) -> Iterator[str]:
    """The parts of a long page before and after this one."""
    for relation, path in (("prev", page.before), ("next", page.after)):
        if path:
            yield f'<link rel="{relation}" href="{escape(base + path)}">'


def _feeds(base: str, page: Page) -> Iterator[str]:
    """Where feed readers find the news of what the page is about."""
    for feed in FORMATS if page.feed else ():
        address = f"{base}{page.feed}.{feed.ENDING}"
        yield f'<link rel="alternate" type="{feed.MEDIA_TYPE}" title="{escape(page.title)}" href="{escape(address)}">'
