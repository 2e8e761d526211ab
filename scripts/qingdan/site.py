"""The whole site as sections, each of which can be made by itself: by a build all of them, by `qingdan serve` those asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from qingdan.exports import releases
from qingdan.exports.downloads import downloads, entry_download
from qingdan.exports.entry_json import Spelling
from qingdan.gate.files import read_folders
from qingdan.linked import Entry
from qingdan.model import File
from qingdan.pages.beside import body_file
from qingdan.pages.parts import LINES, Limit
from qingdan.pages.publication import Chapter, Page, Publication
from qingdan.pages.render import Renderer
from qingdan.pages.site import chapters, entry_chapter, navigation
from qingdan.pages.templates import Templates
from qingdan.search.opensearch import opensearch_section
from qingdan.search.section import search_section
from qingdan.section import Section, Target, Wanted, whole
from qingdan.skin.skin import Skin
from qingdan.skin.skins import SKINS

FRAME = "mkdocs.yml"


def look_of(root: Path) -> tuple[File, ...]:
    """All of which the look of a site is made."""
    files, _ = read_folders(root, ("site",))
    frame = root / FRAME
    return (*files, File(FRAME, frame.read_bytes())) if frame.is_file() else files


@dataclass(frozen=True)
class Site:
    """A publication with its skin, and how long a page may be.

    The map of the site is not among its sections: it is made from what they hold.
    """

    publication: Publication
    skin: Skin
    renderer: Renderer
    limit: Limit = LINES

    @property
    def targets(self) -> dict[Target, str]:
        """The places within the site to which the pages made so far have links, each with a page that has one."""
        return self.renderer.targets

    def exports(self) -> Iterator[Section]:
        """The files to take away."""
        state = self.publication
        yield from downloads(state.linked, state.timeline, state.day, state.words)
        for release in state.releases:
            yield Section((f"releases/{release.address}/",), None, whole(partial(releases.write, release, state.settings)))

    def search(self) -> Iterator[Section]:
        """The index of the search, and what tells a browser of it."""
        state = self.publication
        yield search_section(state.linked, state.words)
        yield opensearch_section(state.settings, state.words)

    def pages(self) -> Iterator[Section]:
        """What the skin holds, and every page in its shell; but for those of an entry."""
        yield Section(("",), None, whole(lambda: self.skin.files))
        for body in self.publication.exercising:
            about = frozenset({("organisations", body["id"])})
            yield Section((f"organisations/{body['id']}.json",), about, whole(partial(body_file, self.publication, body)))
        for one in chapters(self.publication, self.limit):
            yield self._section(one)

    def export_of(self, entry: Entry) -> Section:
        """What can be taken away of one entry."""
        return entry_download(self._spelling, entry)

    def pages_of(self, entry: Entry) -> Section:
        """The pages of one entry."""
        return self._section(entry_chapter(self.publication, entry, self.limit))

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.publication.linked, self.publication.timeline)

    def _section(self, chapter: Chapter) -> Section:
        files = partial(self._files, chapter.pages)
        return Section(chapter.below, chapter.about, files, not chapter.is_old, chapter.frame)

    def _files(self, pages: Callable[[], Iterable[Page]], wanted: Wanted) -> Iterator[File]:
        return (self.renderer.file(page) for page in pages() if wanted(page.file, page.about))


def site(root: Path, publication: Publication, skin: str) -> Site:
    """The site of a publication with the look that `root` gives it; `skin` is one of SKINS."""
    words = publication.words
    made = SKINS[skin](root, publication.settings, words, navigation(publication.linked.catalogue, words))
    return Site(publication, made, Renderer(publication, Templates(root / "site" / "templates", words), made.shells))


def with_look_of(publication: Publication, known: Site) -> Site:
    """The site of a publication that looks as another one, with the same words."""
    return Site(publication, known.skin, Renderer(publication, known.renderer.templates, known.skin.shells))
