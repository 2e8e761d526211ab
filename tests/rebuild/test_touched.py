"""What is kept of the last build is what a build from nothing would have made: for every edit that there can be."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from qingdan.model import File
from qingdan.pages.parts import Limit
from qingdan.pages.publication import Publication
from qingdan.pages.render import Renderer
from qingdan.rebuild.changed import Moment, moment
from qingdan.rebuild.last import Last
from qingdan.rebuild.touched import unchanged
from qingdan.section import About, Section
from qingdan.site import Site
from qingdan.skin.skin import Skin
from qingdan.state import read_state
from tests.history.made import commit_all
from tests.pages.test_render import DEPTHS, SHELL
from tests.rebuild.edits import Edit, edits
from tests.world import DAY, PROCEDURES, REGISTERS, add_the_look, add_told, templates, write_world

SHELLS = {(language, depth): SHELL for language in ("zh", "en") for depth in DEPTHS}


@dataclass(frozen=True, slots=True)
class Whole:
    """A site: its publication and its sections that can be kept."""

    state: Publication
    now: Moment
    sections: Mapping[str, Section]

    def files(self, name: str) -> Mapping[str, tuple[File, About]]:
        """The files of a section by their paths, made from nothing, each with what it shows itself."""
        shown = dict[str, About]()
        made = self.sections[name].files(lambda path, about: shown.setdefault(path, about) is about)
        return {file.path: (file, shown.get(file.path)) for file in made}


SHORT = Limit(2, 1)
"""Lines of a page, so few that whatever can stand in parts does."""


def whole(state: Publication) -> Whole:
    site = Site(state, Skin((), SHELLS), Renderer(state, templates(), SHELLS), SHORT)
    entries = state.linked.entries.values()
    every = chain(site.exports(), map(site.export_of, entries), site.search(), site.pages(), map(site.pages_of, entries))
    sections = {one.name: one for one in every if one.about is not None}
    now = moment(state.linked, state.timeline, (*state.found.findings, *state.found.measures), state.old_texts, state.day)
    return Whole(state, now, sections)


@dataclass(frozen=True, slots=True)
class Before:
    """A site as the last build made it, whole."""

    last: Last
    files: Mapping[str, Mapping[str, tuple[File, About]]]


def built(made: Whole) -> Before:
    files = {name: made.files(name) for name in made.sections}
    paths = {name: tuple(found) for name, found in files.items()}
    return Before(Last("", made.now, paths, {path: (0, 0) for found in paths.values() for path in found}, {}), files)


def wrongly_kept(before: Before, after: Whole) -> tuple[list[str], int]:
    """The files that would be kept though they are not what they were, or are missing, and how many are kept in all."""
    found = unchanged(after.state.linked, after.state.timeline, before.last, after.now)
    wrong, count = list[str](), 0
    for name, section in after.sections.items():
        was, now = before.files.get(name, {}), after.files(name)
        kept, known = found.files(section), found.single_files(section)
        stay = [path for path, (_, about) in now.items() if kept is not None or (path in known and found.is_same(about))]
        wrong += [path for path in stay if path not in was or was[path][0] != now[path][0]]
        wrong += () if kept is None else was.keys() - now.keys()
        count += len(stay)
    return wrong, count


PAST = (
    (f"{PROCEDURES}/procedures.csv", "PRC-0002", "name", "样例旧二"),
    (f"{PROCEDURES}/procedures.csv", "PRC-0002", "authority", "AUT-0003"),
    (f"{PROCEDURES}/bodies.csv", "PRC-0001", "body", "ORG-0002"),
    (f"{REGISTERS}/authorities.csv", "AUT-0002", "title", "样例旧更正"),
)
"""Cells that once were others: a table, the first cell of a row, a column, and what stood there."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SAMPLE world in git, with a past, and with a text that names another entry."""
    made = add_the_look(add_told(write_world(tmp_path_factory.mktemp("world"))))
    now = {made / path: (made / path).read_bytes() for path, *_ in PAST}
    for path, name, column, cell in PAST:
        put(made / path, name, column, cell)
    commit_all(made, "2026-01-01")
    for file, data in now.items():
        file.write_bytes(data)
    put(made / f"{PROCEDURES}/procedures.csv", "PRC-0001", "summary", "样例：第一件事，见PRC-0002。")
    commit_all(made, "2026-02-01")
    return made


def put(path: Path, name: str, column: str, cell: str) -> None:
    """Writes a cell of the first row that begins with a name."""
    heading, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    row = next(row for row in rows if row[0] == name)
    row[heading.index(column)] = cell
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    path.write_text(text.getvalue(), "utf-8", newline="\n")


@pytest.fixture(scope="module")
def before(root: Path) -> Before:
    return built(whole(published(root)))


def published(root: Path) -> Publication:
    state = read_state(root, DAY, lambda _: None)
    assert state.publication, state.problems
    return state.publication


def edited(root: Path, edit: Edit) -> Publication | None:
    """The world after an edit, where it passes the checks; the file is put back."""
    path = root / edit.path
    was = path.read_bytes()
    path.write_bytes(edit.data)
    try:
        return read_state(root, DAY, lambda _: None).publication
    finally:
        path.write_bytes(was)


def test_whatever_is_edited_no_file_is_kept_that_would_be_another(root: Path, before: Before) -> None:
    every = [*edits(root)]
    Random(1).shuffle(every)
    of_each_kind = {(edit.path, edit.about.split()[0]): edit for edit in every}
    chosen = every if os.environ.get("QINGDAN_EXAMPLES") == "long" else [*of_each_kind.values()]
    wrong, kept, passed = {}, 0, 0
    for edit in chosen:
        state = edited(root, edit)
        if state:
            passed += 1
            names, count = wrongly_kept(before, whole(state))
            kept += count
            if names:
                wrong[edit.path, edit.about] = names
    assert wrong == {}
    assert passed > 50
    assert kept > passed * sum(map(len, before.files.values())) / 4
