"""Ids and rows stand once: an id is never reused, in whatever list it stands (design §2.1)."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.datapackage import ENTRIES
from qingdan.linked import Linked
from qingdan.model import Place, Problem

TAKEN = frozenset({"en", "data", "assets", "codes", "guides", "findings", "about", "developers", "editors", "registers", "all"})
"""Addresses and downloads that the site has beside those of its lists and registers."""


JSON_NAMES = frozenset({"format", "unofficial", "sample", "list", "address", "licence", "entry", "referred_to_by"})
"""What the JSON of an entry says beside the tables of its list (`exports/entry_json.py`)."""


def names_are_free(linked: Linked) -> Iterator[Problem]:
    """No list may take an address that the site uses for something else, and no table of a list the name of a register."""
    registers = {table.name for table in linked.catalogue.registers.tables} | {ENTRIES}
    taken = TAKEN | registers
    for package in linked.catalogue.lists:
        if package.name in taken:
            yield Problem("reserved_list_name", Place(f"{package.folder}/datapackage.yaml"), {"name": package.name})
        for table in package.tables:
            if table.name in registers | JSON_NAMES:
                yield Problem("reserved_table_name", Place(f"{package.folder}/datapackage.yaml"), {"name": table.name})


def references_name_registers(linked: Linked) -> Iterator[Problem]:
    """A field may only refer to a register that exists, or to the entries of all lists."""
    known = {table.name for table in linked.catalogue.registers.tables} | {ENTRIES}
    for package, table in linked.catalogue.tables():
        for field in table.fields:
            if field.references and field.references not in known:
                place = Place(f"{package.folder}/datapackage.yaml", field=field.name)
                yield Problem("unknown_register", place, {"name": field.references, "known": ", ".join(sorted(known))})


def unique_ids(linked: Linked) -> Iterator[Problem]:
    """An id stands once in the whole publication; within one table the primary key already sees to it."""
    for package in linked.catalogue.lists:
        for row in package.main.rows if package.main else ():
            first = linked.entries[row["id"]]
            if first.package is not package:
                assert package.main
                where = first.table.place(first.row, "id")
                values = {"id": row["id"], "where": f"{where.path}:{where.line}"}
                yield Problem("id_in_two_lists", package.main.place(row, "id"), values)


def no_double_rows(linked: Linked) -> Iterator[Problem]:
    """The same row twice in a table without a key says nothing and is a slip."""
    for _, table in linked.catalogue.tables():
        if table.primary_key:
            continue
        seen: dict[tuple[str, ...], int] = {}
        for row in table.rows:
            cells = tuple(row.cells.values())
            if cells in seen:
                yield Problem("double_row", table.place(row), {"line": str(seen[cells])})
            seen.setdefault(cells, row.line)
