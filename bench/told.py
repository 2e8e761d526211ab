"""The history told by us, by bare git and by git-history, in turn. A run that did not tell all there is gives no figure."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from bench.history_report import Part, Told
from bench.make import ROOT
from bench.measure import Cost, measure
from bench.repository import MAIN, Made, write_repository
from bench.scenarios import BARE, PEER, History
from bench.turns import UnusableRunError

OURS = (sys.executable, "-P", str(ROOT / "bench" / "tell.py"))

FIRST = "first"
"""A branch that ends with the first commit."""


def run_history(data: Path, history: History, seed: int, peer: Path | None, tell: Callable[[str], None]) -> Told:
    """What it costs to tell a history. `peer` is the folder with git-history. Raises UnusableRunError."""
    named = f"history, {history.commits:,} commits × {history.rows:,} rows"
    tell(f"{named}: made")
    made = made_apart(data / f"history-{history.commits}-{history.rows}", history.rows, history.commits, seed)
    whole, bare, new, start = [], [], [], []
    with tempfile.TemporaryDirectory(dir=data) as kept:
        remember_all_but_the_last(made, Path(kept))
        for number in range(1, history.runs + 1):
            whole.append(told_from_nothing(made))
            bare.append(told_by_git(made))
            new.append(told_from(made, Path(kept)))
            start.append(nothing_told(data))
            costs = f"qingdan {whole[-1].cpu:.3f} s, git log {bare[-1].cpu:.3f} s, one new commit {new[-1].cpu:.3f} s"
            tell(f"{named}, {number} of {history.runs}: {costs}")
    part = run_part(data, history, seed, peer, tell) if peer else None
    return Told(history, tuple(whole), tuple(bare), tuple(new), tuple(start), part)


def run_part(data: Path, history: History, seed: int, peer: Path, tell: Callable[[str], None]) -> Part:
    """What the first commits of a history cost us and git-history. Raises UnusableRunError."""
    named = f"history, the first {history.part:,} commits × {history.rows:,} rows"
    made = made_apart(data / f"history-{history.part}-{history.rows}", history.rows, history.part, seed)
    git(made.folder, "branch", FIRST, f"main~{history.part - 1}")
    with tempfile.TemporaryDirectory(dir=data) as folder:
        database = Path(folder) / "first.db"
        first = told_by_peer(peer, made, database, FIRST, history.rows)
        tell(f"{named}: git-history {first.cpu:.3f} s for the first of them")
        ours, others = [], []
        for number in range(1, history.part_runs + 1):
            ours.append(told_from_nothing(made))
            again = Path(folder) / f"{number}.db"
            shutil.copy(database, again)
            others.append(told_by_peer(peer, made, again, "main", made.states))
            costs = f"qingdan {ours[-1].cpu:.3f} s for all, git-history {others[-1].cpu:.3f} s for the others"
            tell(f"{named}, {number} of {history.part_runs}: {costs}")
    return Part(tuple(ours), first, tuple(others))


def made_apart(folder: Path, rows: int, commits: int, seed: int) -> Made:
    """The repository, made by another process, so that this one stays smaller than those it measures."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        made = apart.submit(write_repository, folder, rows, commits, seed).result()
    os.sync()
    return made


def told_from_nothing(made: Made) -> Cost:
    """What it costs us to tell a history of which nothing is remembered."""
    with tempfile.TemporaryDirectory(dir=made.folder.parent) as empty:
        return _ours(made.folder, Path(empty), made.events)


def told_from(made: Made, kept: Path) -> Cost:
    """What it costs us to go on from what is remembered; the folder stays as it is."""
    with tempfile.TemporaryDirectory(dir=made.folder.parent) as copy:
        cost = _ours(made.folder, shutil.copytree(kept, Path(copy) / "kept"), made.events)
        programs = {path.name.partition("-")[0] for path in Path(copy).rglob("*") if path.is_file()}
    if len(programs) != 1:
        raise UnusableRunError("the program was changed while it was measured, so it could not go on from what it remembered")
    return cost


def nothing_told(data: Path) -> Cost:
    """What it costs us to start, and to hear from git that there is nothing to tell."""
    with tempfile.TemporaryDirectory(dir=data) as empty:
        git(Path(empty), "init", "--quiet")
        return _ours(Path(empty), Path(empty), None)


def remember_all_but_the_last(made: Made, kept: Path) -> None:
    """Tells the history without the last commit, and remembers it below `kept`."""
    tip = git(made.folder, "rev-parse", "main").strip()
    git(made.folder, "update-ref", "refs/heads/main", "main~1")
    _ours(made.folder, kept, None)
    git(made.folder, "update-ref", "refs/heads/main", tip)


def told_by_git(made: Made) -> Cost:
    """What `git log -p -U0` costs, which prints and understands nothing."""
    return _cost(BARE, made.folder, os.environ, is_heard=False)[0]


def told_by_peer(peer: Path, made: Made, database: Path, branch: str, states: int) -> Cost:
    """What git-history costs with this database, which must then hold so many states of rows."""
    command = (str(peer / "git-history"), "file", str(database), MAIN, "--repo", str(made.folder), "--branch", branch, *PEER)
    cost, _ = _cost(command, made.folder, os.environ)
    with closing(sqlite3.connect(database)) as opened:
        (found,) = opened.execute("select count(*) from item_version").fetchone()
    if found != states:
        raise UnusableRunError(f"{' '.join(command)}\nfound {found} states of rows, there are {states}")
    return cost


def git(folder: Path, *arguments: str) -> str:
    """What git says. Raises UnusableRunError where it refuses."""
    return _cost(("git", *arguments), folder, os.environ)[1]


def _ours(folder: Path, cache_folder: Path, events: Mapping[str, int] | None) -> Cost:
    """What telling costs with this folder for its cache; the revisions must be those that were made, where they are given."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(cache_folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    cost, said = _cost((*OURS, str(folder)), folder, environment)
    if events is not None and said != repr(sorted(events.items())):
        raise UnusableRunError(f"{' '.join(OURS)} {folder}\nsaid {said[-2000:]}, there are {events}")
    return cost


def _cost(command: Sequence[str], folder: Path, environment: Mapping[str, str], is_heard: bool = True) -> tuple[Cost, str]:
    """The cost of a run that ended well, and what it said."""
    outcome = measure(command, folder, environment, is_heard)
    if outcome.code:
        raise UnusableRunError(f"{' '.join(command)}\nended with {outcome.code}, and said:\n{outcome.said[-2000:]}")
    return outcome.cost, outcome.said
