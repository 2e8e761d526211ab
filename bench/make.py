"""Writes a source tree of any size that `qingdan check` accepts: `python -m bench.make --rows 32000 --seed 1 FOLDER`.

The descriptors, registers and code tables are those of this repository; bodies, entries and implementations are invented.
Columns are read from the descriptors: one that is not known here stays blank.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

from bench.described import Described, tables_below
from bench.invented import ROWS, City, Invent, Keys, Rows

ROOT = Path(__file__).resolve().parent.parent
REGISTERS = Path("catalogue/registers")
LISTS = ("powers", "implementations")
SETTINGS = """\
title: {zh: 样例城市, en: SAMPLE city}
description: {zh: 虚构的样例，用来测量。, en: "An invented SAMPLE, to measure with."}
publisher: {zh: 样例编者, en: SAMPLE compilers}
base_url: https://sample.example/
contact: {email: sample@sample.example}
licence: {name: CC-BY-4.0, title: SAMPLE licence, path: "https://licence.example/by/4.0/"}
ways_in: []
"""


def write_tree(folder: Path, rows: int, seed: int) -> None:
    """Writes `catalogue/` and `lists/` into `folder` (new or empty), with `rows` implementations; the same call, the same bytes.

    Raises FileExistsError where something stands in the folder, and ValueError where a required column is not known here.
    """
    write_lists(folder, lambda keys: dict.fromkeys(LISTS, City(rows, seed, keys)), ROWS)


def write_lists(folder: Path, cities: Callable[[Keys], Mapping[str, City]], rows: Mapping[str, Invent]) -> None:
    """Writes the lists that are named, each as its city has it; `cities` is given the keys of the registers.

    The bodies are those of the first city. `rows` invents the rows of a table by its role. Raises as `write_tree` does.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    registers = tables_below(ROOT / REGISTERS)
    lists = cities({table.name: tuple(row[table.key] for row in table.rows()) for table in registers})
    first = next(iter(lists.values()))
    shutil.copytree(ROOT / REGISTERS, folder / REGISTERS)
    (folder / "catalogue" / "catalogue.yaml").write_text(SETTINGS + f"lists: [{', '.join(lists)}]\n", "utf-8", newline="\n")
    for table in registers:
        if table.role in rows:
            write_table(table, folder / table.path.relative_to(ROOT), chain(table.rows(), invented(table, first, rows)))
    for name, city in lists.items():
        source = ROOT / "lists" / name
        shutil.copytree(source, folder / "lists" / name, ignore=shutil.ignore_patterns("*.csv"))
        for table in tables_below(source):
            write_table(table, folder / table.path.relative_to(ROOT), invented(table, city, rows))


def invented(table: Described, city: City, invent: Mapping[str, Invent] = ROWS) -> Rows:
    """The invented rows of a table: none where its role is not known here. Raises ValueError as `write_tree` says."""
    rows = invent[table.role](city) if table.role in invent else iter(())
    first = next(rows, None)
    if first is None:
        return
    unknown = [column.name for column in table.columns if column.is_required and column.name not in first]
    if unknown:
        raise ValueError(f"{table.name}: nothing is invented for the required columns {', '.join(unknown)}")
    yield first
    yield from rows


def write_table(table: Described, path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes the CSV of a table row by row, as an editor would save it: columns that the rows do not name are blank."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as opened:
        heading = [column.name for column in table.columns]
        writer = csv.DictWriter(opened, heading, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_wrong_copy(tree: Path, folder: Path, role: str, column: str, cell: str) -> tuple[str, int]:
    """A copy of a tree, sharing its files, with one wrong cell in the middle of the table with this role: its file and line."""
    (table,) = (table for name in LISTS for table in tables_below(tree / "lists" / name) if table.role == role)
    shutil.copytree(tree, folder, copy_function=os.link)
    path = folder / table.path.relative_to(tree)
    path.unlink()
    with table.path.open("rb") as opened:
        middle = sum(1 for _ in opened) // 2
    place = [found.name for found in table.columns].index(column)
    with table.path.open(encoding="utf-8", newline="") as opened, path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, lineterminator="\n")
        for line, cells in enumerate(csv.reader(opened), 1):
            writer.writerow([*cells[:place], cell, *cells[place + 1 :]] if line == middle else cells)
    return path.name, middle


def main() -> None:
    """Writes one tree."""
    parser = argparse.ArgumentParser(prog="python -m bench.make", description="Write invented lists of any size.")
    parser.add_argument("--rows", type=int, default=32_000, help="how many implementations")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from: the same seed, the same bytes")
    parser.add_argument("folder", type=Path, help="where to write: a new or empty folder")
    given = parser.parse_args()
    write_tree(given.folder, given.rows, given.seed)


if __name__ == "__main__":
    main()
