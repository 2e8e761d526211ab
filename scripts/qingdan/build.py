"""The whole line on one screen: what the disk holds goes in, a site comes out, or the problems that stand in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qingdan.check.checks import check
from qingdan.check.findings import find
from qingdan.exports.downloads import downloads
from qingdan.gate.files import read_folders
from qingdan.history import day_of_data
from qingdan.linked import link
from qingdan.load.catalogue import load_catalogue
from qingdan.model import Catalogue, File, Problem, Settings, Text
from qingdan.pages.publication import Publication, publication
from qingdan.pages.render import environment, render
from qingdan.pages.site import all_pages, navigation
from qingdan.publish.sitemap import sitemap
from qingdan.publish.staging import publish
from qingdan.publish.verify import broken_links
from qingdan.skin.mkdocs import render_skin
from qingdan.words import load_words

SOURCE = ("catalogue", "lists")
STAGES = ("gate", "load", "check", "skin", "exports", "pages", "verify", "publish")

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the problems that stopped it, or the settings it followed and the numbers of what now stands there."""

    problems: tuple[Problem, ...]
    settings: Settings | None = None
    files: int = 0
    entries: int = 0
    findings: int = 0


def read(root: Path, step: Step) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue in `root`, checked; or the problems. `step` is told the name of each stage as it begins."""
    step("gate")
    files, problems = read_folders(root, SOURCE)
    if problems:
        return None, problems
    step("load")
    catalogue, problems = load_catalogue(files)
    if catalogue is None:
        return None, problems
    step("check")
    problems = check(catalogue)
    return (None, problems) if problems else (catalogue, ())


def build(root: Path, target: Path, today: date, step: Step) -> Built:
    """Builds the site of the lists in `root` and puts it in the place of `target`. With any problem nothing is written.

    `today` stands in for the day of the data where there is no git to ask.
    """
    catalogue, problems = read(root, step)
    if catalogue is None:
        return Built(problems)
    words, problems = load_words(root)
    if problems:
        return Built(problems)
    linked = link(catalogue)
    state = publication(linked, find(linked), day_of_data(root, SOURCE) or today, words)
    files = {file.path: file for file in _files(root, state, words, step)}
    step("verify")
    problems = tuple(broken_links(files, state.settings.base_url))
    if problems:
        return Built(problems)
    step("publish")
    number = publish(files.values(), target)
    return Built((), state.settings, number, sum(map(len, map(linked.counted, catalogue.lists))), len(state.findings))


def _files(root: Path, publication: Publication, words: Mapping[str, Text], step: Step) -> Iterator[File]:
    """Every file of the site: the skin's, the downloads, the pages in their shells, the map."""
    step("skin")
    skin, shells = render_skin(root, publication.settings, words, navigation(publication.linked.catalogue, words))
    yield from skin
    step("exports")
    yield from downloads(publication.linked, publication.day)
    step("pages")
    templates = environment(root / "site" / "templates")
    paths = [file.path.removesuffix("index.html") for file in skin if file.path.endswith("index.html")]
    for page in all_pages(publication):
        language = "en" if page.language == "en" else "zh"
        yield render(publication, templates, page, shells[language, page.path.count("/")])
        paths.append(page.path)
    yield from sitemap(paths, publication.settings.base_url, publication.day)
