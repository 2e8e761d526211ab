"""The history of the lists, told whole or not at all; what was told before is gone on with."""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from qingdan import remembered
from qingdan.history import git, kept
from qingdan.history.between import between
from qingdan.history.replay import Replay, Step
from qingdan.history.revisions import Difference

KIND = "history"
PROGRAM = ("history", "packed.py", "remembered.py")
"""The parts of our program on which a history depends."""

LONGEST = 65
"""Bytes of the name of a commit and of the line feed behind it, at most."""

PIECES = 6
"""Of so many pieces what is remembered of a history consists at most; then it is written as one again."""

MOST = 3 * PIECES
"""Pieces that are kept, one for each commit that was built; those that were not asked for longest go first."""


class History(NamedTuple):
    """What became of the lists, the oldest step first, and what stands in the files without being committed.

    Where it cannot be told whole, `why_not` says why (see git.NoHistoryError) and there is nothing else.
    """

    steps: tuple[Step, ...] = ()
    uncommitted: Difference = Difference()
    why_not: str = ""


def tell(root: git.Root, folders: tuple[str, ...], files: Mapping[str, bytes] | None = None) -> History:
    """The history of the tables below `folders`. `files` are those folders as they stand now, where that matters.

    Raises git.HistoryError where git refuses to answer.
    """
    try:
        until, prefix = git.tip(root)
        steps = _steps(os.fspath(root), prefix, folders, until)
        committed = git.files_at(root, until, folders) if files is not None else {}
    except git.NoHistoryError as error:
        return History(why_not=error.why)
    return History(steps, between(committed, files or {}))


def tell_until(root: git.Root, folders: tuple[str, ...], commit: str) -> History:
    """The history of the tables below `folders` up to a commit. Raises git.HistoryError where git refuses to answer."""
    try:
        _, prefix = git.tip(root)
        return History(_steps(os.fspath(root), prefix, folders, commit))
    except git.NoHistoryError as error:
        return History(why_not=error.why)


@contextmanager
def _collector_waiting() -> Iterator[None]:
    """What is told is not looked through for garbage, neither while it grows nor later: all of it stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=1)
@_collector_waiting()
def _steps(root: str, prefix: str, folders: tuple[str, ...], until: str) -> tuple[Step, ...]:
    """Every step up to a commit; only those after the last commit that is remembered are asked of git.

    What a server asks for again and again is at hand: a commit has one history, whatever comes after it.
    """
    question = f"{remembered.program(*PROGRAM)}-{remembered.name_of(os.fsencode(prefix))}"
    pieces = _pieces(question, until)
    if pieces:
        return tuple(_told(pieces))
    known = {name.removeprefix(f"{question}-") for name in remembered.names(KIND) if name.startswith(question)}
    with git.objects_of(root) as objects:
        line = git.line(until, objects) if known else ()
        since = next((commit for commit in line if commit in known), "")
        pieces = _pieces(question, since)
        since = since if pieces else ""
        replay = Replay(git.files_among(prefix, since, folders, objects, git.TABLE) if since else {})
        new = tuple(replay.steps(git.file_changes(root, folders, until, objects, since)))
    before, again = (since, ()) if len(pieces) < PIECES else ("", pieces)
    remembered.keep_bytes(KIND, f"{question}-{until}", chain((f"{before}\n".encode(),), again, kept.dump(new)), MOST)
    return (*_told(pieces), *new)


def _told(pieces: tuple[memoryview, ...]) -> Iterator[Step]:
    """The steps that are remembered, the oldest first."""
    return (step for piece in pieces for step in kept.load(piece))


def _pieces(question: str, commit: str) -> tuple[memoryview, ...]:
    """What is remembered of the history up to a commit, the oldest piece first; nothing where one of them is missing.

    A piece names the commit up to which those before it tell, on a line of its own.
    """
    pieces: list[memoryview] = []
    while commit:
        piece = remembered.recall_bytes(KIND, f"{question}-{commit}")
        if piece is None:
            return ()
        before, _, _ = bytes(piece[:LONGEST]).partition(b"\n")
        commit = before.decode()
        pieces.append(piece[len(before) + 1 :])
    return tuple(reversed(pieces))
