"""Git, asked for days, files and commits of the lists. The only module that knows git; it changes nothing, asks no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qingdan.history.beside import KEPT, keep_room, on_one_cpu, widen
from qingdan.history.log import FORMAT, REGULAR, Commit, FileChange, commits
from qingdan.history.objects import TREE, entries_of, first_parent, tree_of

QUIET = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "core.quotePath",
    "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_KEY_1": "log.showRoot",
    "GIT_CONFIG_VALUE_1": "true",
}
"""What the environment and settings of a reader must not change."""

CHANGES = (
    *("log", "--relative", "--first-parent", "--diff-merges=first-parent", "--reverse", f"--format={FORMAT}"),
    *("--raw", "--no-abbrev", "--find-renames", "--no-color", "--no-show-signature", "-O/dev/null"),
)

ASKED = 500
"""Objects for which git is asked at once: their names must find room in its pipe, while it waits with its answers."""

Root = str | os.PathLike[str]
"""The folder in which the lists lie; not a `Path` alone, which takes longer to load than a question to git takes."""

Objects = subprocess.Popen[bytes]
"""A git that is asked what objects hold."""

Committed = tuple[Commit, tuple[FileChange, ...]]
"""A commit with the files that it changes."""

TABLE = ".csv"
"""The ending of the files of which git is asked what they hold."""


class HistoryError(Exception):
    """Git is there but refuses to answer, for example because the folder belongs to somebody else."""


class UnknownRevisionError(Exception):
    """There is no such commit, tag or branch here."""


class NoHistoryError(Exception):
    """There is no history that could be told whole: `why` is "no_git", "no_repository", "no_commit", "shallow" or "partial"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def last_time(root: Root, folders: tuple[str, ...]) -> str:
    """When the last commit that touched `folders` was made (ISO 8601).

    Blank where there is no git, no repository or no such commit; raises HistoryError where git refuses to say.
    """
    try:
        return _said(root, "log", "-1", "--format=%cI", "--", *folders)
    except NoHistoryError:
        return ""


def tip(root: Root) -> tuple[str, str]:
    """The name of the commit that is checked out, all whose ancestors are there, and the path of `root` in the repository.

    Raises NoHistoryError and HistoryError.
    """
    is_shallow, prefix, name = _said(root, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD^{commit}").split("\n")
    if is_shallow == "true":
        raise NoHistoryError("shallow")
    return name, prefix


def commit_of(root: Root, revision: str) -> str:
    """The name of the commit that a revision stands for. Raises UnknownRevisionError where there is none, or a range of them."""
    _said(root, "rev-parse", "--git-dir")  # says why where git answers nothing at all, which the next question may not
    name = _said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", may_fail=True)
    if not name.isalnum():
        raise UnknownRevisionError(revision)
    return name


def merge_base(root: Root, one: str, other: str) -> str:
    """The last commit that two commits have in common. Raises UnknownRevisionError where they have none."""
    name = _said(root, "merge-base", one, other, may_fail=True)
    if not name:
        raise UnknownRevisionError(f"{one}...{other}")
    return name


def first_parents(root: Root, until: str) -> tuple[tuple[str, str], ...]:
    """The commits of the first-parent line up to `until`, the newest first, each with the time at which it was committed."""
    lines = _said(root, "log", "--first-parent", "--format=%H %cI", until).splitlines()
    return tuple((name, time) for name, _, time in (line.partition(" ") for line in lines))


def tags(root: Root) -> tuple[tuple[str, str], ...]:
    """The tags that lead to a commit, each with the name of that commit, in the order of their names."""
    form = "%(refname:strip=2) %(objecttype) %(objectname) %(*objecttype) %(*objectname)"
    lines = _answer(root, "for-each-ref", "refs/tags", f"--format={form}").decode("utf-8", "surrogateescape").split("\n")
    found = ([part for part in line.split(" ") if part] for line in lines if line)
    return tuple((name, parts[-1]) for name, *parts in found if parts[-2] == "commit")


@contextmanager
def objects_of(root: Root) -> Iterator[Objects]:
    """Git, to be asked what objects hold: one for two states of a file, since for the second it need not unpack all anew.

    Raises NoHistoryError where git does not say it in a clone that lacks some of them.
    """
    try:
        with on_one_cpu(), _asked(root, "cat-file", "--batch") as objects:
            widen(objects.stdout)
            keep_room()
            yield objects
    except HistoryError as error:
        if _is_partial(root):
            raise NoHistoryError("partial") from error
        raise


def line(until: str, objects: Objects) -> Iterator[str]:
    """The names of the commits of the first-parent line up to `until`, the newest first; git is asked for one after another."""
    name = until
    while name:
        yield name
        name = first_parent(_held(name, objects))


def files_at(root: Root, commit: str, folders: tuple[str, ...]) -> dict[str, bytes]:
    """The regular files below `folders` as they stand in a commit, taken from the git objects, by their paths.

    Raises NoHistoryError where some of them were never fetched.
    """
    prefix = _answer(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    with objects_of(root) as objects:
        return files_among(prefix, commit, folders, objects)


def files_among(prefix: str, commit: str, folders: tuple[str, ...], objects: Objects, ending: str = "") -> dict[str, bytes]:
    """The same, of a git that is already asked what objects hold, which takes no other: those whose path has an ending.

    `prefix` is the path of the folder below which `folders` lie, in the repository.
    """
    commit_tree = tree_of(_held(commit, objects))
    trees = ((folder, _tree(commit_tree, f"{prefix}{folder}", objects)) for folder in folders)
    found = [file for folder, tree in trees if tree for file in _files(tree, folder, objects) if file[0].endswith(ending)]
    return dict(zip((path for path, _ in found), _all_held([name for _, name in found], objects), strict=True))


def _tree(tree: str, path: str, objects: Objects) -> str:
    """The name of the tree of a folder below a tree; blank where there is no such folder."""
    for part in path.split("/"):
        entries = entries_of(_held(tree, objects), tree)
        tree = next((entry.held for entry in entries if (entry.mode, entry.name) == (TREE, part)), "")
        if not tree:
            break
    return tree


def _files(tree: str, path: str, objects: Objects) -> Iterator[tuple[str, str]]:
    """The regular files below a tree that stands at a path: the path of each, and the name of what it holds."""
    for entry in entries_of(_held(tree, objects), tree):
        if entry.mode == TREE:
            yield from _files(entry.held, f"{path}/{entry.name}", objects)
        elif entry.mode in REGULAR:
            yield f"{path}/{entry.name}", entry.held


def file_changes(root: Root, folders: tuple[str, ...], until: str, objects: Objects, since: str = "") -> Iterator[Committed]:
    """Every commit of the first-parent line up to `until`, and after `since`, that touched `folders`, the oldest first.

    Git is asked what the tables hold and not for patches: to make those takes it far longer than to compare the tables ourselves.
    Raises HistoryError where git ends badly, so that half an answer is none.
    """
    span = f"{since}..{until}" if since else until
    with _asked(root, *CHANGES, span, "--", *folders) as log:
        assert log.stdout
        for commit, changes in commits(log.stdout):
            held = (_held(change.name, objects) if change.after.endswith(TABLE) else b"" for change in changes)
            yield commit, tuple(FileChange(change.before, change.after, data) for change, data in zip(changes, held, strict=True))
        said = _complaint(log)
    if log.returncode:
        raise HistoryError(said)


def _held(name: str, objects: Objects) -> bytes:
    """What an object holds, of which `git cat-file --batch` is asked."""
    (held,) = _all_held((name,), objects)
    return held


def _all_held(names: Sequence[str], objects: Objects) -> Iterator[bytes]:
    """What several objects hold; git is asked for many at once, so that neither waits for the other after each."""
    for start in range(0, len(names), ASKED):
        asked = names[start : start + ASKED]
        assert objects.stdin
        objects.stdin.write("".join([f"{name}\n" for name in asked]).encode())
        objects.stdin.flush()
        for _ in asked:
            yield _answered(objects)


def _answered(objects: Objects) -> bytes:
    """What the next object holds of those for which git was asked."""
    assert objects.stdout
    answer = objects.stdout.readline().split()
    if len(answer) != 3:
        raise HistoryError(b" ".join(answer).decode() or _complaint(objects))
    size = int(answer[2])
    held = objects.stdout.read(size)
    if len(held) < size:
        raise HistoryError(_complaint(objects))
    objects.stdout.read(1)
    return held


def _asked(root: Root, *arguments: str) -> subprocess.Popen[bytes]:
    """A question to git whose answer is read as it comes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        ("git", "-C", str(root), *arguments), stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **QUIET, **KEPT}
    )


def _is_partial(root: Root) -> bool:
    """Whether this is a clone that lacks objects on purpose; so one that is missing is no damage."""
    return bool(_said(root, "config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$", may_fail=True))


def _complaint(asked: subprocess.Popen[bytes]) -> str:
    assert asked.stderr
    return asked.stderr.read().decode("utf-8", "replace").strip()


def _said(root: Root, *arguments: str, may_fail: bool = False) -> str:
    """What git answers to a short question, as a text."""
    return _answer(root, *arguments, may_fail=may_fail).decode("utf-8", "surrogateescape").strip()


def _answer(root: Root, *arguments: str, may_fail: bool = False) -> bytes:
    command = ("git", "-C", str(root), *arguments)
    try:
        nothing = subprocess.DEVNULL
        asked = subprocess.run(command, stdin=nothing, capture_output=True, check=False, env={**os.environ, **QUIET})
    except FileNotFoundError as error:
        raise NoHistoryError("no_git") from error
    said = asked.stderr.decode("utf-8", "replace").strip()
    if asked.returncode and said.startswith("fatal: not a git repository"):
        raise NoHistoryError("no_repository")
    if asked.returncode and not may_fail:
        if said.startswith(("fatal: your current branch", "fatal: ambiguous argument 'HEAD")):
            raise NoHistoryError("no_commit")
        if _is_partial(root):
            raise NoHistoryError("partial")
        raise HistoryError(said)
    return asked.stdout
