"""The lines of the tables of two states: how a valid world came to its base, and what was then done to it."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bad.inputs import HERE, PLACE, unescaped
from tests.bad.makers import MAKERS
from tests.history.made import git

HEAD = "head"


@dataclass(frozen=True)
class Step:
    """Something done to a file: in the commit of this number, or in the files that are in none (HEAD)."""

    state: str
    how: str
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What was done to a world, and what must be said of it. `key`, `where` and `also` are those of an index (inputs.py)."""

    name: str
    key: str
    where: str
    also: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def place(self) -> tuple[str, int | None, str | None]:
        """The path, the line and the cell or column of `where`."""
        found = PLACE.fullmatch(self.where)
        assert found
        return found[1], int(found[2]) if found[2] else None, found[3]

    def put_into(self, root: Path) -> None:
        """Does the steps in a repository whose tip is the valid world. The last commit is the base."""
        for state in dict.fromkeys(step.state for step in self.steps):
            for step in self.steps:
                if step.state == state:
                    MAKERS[step.how](root / step.file, step.old, step.new)
            if state != HEAD:
                git(root, "commit", "--all", "--message", "SAMPLE")


def read_changes(name: str) -> tuple[Change, ...]:
    """Every change of a table in this folder. A line without a name is one more step of the change above it."""
    with (HERE / name).open(encoding="utf-8", newline="") as opened:
        rows = [{column: unescaped(cell) for column, cell in row.items()} for row in csv.DictReader(opened)]
    found: list[Change] = []
    for row in rows:
        step = Step(row["state"], row["how"], row["file"], row["old"], row["new"])
        if row["name"]:
            found.append(Change(row["name"], row["key"], row["where"], tuple(filter(None, row["also"].split("; "))), (step,)))
        else:
            last = found.pop()
            found.append(Change(last.name, last.key, last.where, last.also, (*last.steps, step)))
    return tuple(found)


def new_repository(root: Path) -> Path:
    """The world in `root` as the only commit of a repository, in few files, so that it is copied quickly."""
    git(root, "init", "--template=")
    git(root, "add", ".")
    git(root, "commit", "--message", "SAMPLE")
    git(root, "repack", "-adq")
    return root


def copied(repository: Path, root: Path) -> Path:
    """A copy of a repository."""
    shutil.copytree(repository, root)
    return root


def commit_of(root: Path, revision: str = "HEAD") -> str:
    """The name of a commit."""
    return git(root, "rev-parse", revision)
