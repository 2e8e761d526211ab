"""Writes a whole source tree with its history: `python -m bench.pages.city --pages 32000 --seed 1 FOLDER`.

The lists as `bench.pages.invented` gives them, in git with three revisions behind the first commit, and the look of this
repository beside them: all that `qingdan build` needs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.invented import HOURS
from bench.make import ROOT, write_lists
from bench.pages.invented import IMPLEMENTATIONS, PAGES_ROWS, POWERS, PROCEDURES, city_lists
from bench.repository import START, Amended, amended

REVISIONS = 3
"""Commits behind the first."""

PART = 20
"""Each of them amends one row in so many of each table below."""

LISTS = (PROCEDURES, POWERS, IMPLEMENTATIONS)
LOOK = ("site", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Sample:
    """A city in git: where, how many pages its entries and implementations have, and how many of its rows were amended."""

    folder: Path
    pages: int
    amended: int


def write_city(folder: Path, pages: int, seed: int) -> Sample:
    """Makes the city in `folder`, which is new or empty, with its last commit checked out; the same call, the same commits."""
    write_lists(folder, lambda keys: city_lists(pages, seed, keys), PAGES_ROWS)
    shutil.copytree(ROOT / LOOK[0], folder / LOOK[0])
    shutil.copy(ROOT / LOOK[1], folder / LOOK[1])
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "catalogue", "lists")
    commit(folder, 0)
    count = 0
    for number in range(1, REVISIONS + 1):
        for path, amend in AMENDED.items():
            table = amended(folder / path, f"{seed} {pages} {path} {number}")
            places = sorted(table.chance.sample(range(len(table.lines)), max(1, len(table.lines) // PART)))
            for place in places:
                amend(table, place, number)
            (folder / path).write_bytes(table.data)
            count += len(places)
        git(folder, "add", "lists")
        commit(folder, number)
    return Sample(folder, pages, count)


def amend_implementation(table: Amended, place: int, number: int) -> None:
    """Another telephone number and other hours, as an office announces them."""
    table.put({**table.row(place), "phone": f"000-{number}{place:07d}", "hours": other_hours(table, place)}, place)


def other_hours(table: Amended, place: int) -> str:
    """Other hours than those that stand there."""
    return table.chance.choice([hours for hours in HOURS if hours != table.row(place)["hours"]])


def amend_entry(table: Amended, place: int, number: int) -> None:
    """A summary in other words."""
    row = table.row(place)
    table.put({**row, "summary": f"{row['summary']}第{number}次说明：材料可以在网上交。"}, place)


def amend_body(table: Amended, place: int, number: int) -> None:
    """Another note on who holds a matter."""
    table.put({**table.row(place), "note": f"样例：第{number}次修改，按新的分工办理。"}, place)


AMENDED: dict[str, Callable[[Amended, int, int], None]] = {
    f"lists/{IMPLEMENTATIONS}/implementations.csv": amend_implementation,
    f"lists/{PROCEDURES}/procedures.csv": amend_entry,
    f"lists/{POWERS}/powers.csv": amend_entry,
    f"lists/{POWERS}/bodies.csv": amend_body,
}


def amend_one(folder: Path, text: str) -> str:
    """Writes `text` behind the summary of one power, as an editor who saves the file; returns the address of its page."""
    path = folder / "lists" / POWERS / "powers.csv"
    table = amended(path, "")
    place = Random(len(table.lines)).randrange(len(table.lines))
    row = table.row(place)
    table.put({**row, "summary": row["summary"] + text}, place)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(table.data)
    new.replace(path)
    return f"{POWERS}/{row['id']}/"


def entry_addresses(folder: Path) -> Iterator[str]:
    """The addresses of all entries and implementations of a city."""
    for path in AMENDED:
        table = amended(folder / path, "")
        if table.heading[0] == "id":
            yield from (f"{path.split('/')[1]}/{line[: line.index(b',')].decode()}/" for line in table.lines)


def commit(folder: Path, number: int) -> None:
    """Commits what was added, at a time of its own."""
    time = f"{START + number * 86_400} +0800"
    who = ("-c", "user.name=SAMPLE editor", "-c", "user.email=sample@sample.example", "-c", "commit.gpgsign=false")
    message = f"样例：第{number}次修改 / SAMPLE change {number}"
    git(folder, *who, "commit", "-q", "-m", message, times={"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time})


def git(folder: Path, *arguments: str, times: dict[str, str] | None = None) -> str:
    """What git says. Raises subprocess.CalledProcessError where it refuses."""
    environment = {**os.environ, **(times or {})}
    done = subprocess.run(("git", "-C", str(folder), *arguments), check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def main() -> None:
    """Writes one city."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages.city", description="Write a city of any size, in git.")
    parser.add_argument("--pages", type=int, default=32_000, help="how many pages its entries and implementations have")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from: the same seed, the same commits")
    parser.add_argument("folder", type=Path, help="where to write: a new or empty folder")
    given = parser.parse_args()
    write_city(given.folder, given.pages, given.seed)


if __name__ == "__main__":
    main()
