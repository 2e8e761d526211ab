"""What a residents' committee must not be made responsible for."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.problem import Problem


def not_responsible(tables: Tables) -> Iterator[Problem]:
    """In the fields of the negative list (执法、拆迁拆违、环境整治、城市管理) the responsible body is no community.

    Source: the origin document on the directory of community assistance; which rows are meant, which part and which kind of body,
    is said by the descriptor.
    """
    for columns, rule in tables.asking("not_responsible"):
        kinds = zip(columns.column("id"), columns.column(rule.one("when")), strict=True)
        meant = {entry for entry, kind in kinds if kind == rule.one("is")}
        for bodies in tables.of(columns.package, "bodies"):
            rows = zip(bodies.column("entry"), bodies.column("role"), bodies.column("body"), strict=True)
            for row, (entry, part, body) in enumerate(rows):
                is_wrong = entry in meant and part == rule.one("part")
                if is_wrong and tables.look_up("organisations", body, "kind") == rule.one("kind"):
                    yield _problem(tables, bodies, row, entry, body)
        yield from _exercised(tables, meant, rule.one("kind"))


def _exercised(tables: Tables, meant: set[str], kind: str) -> Iterator[Problem]:
    """A body that exercises an entry (实施) is responsible for it there."""
    for columns in tables.mains_as("implementations"):
        for row, (entry, body) in enumerate(zip(columns.column("entry"), columns.column("body"), strict=True)):
            if entry in meant and tables.look_up("organisations", body, "kind") == kind:
                yield _problem(tables, columns, row, entry, body)


def _problem(tables: Tables, columns: Columns, row: int, entry: str, body: str) -> Problem:
    values = {"entry": entry, "body": tables.look_up("organisations", body, "name"), "key": body}
    return Problem("community_responsible", columns.place(row, "body"), values)
