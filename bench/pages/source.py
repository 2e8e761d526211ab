"""From a source tree to the pages of its entries and implementations, by the functions that `qingdan build` uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment

from qingdan.build import SOURCE
from qingdan.check.checks import check_files
from qingdan.gate.files import read_folders
from qingdan.history.git import day_of_data
from qingdan.history.timeline import timeline
from qingdan.history.told import tell
from qingdan.linked import link
from qingdan.load.rows import with_rows
from qingdan.model import File
from qingdan.pages.entry import entry_page, implementation_page
from qingdan.pages.publication import Page, Publication, publication
from qingdan.pages.render import environment, render
from qingdan.pages.site import navigation
from qingdan.skin.mkdocs import render_skin
from qingdan.skin.shell import Shell
from qingdan.words import load_words


@dataclass(frozen=True, slots=True)
class Ready:
    """All that a page is made of."""

    publication: Publication
    templates: Environment
    shells: Mapping[tuple[str, int], Shell]


def ready(root: Path) -> Ready:
    """The lists in `root`, read, checked and told, and the look beside them; nothing is written but the skin's own work."""
    files, problems = read_folders(root, SOURCE)
    catalogue, checked = check_files(files)
    words, _ = load_words(root)
    if catalogue is None or problems or checked.problems:
        raise ValueError(f"{root} is refused: {(*problems, *checked.problems)[:3]}")
    linked = link(with_rows(catalogue))
    zone = ZoneInfo(catalogue.settings.time_zone)
    told = timeline(tell(root, SOURCE, {file.path: file.data for file in files}), zone)
    day = day_of_data(root, SOURCE, zone)
    if day is None or told.why_not:
        raise ValueError(f"{root} has no history: {told.why_not}")
    state = publication(linked, checked.findings, day, words, told)
    _, shells = render_skin(root, state.settings, words, navigation(linked.catalogue, words))
    return Ready(state, environment(root / "site" / "templates"), shells)


def entry_pages(made: Ready) -> Iterator[Page]:
    """The pages of all entries and implementations, nothing else."""
    for entry in made.publication.linked.entries.values():
        yield (entry_page if entry.table.role == "entries" else implementation_page)(made.publication, entry)


def html(made: Ready, page: Page) -> File:
    """The page as it is published."""
    return render(made.publication, made.templates, page, shell_of(made, page))


def shell_of(made: Ready, page: Page) -> Shell:
    """What surrounds the page."""
    return made.shells["zh", page.path.count("/")]
