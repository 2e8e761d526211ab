"""Writes a repository of lists that were amended: `python -m bench.repository --rows 2600 --commits 2000 --seed 1 FOLDER`.

The first commit is the tree of `bench.make`. Each later one amends, adds, withdraws or deletes one to five implementations; some
also change who holds a matter or on what it rests. The same seed, the same commits; fewer commits are the first of more.
"""

from __future__ import annotations

import argparse
import csv
import io
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO

from bench.invented import HOURS, NOTES, STREETS
from bench.make import write_tree

MAIN = "lists/implementations/implementations.csv"
TABLES = (MAIN, "lists/powers/bodies.csv", "lists/powers/bases.csv")
MOST_IN_A_COMMIT = 5
CHANCE_OF_A_CHILD = 0.1
FIRST_ADDED = 500_000
"""Numbers of implementations that are added, far from those of the first commit."""

START = 1_700_000_000
"""When the first commit was made, in seconds since 1970; each later one an hour after."""

REPACK = ("repack", "-adfq", "--window=2", "--depth=50")
"""Stores the newest state of a file whole and older ones as what they differ in, as a clone does; importing does the opposite."""

Events = dict[str, str]
"""By the id of an entry what a commit did to it, in the words of the history."""


@dataclass(frozen=True, slots=True)
class Made:
    """A repository and what there is to be told of it: revisions of each kind, and states of the rows of its main table."""

    folder: Path
    events: Mapping[str, int]
    states: int


@dataclass(slots=True)
class Amended:
    """A table that is amended commit by commit: its heading, its lines, and its source of chance."""

    heading: list[str]
    lines: list[bytes]
    chance: Random

    @property
    def data(self) -> bytes:
        """The file as it stands."""
        return b"\n".join((_line(self.heading), *self.lines, b""))

    def row(self, place: int) -> dict[str, str]:
        """The row at a place."""
        return dict(zip(self.heading, next(csv.reader([self.lines[place].decode()])), strict=True))

    def put(self, row: Mapping[str, str], place: int | None = None) -> None:
        """Writes a row at a place, or behind all others."""
        line = _line([row[name] for name in self.heading])
        if place is None:
            self.lines.append(line)
        else:
            self.lines[place] = line


def amended(path: Path, seed: str) -> Amended:
    """A table as it stands in a file."""
    heading, *lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    return Amended(heading.decode().split(","), lines, Random(seed))


def amend_implementations(table: Amended, number: int) -> Events:
    """One to five implementations: most are amended, some withdrawn or restored, added or deleted."""
    chance, events, gone = table.chance, Events(), list[int]()
    for place in chance.sample(range(len(table.lines)), chance.randint(1, MOST_IN_A_COMMIT)):
        row = table.row(place)
        what = chance.random()
        if what < 0.05:
            gone.append(place)
            events[row["id"]] = "deleted"
        elif what < 0.15:
            name = f"IMP-{FIRST_ADDED + number * MOST_IN_A_COMMIT + len(events)}"
            table.put({**row, "id": name, "phone": _phone(chance), "note": f"样例：第{number}次增加。"})
            events[name] = "added"
        elif what < 0.22:
            is_back = row["status"] == "withdrawn"
            day = "" if is_back else "2026-06-30"
            table.put({**row, "status": "in_force" if is_back else "withdrawn", "valid_to": day}, place)
            events[row["id"]] = "restored" if is_back else "withdrawn"
        else:
            name, draw = chance.choice(CELLS)
            table.put({**row, name: _other(row[name], draw, chance)}, place)
            events[row["id"]] = "amended"
    for place in sorted(gone, reverse=True):
        del table.lines[place]
    return events


def amend_children(table: Amended, number: int) -> Events:
    """In one commit of ten a row that belongs to an entry is amended, added or deleted; the entry counts as amended."""
    chance = table.chance
    if chance.random() >= CHANCE_OF_A_CHILD:
        return {}
    place, what = chance.randrange(len(table.lines)), chance.random()
    row = table.row(place)
    if what < 0.2:
        del table.lines[place]
    else:
        table.put({**row, "note": f"样例：第{number}次修改，按新的分工办理。"}, None if what < 0.4 else place)
    return {row["entry"]: "amended"}


def _phone(chance: Random) -> str:
    return f"000-{chance.randint(10_000_000, 99_999_999)}"


CELLS: tuple[tuple[str, Callable[[Random], str]], ...] = (
    ("phone", _phone),
    ("hours", lambda chance: chance.choice(HOURS)),
    ("note", lambda chance: chance.choice(NOTES)),
    ("window", lambda chance: f"{chance.randint(1, 40)}号综合窗口"),
    ("place", lambda chance: f"样例市{chance.choice(STREETS)}路{chance.randint(1, 999)}号政务服务中心一楼"),
    ("promised_days", lambda chance: str(chance.randint(0, 60))),
)
"""The columns of an implementation that are amended, and what is written there."""


def _other(cell: str, draw: Callable[[Random], str], chance: Random) -> str:
    """Another cell than this."""
    found = draw(chance)
    return found if found != cell else _other(cell, draw, chance)


def write_repository(folder: Path, rows: int, commits: int, seed: int) -> Made:
    """Makes the repository in `folder`, which is new or empty, with its last commit checked out on `main`."""
    subprocess.run(("git", "init", "-q", "-b", "main", str(folder)), check=True)
    with tempfile.TemporaryDirectory() as made:
        tree = Path(made) / "tree"
        write_tree(tree, rows, seed)
        files = {path.relative_to(tree).as_posix(): path.read_bytes() for path in sorted(tree.rglob("*")) if path.is_file()}
        tables = {path: amended(tree / path, f"{seed} {rows} {path}") for path in TABLES}
    with subprocess.Popen(("git", "-C", str(folder), "fast-import", "--quiet"), stdin=subprocess.PIPE) as importing:
        assert importing.stdin
        written = {path: _write_states(table, path, commits, importing.stdin) for path, table in tables.items()}
        others = b"".join(_file(path, b"inline") + _data(data) for path, data in files.items() if path not in tables)
        for number in range(commits):
            changed = (_file(path, states[number][0]) for path, states in written.items() if number in states)
            importing.stdin.write(b"".join((_commit(number), b"" if number else others, *changed)))
    if importing.returncode:
        raise subprocess.CalledProcessError(importing.returncode, importing.args)
    for arguments in (("reset", "-q", "--hard", "main"), REPACK):
        subprocess.run(("git", "-C", str(folder), *arguments), check=True)
    events = Counter(first_events(files).values())
    for number in range(1, commits):
        done = {subject: event for states in written.values() if number in states for subject, event in states[number][1].items()}
        events.update(done.values())
    came = sum(event != "deleted" for _, done in written[MAIN].values() for event in done.values())
    return Made(folder, dict(sorted(events.items())), rows + came)


States = Mapping[int, tuple[bytes, Events]]
"""By the number of a commit that changes a table: the mark of its file for `git fast-import`, and what was done."""


def _write_states(table: Amended, path: str, commits: int, into: IO[bytes]) -> States:
    """Gives git all states of a table, one after the other, so that it stores each as what it differs in from the one before."""
    states: dict[int, tuple[bytes, Events]] = {}
    amend = amend_implementations if path == MAIN else amend_children
    for number in range(commits):
        events = amend(table, number) if number else Events()
        if events or not number:
            mark = b":%d" % (TABLES.index(path) * commits + number + 1)
            into.write(b"blob\nmark %b\n%b" % (mark, _data(table.data)))
            states[number] = mark, events
    return states


def first_events(files: Mapping[str, bytes]) -> Events:
    """What the first commit does: rows with an id are added; others belong to their entry, or amend a table that has none."""
    events = Events()
    for path, data in files.items():
        if path.endswith(".csv"):
            for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
                if "id" in row:
                    events[row["id"]] = "added"
                else:
                    events.setdefault(row.get("entry", path), "amended")
    return events


def _line(cells: list[str]) -> bytes:
    opened = io.StringIO(newline="")
    csv.writer(opened, lineterminator="").writerow(cells)
    return opened.getvalue().encode()


def _commit(number: int) -> bytes:
    message = f"样例：第{number}次修改 / SAMPLE change {number}".encode()
    who = f"committer SAMPLE editor <sample@sample.example> {START + number * 3600} +0800".encode()
    return b"commit refs/heads/main\n%b\n%b" % (who, _data(message))


def _file(path: str, data: bytes) -> bytes:
    return b"M 100644 %b %b\n" % (data, path.encode())


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)


def main() -> None:
    """Writes one repository."""
    parser = argparse.ArgumentParser(prog="python -m bench.repository", description="Write lists that were amended, in git.")
    parser.add_argument("--rows", type=int, default=2_600, help="how many implementations in the first commit")
    parser.add_argument("--commits", type=int, default=2_000, help="how many commits")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from: the same seed, the same commits")
    parser.add_argument("folder", type=Path, help="where to write: a new or empty folder")
    given = parser.parse_args()
    write_repository(given.folder, given.rows, given.commits, given.seed)


if __name__ == "__main__":
    main()
