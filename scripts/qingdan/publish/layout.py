"""Section by section the site is laid out: made, or kept as it was in the last build. What is made is read in samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from qingdan.model import File
from qingdan.publish.staging import Stage
from qingdan.publish.verify import Links, links_of
from qingdan.section import Section, Stamp

SAMPLED = 3
"""Pages of each kind that are read as a browser would; the links of all are known from the making of them."""

Kept = Callable[[Section], Mapping[str, Stamp] | None]
"""The files of a section as they were in the last build, where it need not be made again."""


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
            known = self.kept(section)
            is_kept = known is not None and self.stage.stand(known)
            paths = tuple(map(self._keep, known or ()) if is_kept else map(self._put, section.files()))
            if section.about is not None:
                self.sections[section.name] = paths
            if section.is_listed:
                self.listed += [path.removesuffix("index.html") for path in paths if path.endswith("index.html")]

    def _keep(self, path: str) -> str:
        self.stage.keep(path)
        return path

    def _put(self, file: File) -> str:
        self.stage.put(file)
        kind = (file.path.partition("/")[0], file.path.count("/"))
        if file.path.endswith((".html", ".css")) and self._sampled[kind] < SAMPLED:
            self._sampled[kind] += 1
            self.read.append(links_of(file, self.base_url))
        return file.path
