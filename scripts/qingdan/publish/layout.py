"""Section by section the site is laid out: made, or kept as it was in the last build. What is made is read in samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from qingdan.model import File
from qingdan.publish.staging import Stage
from qingdan.publish.verify import Links, links_of
from qingdan.section import About, Section, Stamp

SAMPLED, LARGE = 3, 100_000
"""Pages of each kind that are read as a browser would, and bytes of one after which no other is read; the links of all are known
from the making of them."""


class Kept(Protocol):
    """What need not be made again (see rebuild/touched.py)."""

    def files(self, section: Section) -> Mapping[str, Stamp] | None:
        """The files of a section as they were in the last build, where all of them are kept."""

    def single_files(self, section: Section) -> Mapping[str, Stamp]:
        """Its files, where those can be kept that show nothing that changed."""

    def is_same(self, about: About) -> bool:
        """Whether none of these things changed."""


@dataclass(slots=True)
class Layout:
    """What was laid out: the files of each section that can be kept next time, the pages for the map of the site, the links that
    were read."""

    stage: Stage
    base_url: str
    kept: Kept
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    read: list[Links] = field(default_factory=list)
    _sampled: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, sections: Iterable[Section]) -> None:
        """Lays out sections."""
        for section in sections:
            known = self.kept.files(section)
            is_kept = known is not None and self.stage.stand(known)
            paths = tuple(map(self._keep, known or ()) if is_kept else self._made(section))
            if section.about is not None:
                self.sections[section.name] = paths
            if section.is_listed:
                self.listed += [path.removesuffix("index.html") for path in paths if path.endswith("index.html")]

    def _made(self, section: Section) -> Iterator[str]:
        """Lays out the files of a section that is made again, those that can be kept one by one among them."""
        known = self.kept.single_files(section)
        waiting: list[str] = []

        def wanted(path: str, about: About) -> bool:
            is_kept = path in known and self.kept.is_same(about) and self.stage.stand({path: known[path]})
            if is_kept:
                waiting.append(self._keep(path))
            return not is_kept

        for file in section.files(wanted):
            yield from waiting
            waiting.clear()
            yield self._put(file)
        yield from waiting

    def _keep(self, path: str) -> str:
        self.stage.keep(path)
        return path

    def _put(self, file: File) -> str:
        self.stage.put(file)
        kind = (file.path.partition("/")[0], file.path.count("/"))
        if file.path.endswith((".html", ".css")) and self._sampled[kind] < SAMPLED:
            self._sampled[kind] += 1 if len(file.data) < LARGE else SAMPLED
            self.read.append(links_of(file, self.base_url))
        return file.path
