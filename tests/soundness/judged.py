"""What our own check says of a generated catalogue, read in whatever way the tests ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from qingdan.check.columns import Columns
from qingdan.check.keys import doubtful_rows
from qingdan.check.schema import keeps_its_schema
from qingdan.check.tables import Tables, read_tables
from qingdan.load.catalogue import load_catalogue
from qingdan.model import Catalogue
from qingdan.problem import Problem
from tests.soundness.sheets import World

WAYS: Mapping[str, tuple[int, int]] = {
    "all lines at once": (0, 1 << 18),
    "line by line": (1 << 30, 1 << 18),
    "a few lines at once": (0, 60),
    "a line by itself or many": (1, 200),
}
"""Ways to read a table: of how many lines a piece is read one by one, and how many bytes it has."""


@dataclass(frozen=True)
class Judged:
    """The problems, and whether there is one of form, so that the schema was not looked at; the rows that were in doubt."""

    problems: tuple[Problem, ...]
    is_malformed: bool
    doubtful: Mapping[str, tuple[int, ...]]
    tables: Tables

    @property
    def told(self) -> frozenset[tuple[str, int | None]]:
        """The files and lines of which there is something to say."""
        return frozenset((problem.place.path, problem.place.line) for problem in self.problems)


def loaded(world: World) -> Catalogue:
    """The catalogue, which the loader must accept."""
    catalogue, problems = load_catalogue(world.files())
    assert catalogue and not problems, problems
    return catalogue


def judged(catalogue: Catalogue, way: str) -> Judged:
    """The verdict on types, constraints, keys and references."""
    with reading(way):
        tables, problems, _ = read_tables(catalogue)
        if problems:
            return Judged(problems, True, {}, tables)
        assert len(tables.all) == len(list(catalogue.tables())), "a table is missing though nothing was said of it"
        doubtful = {columns.table.path: _doubtful(tables, columns) for columns in tables.all}
        return Judged(tuple(keeps_its_schema(tables)), False, doubtful, tables)


@contextmanager
def reading(way: str) -> Iterator[None]:
    """Reads tables in one of the ways."""
    few, piece = WAYS[way]
    with patch.multiple("qingdan.check.columns", FEW=few, PIECE=piece):
        yield


def _doubtful(tables: Tables, columns: Columns) -> tuple[int, ...]:
    return tuple(sorted({*columns.doubtful, *doubtful_rows(tables, columns)}))
