"""Every page of the site, and the addresses in its header. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingdan.model import Catalogue, Text
from qingdan.pages.changes import changes_pages
from qingdan.pages.entry import entry_page, implementation_page
from qingdan.pages.general import general_pages
from qingdan.pages.history import history_page
from qingdan.pages.implementations import widespread_page
from qingdan.pages.listing import list_pages
from qingdan.pages.parts import LINES, Limit
from qingdan.pages.publication import Page, Publication
from qingdan.pages.registers import register_pages
from qingdan.pages.releases import release_pages


def all_pages(publication: Publication, limit: Limit = LINES) -> Iterator[Page]:
    """Home, lists, entries, implementations, registers, releases, findings, downloads and guides; not the hand-written ones.

    No page of many things has more lines than `limit` allows (see `parts.py`).
    """
    yield from general_pages(publication, limit)
    for package in publication.linked.catalogue.lists:
        yield from list_pages(publication, package, limit)
    for entry in publication.linked.entries.values():
        yield (entry_page if entry.table.role == "entries" else implementation_page)(publication, entry)
        yield from widespread_page(publication, entry, limit)
        yield from history_page(publication, entry)
    yield from changes_pages(publication, limit)
    yield from register_pages(publication, limit)
    yield from release_pages(publication, limit)


def navigation(catalogue: Catalogue, words: Mapping[str, Text]) -> tuple[tuple[str, str, Text], ...]:
    """The header's links: the lists that have entries, then bodies, laws and findings. Address in Chinese, in English, words."""
    lists = ((f"{package.name}/", package) for package in catalogue.lists if package.main and package.main.rows)
    return (
        *((address, f"en/{address}", package.title) for address, package in lists),
        *((f"{name}/", f"{name}/", words[name]) for name in ("organisations", "laws")),
        ("findings/", "en/findings/", words["findings"]),
        ("changes/", "changes/", words["changes"]),
    )
