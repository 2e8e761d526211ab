"""Who refers to whom: the catalogue as a web of entries, their child rows and the registers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qingdan.model import DETAILS, Catalogue, Package, Row, Table

Referrers = dict[tuple[str, str], dict[str, None]]
"""By register and key who refers to a row, in the order of their rows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with a page of its own: an entry of a list, or an implementation of one."""

    package: Package
    table: Table
    row: Row
    id: str
    """Unique in the whole publication."""
    address: str
    """Its page below the site's root. A promise: it never changes."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A catalogue that can be asked who refers to whom."""

    catalogue: Catalogue
    entries: Mapping[str, Entry]
    children: Mapping[tuple[str, str], tuple[Row, ...]]
    referrers: Mapping[tuple[str, str], tuple[str, ...]]
    incoming: Mapping[str, tuple[Row, ...]]
    terms: Mapping[str, tuple[Row, ...]]
    registered: Mapping[tuple[str, str], Row]
    samples: frozenset[str]
    shown: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    """What pages made of rows of registers, by register and key, so that it is made once."""

    def child_rows(self, entry: str, role: str) -> tuple[Row, ...]:
        """The rows of an entry's child table with this role (of details: with this path), in the order of the file."""
        return self.children.get((entry, role), ())

    def rows_of(self, entry: Entry, table: Table) -> tuple[Row, ...]:
        """The rows of a table of its list that belong to an entry: its own one, or those of a child table."""
        return (entry.row,) if table is entry.table else self.child_rows(entry.id, child_key(table))

    def words_for(self, entry: str) -> tuple[str, ...]:
        """The words that residents use for an entry, each once."""
        return tuple(dict.fromkeys(row["term"] for row in self.terms.get(entry, ())))

    def look_up(self, register: str, key: str) -> Row | None:
        """The row of a register with this key, if there is one."""
        return self.registered.get((register, key))

    def referring(self, register: str, key: str) -> tuple[Entry, ...]:
        """The entries that name this row of a register, themselves or through a child row, in the order of the lists."""
        return tuple(self.entries[entry] for entry in self.referrers.get((register, key), ()))

    def name_of(self, entry: Entry) -> str:
        """Its name; an implementation has none of its own and is called by its matter and its body."""
        if entry.row.get("name"):
            return entry.row["name"]
        matter, body = self.entries.get(entry.row.get("entry")), self.look_up("organisations", entry.row.get("body"))
        return " · ".join((matter.row["name"] if matter else "", body["name"] if body else ""))

    def is_sample(self, entry: str) -> bool:
        """True where the entry names, in whatever table, a body that the register of organisations marks as a sample."""
        return entry in self.samples

    def counted(self, package: Package) -> tuple[Entry, ...]:
        """The entries of a list that are counted in public: all but samples."""
        return tuple(entry for entry in self.of(package) if not self.is_sample(entry.id))

    def of(self, package: Package) -> tuple[Entry, ...]:
        """The entries of a list in the order of its file."""
        return tuple(self.entries[row["id"]] for row in package.main.rows) if package.main else ()


def child_key(table: Table) -> str:
    """By what the rows of a child table are found: its role, or its path where a list may have several of the role."""
    return table.path if table.role == DETAILS else table.role


def link(catalogue: Catalogue) -> Linked:
    """The web of a catalogue. Where an id stands twice the first is kept: the checks name the second."""
    entries: dict[str, Entry] = {}
    children: dict[tuple[str, str], list[Row]] = {}
    incoming: dict[str, list[Row]] = {}
    terms: dict[str, list[Row]] = {}
    referrers: Referrers = {}
    registered = {(table.name, row[table.primary_key[0]]): row for table in catalogue.registers.tables for row in table.rows}
    for package in catalogue.lists:
        for table in package.tables:
            if not table.rows:
                continue
            is_main, role, key = table is package.main, table.role, child_key(table)
            places = table.rows[0].places
            naming = [(places[name], _Naming(register, referrers, registered)) for name, register in _references(table)]
            for row in table.rows:
                owner = row["id"] if is_main else row.get("entry")
                if is_main:
                    entries.setdefault(owner, Entry(package, table, row, owner, f"{package.name}/{owner}/"))
                else:
                    children.setdefault((owner, key), []).append(row)
                if role == "implementations":
                    children.setdefault((row["entry"], role), []).append(row)
                if role == "related":
                    incoming.setdefault(row["other"], []).append(row)
                if role == "terms":
                    terms.setdefault(row["leads_to"], []).append(row)
                for place, named in naming:
                    if cell := row.texts[place]:
                        for owners in named[cell]:
                            owners[owner] = None
    order = {entry: number for number, entry in enumerate(entries)}
    return Linked(
        catalogue,
        entries,
        {key: tuple(rows) for key, rows in children.items()},
        {key: tuple(sorted(filter(order.__contains__, owners), key=order.__getitem__)) for key, owners in referrers.items()},
        {key: tuple(rows) for key, rows in incoming.items()},
        {key: tuple(rows) for key, rows in terms.items()},
        registered,
        frozenset(_samples(catalogue, referrers)),
    )


def _samples(catalogue: Catalogue, referrers: Mapping[tuple[str, str], Mapping[str, None]]) -> Iterator[str]:
    bodies = catalogue.register("organisations")
    for row in bodies.rows if bodies else ():
        if row["sample"] == "true":
            yield from referrers.get(("organisations", row["id"]), ())


def targets(table: Table, row: Row, registered: Mapping[tuple[str, str], Row]) -> Iterator[tuple[str, str]]:
    """What a row refers to, as register (or "entries") and key; a version of a law stands for its law too."""
    for name, register in _references(table):
        if key := row[name]:
            yield from _meant(register, key, registered)


def _references(table: Table) -> Iterator[tuple[str, str]]:
    """The columns of a table that refer to something, each with the register to which it does."""
    return ((field.name, field.references) for field in table.fields if field.references)


def _meant(register: str, key: str, registered: Mapping[tuple[str, str], Row]) -> Iterator[tuple[str, str]]:
    """What a cell refers to that names a row of a register."""
    target = (register, key)
    yield target
    if register == "law-versions" and target in registered:
        yield "laws", registered[target]["law"]


class _Naming(dict[str, tuple[dict[str, None], ...]]):
    """What the cells of a column refer to: by cell, which is looked up once, those who refer to each."""

    def __init__(self, register: str, referrers: Referrers, registered: Mapping[tuple[str, str], Row]) -> None:
        self._of = (register, referrers, registered)

    def __missing__(self, key: str) -> tuple[dict[str, None], ...]:
        register, referrers, registered = self._of
        found = self[key] = tuple(referrers.setdefault(target, {}) for target in _meant(register, key, registered))
        return found
