"""The two states that are to be compared, asked of git: commits, or a commit and the files as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qingdan.history import git

TRUNKS = ("main", "origin/main", "master")
"""The branches against which a change is made, the first that there is."""

TIP = "HEAD"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two states: what it was called by who asked, the name of its commit, and its files by their paths.

    Both names are blank for the files as they stand, whether committed or not.
    """

    name: str
    commit: str
    files: Mapping[str, bytes] = field(repr=False, default_factory=dict)


class NoTrunkError(Exception):
    """There is no branch with which what is checked out has a commit in common."""


def trunk(root: Path) -> Side:
    """The last commit that what is checked out has in common with the main branch; without its files.

    Raises NoTrunkError, and what `git.tip` raises.
    """
    git.tip(root)
    for name in TRUNKS:
        try:
            return Side(name, git.merge_base(root, git.commit_of(root, name), TIP))
        except git.UnknownRevisionError:
            continue
    raise NoTrunkError


def committed(root: Path, folders: tuple[str, ...], revision: str) -> Side:
    """The state in a commit that is called by one of its names. Raises UnknownRevisionError, and what `git.tip` raises."""
    git.tip(root)
    return with_files(root, folders, Side(revision, git.commit_of(root, revision)))


def with_files(root: Path, folders: tuple[str, ...], side: Side) -> Side:
    """The same state with its files."""
    return Side(side.name, side.commit, git.files_at(root, side.commit, folders))
