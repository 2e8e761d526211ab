"""A fee rests on something."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.tables import Tables
from qingdan.problem import Problem


def fee_has_basis(tables: Tables) -> Iterator[Problem]:
    """An entry that says there is a fee has a legal basis whose part is the fee (收费依据)."""
    for columns, rule in tables.asking("fee_has_basis"):
        based = {
            entry
            for bases in tables.of(columns.package, "bases")
            for entry, part in zip(bases.column("entry"), bases.column("role"), strict=True)
            if part == rule.one("part")
        }
        charged = zip(columns.column("id"), columns.column(rule.one("fee")), strict=True)
        for row, (entry, fee) in enumerate(charged):
            if fee == "true" and entry not in based:
                values = {"entry": entry, "part": rule.one("part"), "folder": columns.package.folder}
                yield Problem("fee_without_basis", columns.place(row, rule.one("fee")), values)
