"""The whole line on one screen: what the disk holds goes in, a site comes out, or the problems that stand in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.check.authorities import authorities_of
from qingdan.check.checks import check_files
from qingdan.check.late import late_in
from qingdan.exports import releases
from qingdan.exports.downloads import downloads
from qingdan.gate.files import read_folders
from qingdan.history.git import day_of_data
from qingdan.history.releases import read_releases
from qingdan.history.timeline import Timeline, timeline
from qingdan.history.told import tell
from qingdan.linked import Linked, link
from qingdan.load.rows import with_rows
from qingdan.model import File, Finding, Notice, Problem, Settings, Text
from qingdan.pages.publication import Publication, publication
from qingdan.pages.render import environment, render
from qingdan.pages.site import all_pages, navigation
from qingdan.publish.headers import headers
from qingdan.publish.sitemap import sitemap
from qingdan.publish.staging import publish
from qingdan.publish.verify import broken_links
from qingdan.skin.mkdocs import render_skin
from qingdan.words import load_words

SOURCE = ("catalogue", "lists")
STAGES = ("gate", "check", "history", "skin", "exports", "pages", "verify", "publish")

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the problems that stopped it, or the settings it followed and the numbers of what now stands there."""

    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...] = ()
    settings: Settings | None = None
    files: int = 0
    entries: int = 0
    findings: int = 0


class UnfitForReleaseError(Exception):
    """A release must show the whole history, of what is committed: why it cannot (see git.NoHistoryError; or "uncommitted")."""


def build(root: Path, target: Path, today: date, step: Step, *, is_release: bool = False) -> Built:
    """Builds the site of the lists in `root` and puts it in the place of `target`. With any problem nothing is written.

    `today` stands in for the day of the data where there is no git to ask. Raises git.HistoryError where git refuses to answer,
    and UnfitForReleaseError.
    """
    step("gate")
    files, problems = read_folders(root, SOURCE)
    if problems:
        return Built(problems)
    step("check")
    catalogue, checked = check_files(files)
    if catalogue is None or checked.problems:
        return Built(checked.problems, checked.notices)
    words, problems = load_words(root)
    if problems:
        return Built(problems)
    linked = link(with_rows(catalogue))
    step("history")
    zone = ZoneInfo(linked.catalogue.settings.time_zone)
    told = timeline(tell(root, SOURCE, {file.path: file.data for file in files}), zone)
    if is_release and not told.is_whole:
        raise UnfitForReleaseError(told.why_not or "uncommitted")
    released, unreleased = read_releases(root, SOURCE, zone)
    findings = (*checked.findings, *_late(linked, told))
    state = publication(linked, findings, day_of_data(root, SOURCE, zone) or today, words, told, released)
    site = {file.path: file for file in _files(root, state, words, step)}
    step("verify")
    problems = tuple(broken_links(site, state.settings.base_url))
    if problems:
        return Built(problems)
    step("publish")
    number = publish(site.values(), target)
    entries = sum(len(linked.counted(package)) for package in linked.catalogue.lists)
    return Built((), (*checked.notices, *unreleased), state.settings, number, entries, len(findings))


def _late(linked: Linked, told: Timeline) -> Iterator[Finding]:
    """The entries of which a decision was published late, as far as they have a page; samples are left out."""
    for finding in late_in(told, authorities_of(linked.catalogue)):
        if finding.entry in linked.entries and not linked.is_sample(finding.entry):
            yield finding


def _files(root: Path, publication: Publication, words: Mapping[str, Text], step: Step) -> Iterator[File]:
    """Every file of the site: the skin's, the downloads, the pages in their shells, the map."""
    step("skin")
    skin, shells = render_skin(root, publication.settings, words, navigation(publication.linked.catalogue, words))
    yield from skin
    step("exports")
    yield from downloads(publication.linked, publication.timeline, publication.day, words)
    for release in publication.releases:
        yield from releases.write(release, publication.settings)
    step("pages")
    templates = environment(root / "site" / "templates")
    paths = [file.path.removesuffix("index.html") for file in skin if file.path.endswith("index.html")]
    for page in all_pages(publication):
        language = "en" if page.language == "en" else "zh"
        yield render(publication, templates, page, shells[language, page.path.count("/")])
        paths += () if page.is_old else (page.path,)
    yield from sitemap(paths, publication.settings.base_url, publication.day)
    yield headers()
