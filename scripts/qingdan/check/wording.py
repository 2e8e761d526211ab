"""What a rule of a descriptor speaks of exists: a slip of the pen would else switch the rule off, and nobody would see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qingdan.check.columns import Columns
from qingdan.check.tables import INCOMING, Tables
from qingdan.datapackage import ENTRIES
from qingdan.expression import Named, read_expression
from qingdan.model import NORMS, Field, Norm, Rule
from qingdan.problem import Place, Problem

NEAR = 0.8
"""How alike two names of columns are, by `difflib`, when one of them is a slip of the pen for the other."""


def rules_speak_of_what_exists(tables: Tables) -> Iterator[Problem]:
    """The codes that a rule names are codes of the column that it looks at, and the column of the entries refers to entries."""
    kinds = tables.register("authority-kind")
    for columns in tables.all:
        for code in columns.table.grounds:
            if kinds and code not in kinds.column("code"):
                values = {"rule": "grounds", "word": "grounds", "cell": code, "known": ", ".join(sorted(kinds.column("code")))}
                yield Problem("rule_of_no_code", columns.table.described, values)
        for rule in columns.table.rules:
            yield from _unknown_codes(tables, columns, rule)
            of = columns.table.field_named(rule.one("of"))
            if of:
                yield from _of_no_entry(tables, columns, rule, of)
                yield from _misspelt_limits(tables, rule)


def pages_speak_of_what_exists(tables: Tables) -> Iterator[Problem]:
    """The codes by which a page or a picture is made are codes of the columns in which they are looked for."""
    for columns in tables.mains:
        package = columns.package
        parts = _fields(tables.of(package, "bodies"), "role")
        yield from _never_shown(tables, package.described, "portrays", package.portrays, parts)
        if package.finder:
            by = _fields(iter((columns,)), package.finder.by)
            yield from _never_shown(tables, package.finder.place, "finder.codes", package.finder.codes, by)
        picture = columns.table.picture
        if picture and picture.kind == "flow":
            drawn, is_drawn = _fields(iter((columns,)), picture.about["when"]), picture.about["is"]
            yield from _never_shown(tables, columns.table.described, "picture.is", (is_drawn,), drawn)
            for word in ("from", "to"):
                yield from _never_shown(tables, columns.table.described, f"picture.{word}", (picture.about[word],), parts)


def _never_shown(tables: Tables, place: Place, word: str, asked: tuple[str, ...], fields: list[Field]) -> Iterator[Problem]:
    known = {code for field in fields for code in _codes(tables, field)}
    for code in asked:
        if code not in known:
            yield Problem("shown_of_no_code", place, {"word": word, "cell": code, "known": ", ".join(sorted(known))})


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
    for name in rule.about.get("limit", ()):
        if meant := _meant(tables, name):
            yield Problem("rule_of_no_column", rule.place, {"rule": rule.name, "field": name, "meant": meant})


def _meant(tables: Tables, name: str) -> str:
    """The column of a main table that was meant by a name which is that of none; blank where it is like none."""
    import difflib

    known = {field.name for columns in tables.mains for field in columns.table.fields}
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=NEAR)), "") if name not in known else ""


def norms_speak_of_what_exists(tables: Tables) -> Iterator[Problem]:
    """A norm stands in the register of norms, and its expressions name tables, columns and codes that there are."""
    register = tables.register(NORMS)
    known = tuple(register.column(register.table.primary_key[0])) if register else ()
    for columns in tables.lists:
        for norm in columns.table.norms:
            if norm.key not in known:
                yield Problem("unknown_norm", norm.place, {"norm": norm.key, "known": ", ".join(sorted(known))})
            for text in (norm.when, norm.holds, norm.measure):
                expression = read_expression(text) if text else None
                for named in expression.named if expression else ():
                    yield from _unknown_in(tables, columns, norm, named)
                for table in expression.tables if expression else ():
                    if not tables.children(columns.package, table):
                        others = ", ".join(child.table.name for child in tables.of(columns.package))
                        yield Problem("unknown_table", norm.place, {"table": table, "known": f"{others}, {INCOMING}"})


def _unknown_in(tables: Tables, columns: Columns, norm: Norm, named: Named) -> Iterator[Problem]:
    """What an expression names and there is not: a column, a reference that it follows, a code.

    A column of whatever entry may stand in a list that is not published here, unless it is nearly the name of one that is.
    """
    seen = [child for child, _ in tables.children(columns.package, named.table)] if named.table else [columns]
    is_open = named.table == INCOMING and bool(named.path)
    for step in named.path:
        if seen and not _fields(iter(seen), step):
            yield _no_column(norm, step, seen[0])
            return
        is_open |= any(field.references == ENTRIES for field in _fields(iter(seen), step))
        seen = [found for child in seen for field in _fields(iter((child,)), step) for found in _led_to(tables, child, field)]
    fields = _fields(iter(seen), named.column)
    if seen and not fields and (not is_open or _meant(tables, named.column)):
        yield _no_column(norm, named.column, seen[0])
    codes = {code for field in fields for code in _codes(tables, field)}
    for text in named.compared if codes else ():
        if text not in codes:
            values = {"rule": norm.key, "word": named.column, "cell": text, "known": ", ".join(sorted(codes))}
            yield Problem("rule_of_no_code", norm.place, values)


def _led_to(tables: Tables, columns: Columns, field: Field) -> Iterator[Columns]:
    """The tables to which a reference leads: a register, or where it leads to entries the main table of every list."""
    if field.references in ("", ENTRIES):
        return tables.mains if field.references else tables.of(columns.package, "entries")
    register = tables.register(field.references)
    return iter((register,) if register else ())


def _no_column(norm: Norm, name: str, columns: Columns) -> Problem:
    known = ", ".join(field.name for field in columns.table.fields)
    return Problem("unknown_field", norm.place, {"field": name, "known": known})
