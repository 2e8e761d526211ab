"""Every page of the site, and the addresses in its header. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from qingdan.linked import Entry, Linked
from qingdan.model import Catalogue, Package, Text
from qingdan.pages.changes import changes_chapters
from qingdan.pages.entry import entry_page, implementation_page
from qingdan.pages.finder import finder_pages
from qingdan.pages.general import general_pages
from qingdan.pages.history import EntryHistory, history_page
from qingdan.pages.implementations import widespread_page
from qingdan.pages.listing import list_pages
from qingdan.pages.parts import LINES, Limit
from qingdan.pages.publication import Chapter, Page, Publication, chapter
from qingdan.pages.registers import register_chapters
from qingdan.pages.releases import release_pages, releases_page
from qingdan.pages.search import search_chapter
from qingdan.pages.terms import terms_pages
from qingdan.section import ENTRIES, LIST, REGISTER, SHAPE, TABLE, Thing


def chapters(publication: Publication, limit: Limit = LINES) -> Iterator[Chapter]:
    """Home, lists, registers, releases, findings, downloads and guides; neither the hand-written pages nor those of an entry.

    No page of many things has more lines than `limit` allows (see `parts.py`).
    """
    linked = publication.linked
    yield chapter(partial(general_pages, publication, limit), "")
    for package in linked.catalogue.lists:
        below = (f"{package.name}/", f"en/{package.name}/")
        if package.main:
            pages = partial(list_pages, publication, package, limit)
            is_drawn_whole = package.main.picture is not None
            frame = (LIST if is_drawn_whole else SHAPE, package.name)
            yield chapter(pages, *below, about=[(LIST, package.name)], frame=[frame])
            if package.finder:
                found = (f"{folder}{package.finder.name}/" for folder in below)
                yield chapter(partial(finder_pages, publication, package, limit), *found, about=[(LIST, package.name)])
        else:
            pages = partial(terms_pages, publication, package, limit)
            yield chapter(pages, *below, about=_shown_with_words(linked, package))
    yield search_chapter(publication, limit)
    yield from changes_chapters(publication, limit)
    yield from register_chapters(publication, limit)
    yield chapter(partial(releases_page, publication), "releases/")
    for release in publication.releases:
        yield chapter(partial(release_pages, publication, release, limit), f"releases/{release.address}/", is_old=True)


def entry_chapter(publication: Publication, entry: Entry, limit: Limit = LINES) -> Chapter:
    """The pages of an entry or implementation."""
    return chapter(partial(_pages_of, publication, entry, limit), entry.address, about=[(ENTRIES, entry.id)])


def all_pages(publication: Publication, limit: Limit = LINES) -> Iterator[Page]:
    """Every page of every chapter."""
    own = (entry_chapter(publication, entry, limit) for entry in publication.linked.entries.values())
    return (page for one in (*chapters(publication, limit), *own) for page in one.pages())


def _pages_of(publication: Publication, entry: Entry, limit: Limit) -> Iterator[Page]:
    """The page of an entry or implementation, with those of its bodies and its history where they are long."""
    page = (entry_page if entry.table.role == "entries" else implementation_page)(publication, entry)
    yield page
    yield from widespread_page(publication, entry, limit)
    history = page.values["history"]
    if isinstance(history, EntryHistory) and history.rest:
        yield history_page(publication, entry)


def _shown_with_words(linked: Linked, package: Package) -> Iterator[Thing]:
    """What the page of a list of words shows: its tables, the registers that they name, and entries of any list."""
    for table in package.tables:
        yield TABLE, table.path
        yield from ((REGISTER, field.references) for field in table.fields if field.references)
    yield from ((SHAPE, other.name) for other in linked.catalogue.lists)


def navigation(catalogue: Catalogue, words: Mapping[str, Text]) -> tuple[tuple[str, str, Text], ...]:
    """The header's links: the lists that have entries, or those that the settings name, then bodies, laws and findings.

    Address in Chinese, in English, words.
    """
    named = catalogue.settings.header or catalogue.settings.lists
    shown = (package for name in named for package in catalogue.lists if package.name == name)
    lists = ((f"{package.name}/", package) for package in shown if package.main and package.main.rows)
    return (
        *((address, f"en/{address}", package.title) for address, package in lists),
        *((f"{name}/", f"{name}/", words[name]) for name in ("organisations", "laws")),
        ("findings/", "en/findings/", words["findings"]),
        ("changes/", "changes/", words["changes"]),
    )
