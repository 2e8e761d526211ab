"""From a source tree to the pages of its entries and implementations, by the functions that `qingdan build` uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from qingdan.model import File
from qingdan.pages.entry import entry_page, implementation_page
from qingdan.pages.publication import Page
from qingdan.site import Site, site
from qingdan.skin.shell import Shell
from qingdan.state import read_state

NEVER = date.min
"""Stands for a day that must not be needed: the trees that are measured have a history."""


def ready(root: Path) -> Site:
    """The lists in `root`, read, checked and told, and the look beside them; nothing is written but the skin's own work."""
    read = read_state(root, NEVER, lambda _: None)
    state = read.publication
    if state is None:
        raise ValueError(f"{root} is refused: {read.problems[:3]}")
    if state.timeline.why_not:
        raise ValueError(f"{root} has no history: {state.timeline.why_not}")
    return site(root, state, "mkdocs")


def entry_pages(made: Site) -> Iterator[Page]:
    """The pages of all entries and implementations, nothing else."""
    for entry in made.publication.linked.entries.values():
        yield (entry_page if entry.table.role == "entries" else implementation_page)(made.publication, entry)


def html(made: Site, page: Page) -> File:
    """The page as it is published."""
    return made.renderer.file(page)


def shell_of(made: Site, page: Page) -> Shell:
    """What surrounds the page."""
    return made.skin.shells["zh", page.path.count("/")]
