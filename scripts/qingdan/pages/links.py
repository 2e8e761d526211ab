"""From a page to others: relative addresses, and texts that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from qingdan.linked import Entry
from qingdan.pages.compiled import escaped, html
from qingdan.pages.refer import OUTSIDE, Shown
from qingdan.pages.voice import REMEMBERED, Voice
from qingdan.section import Target

MENTIONED = re.compile(r"(?<![A-Z])([A-Z]{3}-[0-9]{4,6})(?![0-9])")
"""An id as texts of the data mention it."""


def relative(here: str, there: str, anchor: str = "") -> str:
    """The relative address from one page of the site to another; a full address stays as it is."""
    return there if there.startswith(OUTSIDE) else f"{_way(_folders(here), there) or './'}{'#' if anchor else ''}{anchor}"


def parent(page: str) -> str:
    """The folder in which the folder of a page lies."""
    return page[: page.rstrip("/").rfind("/") + 1]


def _folders(page: str) -> tuple[str, ...]:
    return tuple(page.split("/")[:-1])


def _way(folders: tuple[str, ...], there: str) -> str:
    """The way from these folders to an address; blank where it is that of the innermost of them."""
    if not folders or not there.startswith(f"{folders[0]}/"):
        return "../" * len(folders) + there
    parts = there.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(parts[shared:])


class Links:
    """The links of pages that lie in the same folder, one page after another; what was linked once is not made again.

    `page` is the address of the page that is being made; to `targets` each place is added to which a link is made, with the first
    page that has such a link. A text that leads nowhere is given as it is, not as HTML: the template escapes it.
    """

    def __init__(
        self, language: str, page: str, voice: Voice, entry: Callable[[str], Entry | None], targets: dict[Target, str]
    ) -> None:
        self.page = page
        self.targets = targets
        self._root = "en/" if language == "en" else ""
        self._is_both = language == "both"
        self._voice = voice
        self._entry = entry
        self._folder = parent(page)
        self._parent = _folders(self._folder)
        self._to = lru_cache(REMEMBERED)(self._from_beside)
        self._anchored = lru_cache(REMEMBERED)(self._anchor)

    def to(self, there: str, anchor: str = "") -> str:
        """The address of a page or file of the site."""
        if not there.startswith(self.page):
            return self._to(there, anchor)
        self.targets.setdefault((there, anchor), self.page)
        return relative(self.page, there, anchor)

    def here(self, address: str, anchor: str = "") -> str:
        """The address of a page that stands in both languages, in this page's language."""
        return self.to(self._root + address, anchor)

    def link(self, shown: Shown) -> str:
        """What a cell became, with a link to what it names."""
        address = shown.address
        if address:
            return self._anchor(shown, False) if address.startswith(self.page) else self._anchored(shown, False)
        is_prose = self._is_both and not shown.text.en
        return self.prose(shown.text.zh) if is_prose else self._voice.show(shown.text)

    def name(self, shown: Shown) -> str:
        """A link by the Chinese name alone, where an English twin would drown the line."""
        address = shown.address
        if address:
            return self._anchor(shown, True) if address.startswith(self.page) else self._anchored(shown, True)
        return shown.text.zh

    def prose(self, text: str) -> str:
        """A text of the data in which the ids of other entries have become links to them."""
        if "-" not in text or MENTIONED.search(text) is None:
            return text
        parts = MENTIONED.split(text)
        said = [escaped(part) for part in parts]
        for place in range(1, len(parts), 2):
            entry = self._entry(parts[place])
            if entry is not None and entry.address != self.page:
                said[place] = Markup(f'<a href="{escaped(self.to(entry.address))}">{said[place]}</a>')
        return Markup("").join(said)

    def forget(self) -> None:
        """Forgets what was linked: what remembers it knows these links, and Python would find such a circle late."""
        self._to.cache_clear()
        self._anchored.cache_clear()

    def _from_beside(self, there: str, anchor: str) -> str:
        """The way to a page or file that is the same from all pages of this folder."""
        if there.startswith(OUTSIDE):
            return there
        self.targets.setdefault((there, anchor), self.page)
        within = there.startswith(self._folder)
        way = there[len(self._folder) :] if within else _way(self._parent, there)
        return f"../{way}#{anchor}" if anchor else f"../{way}"

    def _anchor(self, shown: Shown, is_name: bool) -> Markup:
        text = escaped(shown.text.zh) if is_name else self._voice.show(shown.text)
        outside = ' rel="external noopener"' if shown.is_outside else ""
        return html(f'<a href="{escaped(self.to(shown.address, shown.anchor))}"{outside}>{text}</a>')
