"""What every list promises whatever its descriptor says: the cells that an entry cannot do without, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingdan.check.tables import Tables
from qingdan.datapackage import ENTRIES
from qingdan.load.table import ROLES
from qingdan.model import Package, Table
from qingdan.problem import Problem

NEEDED: Mapping[str, str] = {
    "entries": "id name summary status certainty authority source",
    "implementations": "id entry body status certainty authority source",
    "bodies": "entry role body",
    "bases": "entry law_version role",
    "terms": "term kind",
}
"""The columns of each role in which no cell may be blank (design §2.10)."""

LEADING: Mapping[str, str] = {
    "authority": "authorities",
    "source": "sources",
    "body": "organisations",
    "law_version": "law-versions",
    "other": ENTRIES,
    "leads_to": ENTRIES,
}
"""Columns of the roles that lead to one register."""

CODED = ("status", "certainty", "role", "relation", "event", "kind")
"""Columns of the roles that hold the codes of some register."""


def roles_keep_their_promise(tables: Tables) -> Iterator[Problem]:
    """A descriptor may ask for more than its role does, never for less: what is needed may not be blank, and leads somewhere."""
    for columns in tables.lists:
        table, role = columns.table, columns.table.role
        for field in table.fields:
            values = {"table": table.name, "role": role, "field": field.name}
            if field.name in NEEDED.get(role, "").split() and not field.is_required:
                yield Problem("role_needs_required", field.place, values)
            aim = _aim(columns.package, table, field.name)
            is_met = aim is None or (field.references == aim if aim else field.references != "")
            if not is_met:
                yield Problem("role_needs_reference", field.place, {**values, "register": aim or "codes"})


def implementations_lead_to_entries(tables: Tables) -> Iterator[Problem]:
    """What a body exercises is a matter, an entry of a list, and not again how some body exercises one (design §2.8)."""
    implementations = tuple(tables.mains_as("implementations"))
    for columns in implementations:
        named = columns.column("entry")
        wrong = set().union(*(columns.different("entry") & other.different("id") for other in implementations))
        yield from (
            Problem("implements_no_entry", columns.place(row, "entry"), {"cell": entry})
            for row, entry in enumerate(named if wrong else ())
            if entry and entry in wrong
        )


def lists_are_grouped_by_codes(tables: Tables) -> Iterator[Problem]:
    """A list is grouped by a column whose values have names and a page of their own: codes."""
    for package in tables.catalogue.lists:
        field = package.main.field_named(package.group_by) if package.main else None
        register = tables.register(field.references) if field and field.references else None
        if register and register.table.role != "codes":
            yield Problem("grouped_by_no_codes", package.described, {"field": package.group_by})


def _aim(package: Package, table: Table, name: str) -> str | None:
    """The register to which a column of the role must refer: blank where any will do, none where it need not."""
    if name == "entry" and table.role == "implementations":
        return ENTRIES
    if name == "entry" and table.role in NEEDED:
        main = package.main.name if package.main else ""
        is_key = any(key.fields == (name,) and key.table == main for key in table.foreign_keys)
        return None if is_key else ENTRIES
    if name not in ROLES[table.role].split():
        return None
    return "" if name in CODED else LEADING.get(name)
