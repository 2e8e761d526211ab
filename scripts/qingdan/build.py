"""The whole line on one screen: what the disk holds goes in, a site comes out, or the problems that stand in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from qingdan.model import Settings
from qingdan.problem import Notice, Problem
from qingdan.publish.headers import headers
from qingdan.publish.layout import Layout
from qingdan.publish.lock import locked
from qingdan.publish.sitemap import sitemap
from qingdan.publish.staging import staged
from qingdan.publish.verify import Asked, broken, missing
from qingdan.rebuild.changed import Moment, moment
from qingdan.rebuild.last import Last, keep, mark_of, recall
from qingdan.rebuild.touched import Unchanged, unchanged
from qingdan.section import Target
from qingdan.site import Site, look_of, site
from qingdan.state import Step, read_state

STAGES = ("gate", "check", "history", "skin", "exports", "search", "pages", "verify", "publish")


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


def build(root: Path, target: Path, today: date, step: Step, *, is_release: bool = False, skin: str = "mkdocs") -> Built:
    """Builds the site of the lists in `root` and puts it in the place of `target`. With any problem nothing is written.

    What did not change since the last build is kept from it; a release is made anew, whole.
    `today` stands in for the day of the data where there is no git to ask, `skin` is one of `SKINS`. Raises git.HistoryError
    where git refuses to answer, UnfitForReleaseError, InUseError where another build is at work in `root` or on `target`,
    NotASiteError, and OSError.
    """
    read = read_state(root, today, step)
    state = read.publication
    if state is None:
        return Built(read.problems, read.notices)
    if is_release and not state.timeline.is_whole:
        raise UnfitForReleaseError(state.timeline.why_not or "uncommitted")
    with locked(root / "build" / "lock"):
        step("skin")
        made = site(root, state, skin)
        now = moment(state.linked, state.timeline, (*state.found.findings, *state.found.measures), state.old_texts, state.day)
        mark = mark_of(look_of(root), read.files, skin, state.timeline.why_not)
        last = None if is_release else recall(target, mark)
        kept = unchanged(state.linked, state.timeline, last, now)
        problems, files = _publish(made, target, kept, mark, now, step)
    if problems:
        return Built(problems)
    entries = sum(len(state.linked.counted(package)) for package in state.linked.catalogue.lists)
    return Built((), read.notices, state.settings, files, entries, len(state.findings))


def _publish(made: Site, target: Path, kept: Unchanged, mark: str, now: Moment, step: Step) -> tuple[tuple[Problem, ...], int]:
    """Lays the site out, tries its links and publishes it: what is wrong, or the number of files."""
    with staged(target) as stage:
        layout = Layout(stage, made.publication.settings.base_url, kept)
        _lay_out(made, layout, step)
        targets = {**kept.targets, **made.targets} if kept.targets else made.targets
        problems = tuple(_broken(layout, targets, step))
        if not problems:
            step("publish")
            files = stage.publish()
            keep(target, Last(mark, now, layout.sections, stage.stamps, targets))
            return (), files
    if kept.last is None:
        return problems, 0
    # A page of the last build may have had a link that led somewhere then, and is made otherwise now.
    return _publish(made, target, Unchanged(), mark, now, step)


def _lay_out(made: Site, layout: Layout, step: Step) -> None:
    """Lays out every file of the site: the downloads, the index, the skin's, the pages in their shells, the map, the headers."""
    entries = made.publication.linked.entries.values()
    step("exports")
    layout.add(chain(made.exports(), map(made.export_of, entries)))
    step("search")
    layout.add(made.search())
    step("pages")
    layout.add(chain(made.pages(), map(made.pages_of, entries)))
    for file in (*sitemap(layout.listed, layout.base_url, made.publication.day), headers()):
        layout.stage.put(file)


def _broken(layout: Layout, known: Mapping[Target, str], step: Step) -> Iterator[Problem]:
    """The links that lead nowhere: those known from the making of the pages, and those that were read."""
    step("verify")
    read = {target: asked for links in layout.read for target, asked in links.targets.items()}
    yield from (broken(stray) for links in layout.read for stray in links.strays)
    targets = chain(known, (target for target in read if target not in known))
    for there, anchor in missing(targets, layout.stage.stamps.keys(), layout.stage.read):
        page = known.get((there, anchor))
        link = f"{there}#{anchor}" if anchor else there
        yield broken(read[there, anchor] if page is None else Asked(f"{page}index.html", link))
