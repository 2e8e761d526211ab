"""The site of the lists as they stand now. Nothing is written: each file is made when somebody asks for it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from qingdan.model import File
from qingdan.pages.publication import Publication
from qingdan.pages.site import navigation
from qingdan.problem import Problem
from qingdan.section import Section
from qingdan.site import Site, look_of, site, with_look_of
from qingdan.state import State, read_state


class Live:
    """The last state of the lists that could be shown, and the problems of the present one where it cannot be.

    `version` grows with every state that was read. The map of the site, which only search engines read, is not there.
    """

    def __init__(self, root: Path, today: Callable[[], date], skin: str) -> None:
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._today = today
        self._skin = skin
        self._look: object = None
        self._site: Site | None = None
        self._sections: Mapping[str, list[Section]] = {}
        self._changed = threading.Condition()

    def refresh(self) -> State:
        """Reads the lists again. Raises git.HistoryError where git refuses to answer."""
        state = read_state(self._root, self._today(), lambda _: None, self._site.publication if self._site else None)
        made = self._made(state.publication) if state.publication else None
        with self._changed:
            if made:
                self._site, self._sections = made, _by_beginning(made)
            self.problems = state.problems
            self.version += 1
            self._changed.notify_all()
        return state

    def _made(self, publication: Publication) -> Site:
        """The site of a publication. The frame of its pages is made again only where something of it changed."""
        ways = navigation(publication.linked.catalogue, publication.words)
        look = (look_of(self._root), publication.settings, ways)
        if self._site is None or look != self._look:
            self._look = look
            return site(self._root, publication, self._skin)
        return with_look_of(publication, self._site)

    def wait(self, version: int, seconds: float) -> int:
        """Waits until there is another version than this one, but not longer than so many seconds; the version that there is."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    def file(self, path: str) -> File | None:
        """The file of the site with this path; none where there is none."""
        with self._changed:
            for section in self._near(path):
                found = next((file for file in section.files(lambda one, _: one == path) if file.path == path), None)
                if found:
                    return found
            return None

    def _near(self, path: str) -> Iterator[Section]:
        """The sections in which a file may lie: those of an entry, then the others by what they lie below, the nearest first."""
        entry = self._site.publication.linked.entries.get(ENTRY_OF.sub(r"\1", path)) if self._site else None
        if self._site and entry:
            yield from (self._site.pages_of(entry), self._site.export_of(entry))
        for end in range(len(path), -1, -1):
            yield from self._sections.get(path[:end], ())


ENTRY_OF = re.compile(r"[^/]*/([^/.]*).*", re.DOTALL)
"""A path of an entry, and its id."""


def _by_beginning(made: Site) -> dict[str, list[Section]]:
    """The sections that are of no single entry by that with which the paths of their files begin."""
    found: dict[str, list[Section]] = {}
    for section in (*made.exports(), *made.search(), *made.pages()):
        for beginning in section.below:
            found.setdefault(beginning, []).append(section)
    return found
