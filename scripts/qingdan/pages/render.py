"""From a page to its HTML body, and to the whole page within a shell of the skin. Escapes everything but what it made."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qingdan.exports.feeds.feeds import FORMATS
from qingdan.language import tongue_of
from qingdan.model import File, Text
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown
from qingdan.skin.shell import Shell

MENTIONED = re.compile(r"(?<![A-Z])([A-Z]{3}-[0-9]{4,6})(?![0-9])")
"""An id as texts of the data mention it."""


def environment(templates: Path) -> Environment:
    """Templates with autoescape on; a name that is not given is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made


def render(publication: Publication, templates: Environment, page: Page, shell: Shell) -> File:
    """The file of a page: its body from its template, set into the shell for its language and depth."""
    helpers = _helpers(publication, page)
    given = {**helpers, "page": page, "settings": publication.settings}
    assert not given.keys() & page.values.keys(), "a page may not hide what every template is given"
    values = {**given, **page.values}
    body = templates.get_template(page.template).render(values)
    base = publication.settings.base_url
    return File(
        f"{page.path}index.html",
        shell.fill(
            path=page.path,
            title=page.title,
            description=page.description,
            canonical=base + page.path,
            alternates=_alternates(base, page),
            twin=relative(page.path, page.twin or ("en/" if page.language == "both" else "")),
            body=body,
        ).encode(),
    )


def relative(here: str, there: str, anchor: str = "") -> str:
    """The relative address from one page of the site to another; a full address stays as it is."""
    if there.startswith(("http://", "https://", "mailto:")):
        return there
    way = posixpath.relpath("/" + there, "/" + here)
    return f"{way}{'/' if there.endswith('/') or not there else ''}{'#' + anchor if anchor else ''}"


def _alternates(base: str, page: Page) -> str:
    if page.is_old:
        return '<meta name="robots" content="noindex">'
    return "".join((*_twins(base, page), *_feeds(base, page)))


def _twins(base: str, page: Page) -> Iterator[str]:
    """The page in either language, where it stands in both."""
    if page.language != "both":
        other = "en" if page.language == "zh" else "zh"
        for code, path in sorted(((page.language, page.path), (other, page.twin))):
            yield f'<link rel="alternate" hreflang="{code}" href="{escape(base + path)}">'


def _feeds(base: str, page: Page) -> Iterator[str]:
    """Where feed readers find the news of what the page is about."""
    for feed in FORMATS if page.feed else ():
        address = f"{base}{page.feed}.{feed.ENDING}"
        yield f'<link rel="alternate" type="{feed.MEDIA_TYPE}" title="{escape(page.title)}" href="{escape(address)}">'


def _helpers(publication: Publication, page: Page) -> dict[str, Callable[..., str]]:
    """What templates may call: words by key, texts in the page's language, links."""
    words = publication.words

    def show(text: Text) -> Markup:
        """A text in the page's language; on a page in both, the English stands small behind the Chinese."""
        if page.language == "both":
            if not text.en or text.en == text.zh:
                return Markup("{}").format(text.zh)
            return Markup('{} <span class="qd-en" lang="en">{}</span>').format(text.zh, text.en)
        if page.language == "en":
            return Markup("{}").format(text.en) if text.en else Markup('<span lang="zh">{}</span>').format(text.zh)
        return Markup("{}").format(text.zh)

    def say(key: str, **values: object) -> Markup:
        text = words[key]
        return show(Text(text.zh.format_map(values), text.en.format_map(values)))

    def plain(key: str, **values: object) -> str:
        """A word without markup, for attributes."""
        return words[key].in_language("en" if page.language == "en" else "zh").format_map(values)

    def to(address: str, anchor: str = "") -> str:
        return relative(page.path, address, anchor)

    def here(address: str) -> str:
        """The address of a page that stands in both languages, in this page's language."""
        return relative(page.path, f"en/{address}" if page.language == "en" else address)

    def anchor(shown: Shown, text: Markup) -> Markup:
        if not shown.address:
            return text
        outside = Markup(' rel="external noopener"') if shown.is_outside else ""
        return Markup('<a href="{}"{}>{}</a>').format(to(shown.address, shown.anchor), outside, text)

    def link(shown: Shown) -> Markup:
        is_prose = not shown.address and not shown.text.en
        return prose(shown.text.zh) if is_prose and page.language == "both" else anchor(shown, show(shown.text))

    def name(shown: Shown) -> Markup:
        """A link by the Chinese name alone, where an English twin would drown the line."""
        return anchor(shown, Markup("{}").format(shown.text.zh))

    def prose(text: str) -> Markup:
        """A text of the data in which the ids of other entries have become links to them."""
        parts = MENTIONED.split(text)
        for place, part in enumerate(parts):
            entry = publication.linked.entries.get(part) if place % 2 else None
            is_other = entry is not None and entry.address != page.path
            parts[place] = Markup('<a href="{}">{}</a>').format(to(entry.address), part) if entry and is_other else part
        return Markup("").join(parts)

    return {
        "show": show,
        "say": say,
        "plain": plain,
        "to": to,
        "here": here,
        "link": link,
        "name": name,
        "prose": prose,
        "tongue": tongue_of,
    }
