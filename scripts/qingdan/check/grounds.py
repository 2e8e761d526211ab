"""Every list has entries or words that lead to some; every entry names a body, and something it rests on (design §2.10)."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.problem import Place, Problem


def has_a_main_table(tables: Tables) -> Iterator[Problem]:
    """A list with neither a main table nor terms has no entries and leads to none: it would publish nothing."""
    for package in tables.catalogue.lists:
        if package.main is None and package.terms is None:
            yield Problem("no_main_table", Place(package.descriptor))


def has_a_body(tables: Tables) -> Iterator[Problem]:
    """An entry without a body answers nobody's question: who is responsible?"""
    for columns in tables.mains_as("entries"):
        yield from (_problem("no_body", columns, row) for row in _without(tables, columns, "bodies"))


def has_a_ground(tables: Tables) -> Iterator[Problem]:
    """An entry rests on an article of a law's version, or on an authority of the kind `origin`.

    Where its list says so (`grounds`), another kind will do: what a decision brought about, such as the admission of a duty,
    rests on that.
    """
    for columns in tables.mains_as("entries"):
        enough = ("origin", *columns.table.grounds)
        for row in _without(tables, columns, "bases"):
            if tables.look_up("authorities", columns.column("authority")[row], "kind") not in enough:
                yield _problem("no_ground", columns, row)


def _without(tables: Tables, columns: Columns, role: str) -> Iterator[int]:
    """The rows of a main table that no row of a child table names; those without an id, which none can name, aside."""
    named = {entry for child in tables.of(columns.package, role) for entry in child.column("entry")}
    return (row for row, entry in enumerate(columns.column("id")) if entry and entry not in named)


def _problem(key: str, columns: Columns, row: int) -> Problem:
    values = {"id": columns.column("id")[row], "folder": columns.package.folder}
    return Problem(key, columns.place(row, "id"), values)
