"""Git repositories with tables in them, made by chance: edits, moves, other columns, branches, merges, other ways of writing.

Each is written by `git fast-import`; what its tables hold at a commit is told by the csv module alone.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

PATHS = ("lists/a/a.csv", "lists/a/b.csv", "lists/b/a.csv", "catalogue/registers/ä 样.csv")
NAMES = ("id", "entry", "name", "note", "status")
CELLS = ("", "x", "样例", "a,b", 'say "x"', " ", "--- a", "@@ -1 +1 @@", "diff --git", "\\", "two\nlines", "'")
IDS = ("PWR-0001", "PWR-0002", "PWR-0003", "")

START, DAY = 1_700_000_000, 86_400
"""When the first commit was made, in seconds since 1970; each later one a day after."""

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class State:
    """What a commit holds, and the numbers of its parents, the first before the second."""

    files: Files
    parents: tuple[int, ...]


def rows_of(data: bytes) -> Counter[frozenset[tuple[str, str]]]:
    """The rows of a table, each as its cells that are not blank."""
    heading, *rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig").replace("\r\n", "\n"), newline=""))] or [[]]
    return Counter(frozenset((name, cell) for name, cell in zip(heading, row, strict=True) if cell) for row in rows if row)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of some of the columns, written in one of several ways."""
    heading = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    cells = {name: IDS if name in ("id", "entry") else CELLS for name in heading}
    rows = draw(st.lists(st.tuples(*(st.sampled_from(cells[name]) for name in heading)), max_size=6))
    return written(heading, rows, draw(st.sampled_from(WAYS)))


WAYS = (
    (csv.QUOTE_MINIMAL, "\n", ""),
    (csv.QUOTE_ALL, "\n", ""),
    (csv.QUOTE_MINIMAL, "\r\n", ""),
    (csv.QUOTE_MINIMAL, "\n", "\ufeff"),
)


def written(heading: list[str], rows: list[tuple[str, ...]], way: tuple[int, str, str]) -> bytes:
    """The bytes of a table; the last line may lack its line break."""
    opened = io.StringIO()
    csv.writer(opened, quoting=way[0], lineterminator=way[1]).writerows([heading, *rows])  # type: ignore[arg-type]
    return (way[2] + opened.getvalue()).encode()


@st.composite
def histories(draw: st.DrawFn) -> tuple[State, ...]:
    """Commits, the last of which is the tip. A commit starts from its first parent and changes some files, lines or places."""
    states: list[State] = []
    for number in range(draw(st.integers(1, 7))):
        parents: tuple[int, ...] = ()
        if number:
            others = st.integers(0, number - 1)
            parents = tuple(dict.fromkeys((draw(st.one_of(st.just(number - 1), others)), *draw(st.lists(others, max_size=1)))))
        files = dict(states[parents[0]].files) if parents else {}
        if len(parents) > 1 and draw(st.booleans()):
            files |= states[parents[1]].files
        for _ in range(draw(st.integers(0, 3))):
            change(draw, files)
        states.append(State(files, parents))
    return tuple(states)


def change(draw: st.DrawFn, files: dict[str, bytes]) -> None:
    """One thing that people do to tables."""
    path, other = draw(st.sampled_from(PATHS)), draw(st.sampled_from(PATHS))
    how = draw(st.sampled_from(("write", "line", "line", "order", "move", "swap", "delete", "break")))
    lines = files.get(path, b"").split(b"\n")
    if how == "write" or path not in files:
        files[path] = draw(tables())
    elif how == "line" and b'"' not in files[path] and len(lines) > 2:
        at = draw(st.integers(1, len(lines) - 2))
        width = lines[0].count(b",")
        line = ",".join(draw(st.lists(st.sampled_from(("x", "样例", "PWR-0002", "-")), min_size=width + 1, max_size=width + 1)))
        files[path] = b"\n".join((*lines[:at], line.encode(), *lines[at + draw(st.integers(0, 1)) :]))
    elif how == "order" and b'"' not in files[path] and files[path].endswith(b"\n"):
        files[path] = b"\n".join((lines[0], *draw(st.permutations(lines[1:-1])), b""))
    elif how == "move":
        files[other] = files.pop(path)
    elif how == "swap" and other in files:
        files[path], files[other] = files[other], files[path]
    elif how == "delete":
        del files[path]
    elif how == "break":
        files[path] = files[path].removesuffix(b"\n")


def write(folder: Path, states: tuple[State, ...]) -> None:
    """The repository of a history, its tip checked out on `main`."""
    subprocess.run(("git", "init", "-q", "-b", "main", str(folder)), check=True)
    subprocess.run(
        ("git", "-C", str(folder), "fast-import", "--quiet"), input=b"".join(map(stream, range(len(states)), states)), check=True
    )
    tip = f"refs/heads/branch{len(states) - 1}"
    subprocess.run(("git", "-C", str(folder), "update-ref", "refs/heads/main", tip), check=True)


def stream(number: int, state: State) -> bytes:
    """A commit in the language of `git fast-import`."""
    lines = [
        f"commit refs/heads/branch{number}",
        f"mark :{number + 1}",
        f"committer X <x@x> {START + number * DAY} +0800",
        "data 1",
        "x",
    ]
    lines += [f"{'merge' if index else 'from'} :{parent + 1}" for index, parent in enumerate(state.parents)]
    made = [b"deleteall\n"]
    for path, data in state.files.items():
        made.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    return "\n".join([*lines, ""]).encode() + b"".join(made)


def time_of(number: int) -> str:
    """The time of a commit, as git tells it."""
    return datetime.fromtimestamp(START + number * DAY, timezone(timedelta(hours=8))).isoformat()


def first_parents(states: tuple[State, ...]) -> tuple[tuple[int, State], ...]:
    """The commits from the root to the tip along first parents, each with its number."""
    line = [len(states) - 1]
    while states[line[0]].parents:
        line.insert(0, states[line[0]].parents[0])
    return tuple((number, states[number]) for number in line)
