"""What a residents' committee must not be made responsible for."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.check.tables import Tables
from qingdan.model import Problem


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
                    values = {"entry": entry, "body": tables.look_up("organisations", body, "name"), "key": body}
                    yield Problem("community_responsible", bodies.place(row, "body"), values)
