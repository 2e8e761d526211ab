"""What a rule of a descriptor speaks of exists: a slip of the pen would else switch the rule off, and nobody would see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.datapackage import ENTRIES
from qingdan.model import Field, Problem, Rule

NEAR = 0.8
"""How alike two names of columns are, by `difflib`, when one of them is a slip of the pen for the other."""


def rules_speak_of_what_exists(tables: Tables) -> Iterator[Problem]:
    """The codes that a rule names are codes of the column that it looks at, and the column of the entries refers to entries."""
    for columns in tables.all:
        for rule in columns.table.rules:
            yield from _unknown_codes(tables, columns, rule)
            of = columns.table.field_named(rule.one("of"))
            if of:
                yield from _of_no_entry(tables, columns, rule, of)
                yield from _misspelt_limits(tables, rule)


def _unknown_codes(tables: Tables, columns: Columns, rule: Rule) -> Iterator[Problem]:
    for word, fields in _looked_at(tables, columns, rule):
        known = {code for field in fields for code in _codes(tables, field)}
        if known and rule.one(word) not in known:
            values = {"rule": rule.name, "word": word, "cell": rule.one(word), "known": ", ".join(sorted(known))}
            yield Problem("rule_of_no_code", rule.place, values)


def _looked_at(tables: Tables, columns: Columns, rule: Rule) -> Iterator[tuple[str, list[Field]]]:
    """The words of a rule that are codes, each with the columns in whose cells the rule looks for it."""
    if rule.name == "fee_has_basis":
        yield "part", _fields(tables.of(columns.package, "bases"), "role")
    elif rule.name == "explained" and rule.one("is"):
        yield "is", _fields(iter((columns,)), rule.one("when"))
    elif rule.name == "not_responsible":
        yield "is", _fields(iter((columns,)), rule.one("when"))
        yield "part", _fields(tables.of(columns.package, "bodies"), "role")
        organisations = tables.register("organisations")
        yield "kind", _fields(iter((organisations,) if organisations else ()), "kind")


def _fields(tables: Iterator[Columns], name: str) -> list[Field]:
    return [field for columns in tables if (field := columns.table.field_named(name))]


def _codes(tables: Tables, field: Field) -> Iterator[str]:
    """The codes that a column may hold, as far as its descriptor says."""
    register = tables.register(field.references) if field.references else None
    listed = field.constraints.get("enum")
    return chain(
        register.column(register.table.primary_key[0]) if register and register.table.primary_key else (),
        field.categories,
        map(str, listed) if isinstance(listed, list) else (),
    )


def _of_no_entry(tables: Tables, columns: Columns, rule: Rule, of: Field) -> Iterator[Problem]:
    mains = {main.table.name for main in tables.of(columns.package) if main.table is columns.package.main}
    keys = {key.fields: key.table for key in columns.table.foreign_keys}
    if of.references != ENTRIES and keys.get((of.name,)) not in mains:
        yield Problem("rule_of_no_entry", rule.place, {"rule": rule.name, "field": of.name})


def _misspelt_limits(tables: Tables, rule: Rule) -> Iterator[Problem]:
    """Limits may stand in a list that is not published here; but a name that is nearly that of a column is a slip of the pen."""
    import difflib

    known = {field.name for columns in tables.mains for field in columns.table.fields}
    for name in rule.about.get("limit", ()):
        near = difflib.get_close_matches(name, known - {name}, n=1, cutoff=NEAR) if name not in known else []
        if near:
            yield Problem("rule_of_no_column", rule.place, {"rule": rule.name, "field": name, "meant": near[0]})
