"""From the disk to a publication that can be shown, or the problems that stand in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.check.authorities import authorities_of
from qingdan.check.checks import check_files
from qingdan.check.late import late_in
from qingdan.gate.files import read_folders
from qingdan.history.known import day_of_data
from qingdan.history.releases import read_releases
from qingdan.history.timeline import Timeline, timeline
from qingdan.history.told import tell
from qingdan.linked import Linked, link
from qingdan.load.rows import with_rows
from qingdan.model import File
from qingdan.pages.publication import Found, Publication, publication
from qingdan.problem import Finding, Notice, Problem
from qingdan.words import load_words

SOURCE = ("catalogue", "lists")

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class State:
    """What the source files say: a publication, or what must be put right first."""

    publication: Publication | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    files: tuple[File, ...] = ()


def read_state(root: Path, today: date, step: Step, known: Publication | None = None) -> State:
    """The publication of the lists in `root`. What did not change since `known` is not read again.

    `today` stands in for the day of the data where there is no git to ask. Raises git.HistoryError where git refuses to answer.
    """
    step("gate")
    files, problems = read_folders(root, SOURCE)
    if problems:
        return State(None, problems)
    step("check")
    catalogue, checked = check_files(files)
    if catalogue is None or checked.problems:
        return State(None, checked.problems, checked.notices)
    words, problems = load_words(root)
    if problems:
        return State(None, problems)
    step("history")
    zone = ZoneInfo(catalogue.settings.time_zone)
    told = timeline(tell(root, SOURCE, {file.path: file.data for file in files}), zone)
    released, unreleased = read_releases(root, SOURCE, zone)
    # The rows come last: while a history is told, more memory is needed than at any time after.
    linked = link(with_rows(catalogue, known.linked.catalogue if known else None))
    found = Found((*checked.findings, *_late(linked, told)), checked.measures)
    state = publication(linked, found, day_of_data(root, SOURCE, zone) or today, words, told, released)
    return State(state, (), (*checked.notices, *unreleased), files)


def _late(linked: Linked, told: Timeline) -> Iterator[Finding]:
    """The entries of which a decision was published late, as far as they have a page; samples are left out."""
    for finding in late_in(told, authorities_of(linked.catalogue)):
        if finding.entry in linked.entries and not linked.is_sample(finding.entry):
            yield finding
