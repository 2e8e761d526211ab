"""Every table of the publication as its columns, with what rules ask of several of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress

from qingdan.check.bounded import bounded
from qingdan.check.columns import Columns, read_columns
from qingdan.check.line import FREE
from qingdan.datapackage import ENTRIES, entry_table
from qingdan.expression import read_expression
from qingdan.model import Catalogue, Package, Rule, Table
from qingdan.problem import Notice, Problem


class Tables:
    """The tables of a catalogue, read and well formed."""

    def __init__(self, catalogue: Catalogue, tables: tuple[Columns, ...]) -> None:
        self.catalogue = catalogue
        self.all = tables

    @cached_property
    def _registers(self) -> Mapping[str, Columns]:
        return {columns.table.name: columns for columns in self.all if columns.package is self.catalogue.registers}

    @cached_property
    def _rows(self) -> dict[str, Mapping[str, int]]:
        return {}

    def register(self, name: str) -> Columns | None:
        """The register of this name; `entries` is the table of all entries."""
        return self.entries if name == ENTRIES else self._registers.get(name)

    def look_up(self, register: str, key: str, column: str) -> str:
        """A cell of a register's row; blank where there is no such register with a key, no such row or column."""
        found = self.row_of(register, key)
        return found[0].column(column)[found[1]] if found else ""

    def looked_up(self, register: str, keys: Iterable[str], column: str) -> Mapping[str, str]:
        """The same of several keys, by key."""
        return {key: self.look_up(register, key, column) for key in keys}

    def row_of(self, register: str, key: str) -> tuple[Columns, int] | None:
        """Where a row of a register stands; none where there is no such row."""
        columns = self.register(register)
        if columns is None or not columns.table.primary_key:
            return None
        row = self._row_numbers(register, columns).get(key)
        return None if row is None else (columns, row)

    def _row_numbers(self, register: str, columns: Columns) -> Mapping[str, int]:
        if register not in self._rows:
            keys = columns.column(columns.table.primary_key[0])
            self._rows[register] = dict(zip(keys, range(columns.count), strict=True))
        return self._rows[register]

    def main_row(self, entry: str) -> tuple[Columns, int] | None:
        """Where an entry stands; none where there is no such entry."""
        return self._main_rows.get(entry)

    @cached_property
    def _main_rows(self) -> Mapping[str, tuple[Columns, int]]:
        return {key: (columns, row) for columns in self.mains for row, key in enumerate(columns.column("id"))}

    def children(self, package: Package, name: str) -> Sequence[tuple[Columns, Mapping[str, Sequence[int]]]]:
        """The child table of a list with this name, with its rows by the entry to which they belong.

        INCOMING are the tables `related` of all lists, with their rows by the other entry.
        """
        if (package.name, name) not in self._children:
            is_incoming = name == INCOMING
            found = [
                columns
                for columns in (self.lists if is_incoming else self.of(package))
                if (columns.table.role == "related" if is_incoming else columns.table.name == name)
            ]
            key = "other" if is_incoming else "entry"
            self._children[package.name, name] = [(columns, _rows_by(columns.column(key))) for columns in found]
        return self._children[package.name, name]

    @cached_property
    def _children(self) -> dict[tuple[str, str], list[tuple[Columns, Mapping[str, Sequence[int]]]]]:
        return {}

    def of(self, package: Package, role: str = "") -> Iterator[Columns]:
        """The tables of a package, or those with a role."""
        return (columns for columns in self.all if columns.package is package and role in ("", columns.table.role))

    def asking(self, rule: str) -> Iterator[tuple[Columns, Rule]]:
        """The tables whose descriptor asks for a rule, with what it says about it."""
        return ((columns, asked) for columns in self.all for asked in columns.table.rules if asked.name == rule)

    @property
    def lists(self) -> Iterator[Columns]:
        """The tables of the lists."""
        return (columns for columns in self.all if columns.package is not self.catalogue.registers)

    @property
    def mains(self) -> Iterator[Columns]:
        """The main tables of the lists: a row of theirs has a page."""
        return (columns for columns in self.lists if columns.table is columns.package.main)

    def mains_as(self, role: str) -> Iterator[Columns]:
        """The main tables with a role."""
        return (columns for columns in self.mains if columns.table.role == role)

    @cached_property
    def entries(self) -> Columns:
        """The ids of all entries, in the order of the lists, as a table that can be referred to."""
        ids = [key for columns in self.mains for key in columns.column("id")]
        return Columns(self.catalogue.registers, entry_table(), len(ids), {"id": ids})

    def names(self, columns: Columns) -> Mapping[str, str]:
        """The name of each row by its key, for a guess at what was meant; blank where a row has none."""
        name = columns.table.name
        if name not in self._names:
            sources = self.mains if name == ENTRIES else (columns,)
            self._names[name] = {key: label for source in sources for key, label in _named(source)}
        return self._names[name]

    @cached_property
    def _names(self) -> dict[str, Mapping[str, str]]:
        return {}

    def name(self, columns: Columns, key: str) -> str:
        """The name of one row; blank where there is none."""
        for source in self.mains if columns.table.name == ENTRIES else (columns,):
            keys = source.column(source.table.primary_key[0])
            label = next((name for name in ("name", "title") if source.table.field_named(name)), "")
            if label and key in keys:
                (cells,) = source.rows([keys.index(key)]).values()
                return cells[[field.name for field in source.table.fields].index(label)]
        return ""

    def samples_among(self, entries: set[str]) -> frozenset[str]:
        """Those of the entries that name, in whatever table, a body which the register of organisations marks as a sample."""
        bodies = self.register("organisations")
        if bodies is None or not entries:
            return frozenset()
        marked = zip(bodies.column("id"), bodies.column("sample"), strict=True)
        is_sample = {body for body, sample in marked if sample == "true"}.__contains__
        return frozenset(
            owner
            for columns in self.lists
            for field in columns.table.fields
            if field.references == "organisations"
            for owner in entries.intersection(compress(owners(columns), map(is_sample, columns.column(field.name))))
        )


def _rows_by(keys: Sequence[str]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        found.setdefault(key, []).append(row)
    return found


def owners(columns: Columns) -> Sequence[str]:
    """What each row is about: the row itself where the table has ids, else the entry that it names."""
    return columns.column("id" if columns.table.field_named("id") else "entry")


def _named(columns: Columns) -> Iterator[tuple[str, str]]:
    """Keys with names, which a list's table does not keep: they are read again from the file."""
    headings = [field.name for field in columns.table.fields]
    key = headings.index(columns.table.primary_key[0]) if columns.table.primary_key else 0
    label = next((headings.index(name) for name in ("name", "title") if name in headings), None)
    for cells in columns.rows(range(columns.count)).values():
        yield cells[key], "" if label is None else cells[label]


def read_tables(catalogue: Catalogue) -> tuple[Tables, tuple[Problem, ...], tuple[Notice, ...]]:
    """All tables, with the problems of form that their files have, and notices. With a problem the tables are not complete."""
    found: list[Columns] = []
    problems: list[Problem] = []
    notices: list[Notice] = []
    plain: dict[str, frozenset[str]] = {}
    for package in (catalogue.registers, *catalogue.lists):
        for table in package.tables:
            kept, choices = _asked(catalogue, package, table, plain)
            columns, wrong, noted = read_columns(package, table, kept, choices, catalogue.settings.limits)
            problems.extend(bounded(wrong))
            notices.extend(noted)
            if columns:
                found.append(columns)
                if package is catalogue.registers and _is_plain(columns):
                    plain[table.name] = frozenset(columns.column("code"))
    return Tables(catalogue, tuple(found)), tuple(problems), tuple(notices)


def _is_plain(columns: Columns) -> bool:
    """A short table of codes that says nothing of a code but its name: all to ask of a cell is whether it stands there."""
    names = tuple(field.name for field in columns.table.fields)
    is_text = columns.table.fields[0].type in FREE
    return is_text and names == ("code", "name", "english", "meaning") and 0 < columns.count <= SHORT and not columns.doubtful


INCOMING = "incoming"
"""What a norm calls the rows by which other entries say how they are related to one."""

ASKED = ("id", "entry", "role", "body", "law_version", "authority")
"""Columns of the roles (`load/table.py`) at which rules of ours look by name."""

SHORT = 30
"""Codes that a regular expression holds as a choice."""


def _asked(
    catalogue: Catalogue, package: Package, table: Table, plain: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The columns whose cells keys, references and rules look at, and those that need no more than to be one of a few codes.

    Of a register every column is kept, since anybody may look something up there.
    """
    if package is catalogue.registers:
        return frozenset(field.name for field in table.fields), {}
    names = {*ASKED, *table.primary_key, *(name for key in table.unique_keys for name in key)}
    names |= {field.name for field in table.fields if field.code or field.constraints.get("unique")}
    names |= {name for key in table.foreign_keys for name in key.fields}
    names |= {name for key in _keys_to(package, table) for name in key}
    names |= {word for other in package.tables for rule in other.rules for words in rule.about.values() for word in words}
    names |= _limits(catalogue) | _in_norms(catalogue)
    choices = {
        field.name: plain[field.references]
        for field in table.fields
        if field.references in plain and field.type in FREE and field.name not in names
    }
    names |= {field.name for field in table.fields if field.references and field.name not in choices}
    return frozenset(names & {field.name for field in table.fields}), choices


def _keys_to(package: Package, table: Table) -> Iterator[tuple[str, ...]]:
    return (key.targets for other in package.tables for key in other.foreign_keys if (key.table or other.name) == table.name)


def _in_norms(catalogue: Catalogue) -> set[str]:
    """Columns that a norm names, in whatever table."""
    norms = [norm for _, table in catalogue.tables() for norm in table.norms]
    texts = {text for norm in norms for text in (norm.when, norm.holds, norm.measure) if text}
    return {word for text in texts for word in read_expression(text).words} | ({"other"} if norms else set())


def _limits(catalogue: Catalogue) -> set[str]:
    """Columns that a rule of one list looks up in another."""
    return {
        word for _, table in catalogue.tables() for rule in table.rules if rule.one("of") for word in rule.about.get("limit", ())
    }
