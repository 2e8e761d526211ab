"""Ids stand once in the publication, look like no other and fit an address; names take no address in use (design §2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.datapackage import ENTRIES
from qingdan.load.table import KEYED
from qingdan.problem import Place, Problem

TAKEN = frozenset(
    {"en", "data", "assets", "codes", "guides", "findings", "about", "developers", "editors", "registers", "all"}
) | {"search", "changes", "feeds", "releases"}
"""Addresses and downloads that the site has beside those of its lists and registers."""

JSON_NAMES = frozenset(
    {"format", "unofficial", "sample", "list", "address", "licence", "entry", "referred_to_by", "also_called"}
) | {*("history", "history_unavailable")}
"""What the JSON of an entry says beside the tables of its list (`exports/entry_json.py`)."""

EVERYTHING = "all"
"""What the downloads and feeds of everything are called."""

ADDRESS = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
"""What may become part of an address, and the name of a file."""

NUMBERED = ("entries", "implementations")

NUMBER = re.compile("[A-Z]{3}-[0-9]{4,6}")
"""An id of an entry (design §2.10): people read it out on the telephone, and a search knows it at once."""

USUAL = re.compile("[A-Z]{3}-(?:[0-9]{4}|[1-9][0-9]{4,})")
"""An id of ours, of four figures or of more without zeros in front: no two of them are the same number."""

SAME_LOOK = str.maketrans("lo", "10")
"""Letters that many typefaces draw like figures, in small letters: l and I like 1, O like 0."""


def names_are_free(tables: Tables) -> Iterator[Problem]:
    """No list may take an address that the site uses for something else, no table of a list the name of a register, and no body
    the name of a list."""
    registers = {table.name for table in tables.catalogue.registers.tables} | {ENTRIES}
    taken = TAKEN | registers
    for package in tables.catalogue.lists:
        if package.name in taken:
            yield Problem("reserved_list_name", Place(package.descriptor), {"name": package.name})
        for table in package.tables:
            if table.name in registers | JSON_NAMES:
                yield Problem("reserved_table_name", table.described, {"name": table.name})
    yield from _bodies_are_free(tables)


def _bodies_are_free(tables: Tables) -> Iterator[Problem]:
    """A body has feeds as lists have; on some disks their names are the same in capital and small letters."""
    bodies = tables.register("organisations")
    taken = {EVERYTHING, *(package.name for package in tables.catalogue.lists)}
    if bodies and bodies.table.primary_key:
        name = bodies.table.primary_key[0]
        for row, key in enumerate(bodies.column(name)):
            if key.lower() in taken:
                yield Problem("reserved_body_id", bodies.place(row, name), {"cell": key})


def references_name_registers(tables: Tables) -> Iterator[Problem]:
    """A field may only refer to a register that exists and has a key, or to the entries of all lists."""
    known = {table.name for table in tables.catalogue.registers.tables if table.primary_key} | {ENTRIES}
    for _, table in tables.catalogue.tables():
        for field in table.fields:
            if field.references and field.references not in known:
                values = {"name": field.references, "field": field.name, "known": ", ".join(sorted(known))}
                yield Problem("unknown_register", field.place, values)


def unique_ids(tables: Tables) -> Iterator[Problem]:
    """An id stands once in the whole publication; within one table the primary key already sees to it."""
    seen: list[Columns] = []
    for columns in tables.mains:
        ids = columns.column("id")
        for other in seen:
            for key in sorted(other.different("id") & columns.different("id")):
                where = other.place(other.column("id").index(key), "id")
                values = {"id": key, "where": f"{where.path}:{where.line}"}
                yield Problem("id_in_two_lists", columns.place(ids.index(key), "id"), values)
        seen.append(columns)


def ids_are_plain(tables: Tables) -> Iterator[Problem]:
    """A key fits an address: letters, figures, hyphens and underscores of ASCII. It differs from every other of its table in more
    than case, leading zeros and letters that look like figures."""
    for columns in tables.all:
        name = columns.table.primary_key[0] if columns.table.role in KEYED else ""
        ids = columns.column(name) if name else ()
        if _all(USUAL, ids):
            continue
        seen: dict[str, int] = {}
        for row, key in enumerate(ids):
            first = seen.setdefault(_look(key), row)
            if key and not ADDRESS.fullmatch(key):
                plain = normalize("NFKC", key)
                if ADDRESS.fullmatch(plain):
                    yield Problem("full_width", columns.place(row, name), {"cell": key, "plain": plain})
                else:
                    yield Problem("awkward_id", columns.place(row, name), {"cell": key})
            elif ids[first] != key:
                values = {"cell": key, "other": ids[first], "line": str(first + 2)}
                yield Problem("look_alike_id", columns.place(row, name), values)
            elif key and columns.table.role in NUMBERED and not NUMBER.fullmatch(key):
                yield Problem("unusual_id", columns.place(row, name), {"cell": key})


def _all(pattern: re.Pattern[str], ids: Sequence[str]) -> bool:
    """Whether every id matches; asked of all at once, which is quicker."""
    return re.fullmatch(f"(?:(?:{pattern.pattern})\n)*+", "\n".join((*ids, ""))) is not None


def _look(key: str) -> str:
    small = key.replace("I", "l").lower().translate(SAME_LOOK).replace("_", "-")
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", small)
