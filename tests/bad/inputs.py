"""The lines of the indexes: what is put into a valid world, and what must be said of it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from tests.bad.makers import MAKERS

HERE = Path(__file__).parent
ESCAPE = re.compile(r"\\(?:\\|n|r|t|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
PLACE = re.compile(r"(.*?)(?::([0-9]+)(?::([A-Z]+[0-9]+|[a-z_]+))?)?", re.DOTALL)


@dataclass(frozen=True)
class Input:
    """One line of an index.

    `key` is the key of the message that must come first, `where` the place of it, `also` the keys that follow from it in truth.
    `how` is a verb of `makers.py`, done to `file` with `old` and `new`.
    """

    about: str
    name: str
    key: str
    where: str
    also: tuple[str, ...]
    how: str
    file: str
    old: str
    new: str

    @property
    def place(self) -> tuple[str, int | None, str | None]:
        """The path, the line and the cell (or the column) of `where`; None where it names none."""
        found = PLACE.fullmatch(self.where)
        assert found
        return found[1], int(found[2]) if found[2] else None, found[3]

    def put_into(self, root: Path, outside: Path) -> None:
        """Does to the world in `root` what the line says."""
        MAKERS[self.how](root / self.file, self.old, self.new.replace("{outside}", str(outside)))


def read_index(name: str) -> tuple[Input, ...]:
    """Every line of an index in this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as opened:
        rows = [{column: unescaped(cell) for column, cell in row.items()} for row in csv.DictReader(opened)]
    return tuple(Input(**{**row, "also": tuple(filter(None, row["also"].split("; ")))}) for row in rows)  # type: ignore[arg-type]


def unescaped(cell: str) -> str:
    r"""A cell with its escapes resolved: \\ \n \r \t \x00 \u0000 \U00000000, so that the index shows every character."""
    return ESCAPE.sub(lambda found: found[0].encode("ascii").decode("unicode_escape"), cell)
