"""A table read column by column: the cells that rules ask for, and the rows that the schema's expression does not decide.

A file is read in pieces of whole lines, so that memory holds its bytes, the columns asked for and one piece, never all cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import cast

from qingdan.check.line import Column, Line, line_of_table
from qingdan.gate.table import cells_of, form_problems, heading_problems, is_endless, line_of, read_heading
from qingdan.gate.text import UNSEEN, is_unassigned, merge_conflict, read_text, unassigned
from qingdan.model import Field, File, Limits, Package, Table
from qingdan.problem import Notice, Place, Problem

PIECE = 1 << 18
"""Bytes. What is made of a piece should fit into the caches of a processor."""

LONGEST_HEADING = 1 << 16
"""Bytes of the first line. The widest table of ours has some 400."""

LEADS = (b"\xcd", b"\xe1", b"\xf3", b"\xef\xb8")
"""How the characters of `gate.text.UNMARKED` begin in UTF-8."""

RARE = ("\u2800", "\u3164", "\uffa0", "\ufffc", "\ufffd", "\U00016fe4", "\U0001d159")
"""Those of them that begin as common ones do."""

FEW = 150
"""Lines of a piece that are read one by one, because to compile the expression for them would take longer."""

NOTICES = 100
"""Characters of a file that are noted as not assigned; where there are more, nobody reads on."""

MANY = 10_000
"""Different cells of a column that were found good and are remembered as such."""


class Columns:
    """A table as the rules read it. `cells` holds the columns asked for; row 0 stands on line 2.

    `doubtful` are the rows, by their number from 0, that only frictionless can judge, and `different` the different cells of
    columns of which they are known.
    """

    __slots__ = ("_different", "_fields", "cells", "count", "doubtful", "package", "table")

    def __init__(
        self,
        package: Package,
        table: Table,
        count: int,
        cells: Mapping[str, Sequence[str]],
        doubtful: AbstractSet[int] = frozenset(),
        different: Mapping[str, AbstractSet[str]] = MappingProxyType({}),
    ) -> None:
        self.package = package
        self.table = table
        self.count = count
        self.cells = cells
        self.doubtful = doubtful
        self._different = dict(different)
        self._fields: dict[str, Field | None] = {}

    def field_named(self, name: str) -> Field | None:
        """The field of a column, if there is one; looked for once."""
        if name not in self._fields:
            self._fields[name] = self.table.field_named(name)
        return self._fields[name]

    def different(self, name: str) -> AbstractSet[str]:
        """The different cells of a column, and perhaps the blank."""
        if name not in self._different:
            self._different[name] = set(self.column(name))
        return self._different[name]

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column in the order of the file; blanks where the table has no such column."""
        if name in self.cells:
            return self.cells[name]
        assert self.table.field_named(name) is None, f"{self.table.path}: {name} was not kept"
        return [""] * self.count

    def place(self, row: int, name: str = "") -> Place:
        """Where a cell stands."""
        names = [field.name for field in self.table.fields]
        return Place(self.table.path, row + 2, names.index(name) + 1 if name in names else None, name)

    def rows(self, numbers: Iterable[int]) -> dict[int, list[str]]:
        """All cells of some rows, whose numbers ascend, read again from the file."""
        found, passed, start = {}, -1, 0
        for number in numbers:
            while passed < number:
                start = self.table.data.index(b"\n", start) + 1
                passed += 1
            line = self.table.data[start : self.table.data.index(b"\n", start)]
            found[number] = cells_of(line.decode("utf-8")) or []
        return found


class _Reading:
    """What is being gathered while the pieces of a file go by."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.count = 0
        self.is_broken = False
        self.is_printable = True
        self.cells: dict[int, list[str]] = {}
        self.seen: dict[int, dict[str, str]] = {}
        self.failed: dict[int, set[str]] = {}
        self.doubtful: set[int] = set()
        self.notices: list[Notice] = []


def read_columns(
    package: Package, table: Table, kept: frozenset[str], choices: Mapping[str, frozenset[str]], limits: Limits
) -> tuple[Columns | None, Iterable[Problem], tuple[Notice, ...]]:
    """The table, or what is wrong with the form of its file; and what the editor should know besides.

    `kept` and `choices` are those of `line_of_table`: a column with choices is looked at here and not kept.
    """
    file = File(table.path, table.data)
    first = table.data[: table.data.find(b"\n") + 1]
    if (len(first) or len(table.data)) > LONGEST_HEADING:
        return None, (Problem("heading_too_long", Place(table.path, 1), {"limit": str(LONGEST_HEADING)}),), ()
    text, found = read_text(File(table.path, first))
    heading, problems = read_heading(table.path, text)
    expected = tuple(field.name for field in table.fields)
    if found or problems or heading != expected or not table.data.endswith(b"\n"):
        return None, _wrong_heading(file, heading, problems, expected), ()
    reading = _Reading(line_of_table(table, kept, choices))
    for piece in _pieces(table.data, len(first)):
        decoded = _decoded(piece)
        if decoded is None or not _is_clean(table.path, piece, decoded, reading):
            return None, read_text(file)[1], ()
        _read_piece(decoded, reading, limits)
        if reading.count > limits.rows:
            values = {"limit": str(limits.rows)}
            return None, (Problem("too_many_rows", Place(table.path, limits.rows + 2), values),), ()
    if reading.is_broken:
        decoded = table.data.decode("utf-8")
        return None, merge_conflict(table.path, decoded) or form_problems(table.path, decoded, heading, limits.cell), ()
    kept_columns = [column for column in reading.line.columns if column.is_kept]
    cells = {column.field.name: reading.cells.get(column.place, []) for column in kept_columns}
    different = {column.field.name: reading.seen.get(column.place, {}).keys() for column in kept_columns if not column.is_unique}
    return Columns(package, table, reading.count, cells, reading.doubtful, different), (), tuple(reading.notices)


def _wrong_heading(
    file: File, heading: tuple[str, ...], problems: list[Problem], expected: tuple[str, ...]
) -> tuple[Problem, ...]:
    """The gravest first: a file that is no text has no heading to speak of."""
    first = file.data.partition(b"\n")[0]
    if b"\t" in first and b"," not in first and first.isascii():
        return heading_problems(file.path, (first.decode(),), [], expected)
    return read_text(file)[1] or heading_problems(file.path, heading, problems, expected)


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    """The data from `start` on in pieces that end with a line."""
    while start < len(data):
        end = data.rfind(b"\n", start, start + PIECE) + 1 or data.index(b"\n", start) + 1
        yield data[start:end]
        start = end


def _decoded(piece: bytes) -> str | None:
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_clean(path: str, piece: bytes, text: str, reading: _Reading) -> bool:
    """Whether a piece holds no unseen characters. Characters that are not assigned are noted."""
    reading.is_printable = text.replace("\n", " ").isprintable()
    if reading.is_printable and not any(lead in piece for lead in LEADS) and not any(rare in text for rare in RARE):
        return True
    if UNSEEN.search(text):
        return False
    if len(reading.notices) < NOTICES and any(is_unassigned(character) for character in set(text)):
        for number, line in enumerate(text.split("\n"), reading.count + 2):
            reading.notices.extend(unassigned(path, line, number))
            if len(reading.notices) >= NOTICES:
                break
    return True


def _read_piece(text: str, reading: _Reading, limits: Limits) -> None:
    """Takes the columns out of a piece: all at once where every line matches the expression, else line by line."""
    count = text.count("\n")
    found: list[str] | list[tuple[str, ...]] = []
    if count > FEW and not _has_longer_line(text, limits.cell):
        found = reading.line.pattern(is_printable=reading.is_printable).findall(text)
    if len(found) != count:
        _read_lines(text, reading, limits)
    elif reading.line.columns:
        columns: Iterable[Sequence[str]] = zip(*found, strict=True) if len(reading.line.columns) > 1 else [cast(list[str], found)]
        for column, cells in zip(reading.line.columns, columns, strict=True):
            _take(column, cells, reading)
    reading.count += count


def _has_longer_line(text: str, most: int) -> bool:
    """Whether a line of a piece has more than so many characters."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + most + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _take(column: Column, cells: Sequence[str], reading: _Reading) -> None:
    """Keeps and tests the cells of a column; rows with a cell that fails are doubtful."""
    if column.is_unique and column.test is None:
        reading.cells.setdefault(column.place, []).extend(cells)
        return
    shared = _shared(column, cells, reading)
    if column.is_kept:
        reading.cells.setdefault(column.place, []).extend(cells if column.is_unique else shared)
    failed = reading.failed.get(column.place)
    if failed:
        reading.doubtful.update(reading.count + number for number, cell in enumerate(cells) if cell in failed)


def _shared(column: Column, cells: Sequence[str], reading: _Reading) -> Sequence[str]:
    """The same cells, each text held in memory once. Those not met in an earlier piece are tested.

    Of a column that is not kept, or holds each text once, not more than so many are remembered.
    """
    pool = reading.seen.setdefault(column.place, {"": ""})
    try:
        return list(map(pool.__getitem__, cells))
    except KeyError:
        fresh = set(cells) - pool.keys()
    if column.test:
        failed = {cell for cell in fresh if not column.test(cell)}
        reading.failed.setdefault(column.place, set()).update(failed)
    if column.is_kept and not column.is_unique:
        pool.update(zip(fresh, fresh, strict=True))
        return list(map(pool.__getitem__, cells))
    if len(pool) < MANY:
        pool.update(zip(fresh, fresh, strict=True))
    return cells


def _read_lines(text: str, reading: _Reading, limits: Limits) -> None:
    """Looks at the lines of a piece one by one, because at least one of them does not match the expression."""
    width = len(reading.line.tests)
    rows: list[list[str]] = []
    for number, line in enumerate(text.split("\n")[:-1], reading.count):
        cells = None if is_endless(line, width, limits.cell) else cells_of(line)
        if not line.strip() or cells is None or len(cells) != width or not _are_clean(cells, limits.cell):
            reading.is_broken = True
            return
        if not reading.line.is_valid(cells):
            reading.doubtful.add(number)
        rows.append(cells)
    for column in reading.line.columns:
        if column.is_kept:
            cells = [row[column.place] for row in rows]
            reading.cells.setdefault(column.place, []).extend(cells if column.is_unique else _shared(column, cells, reading))


def _are_clean(cells: list[str], longest: int) -> bool:
    return all(cell == cell.strip() and len(cell) <= longest for cell in cells)


def double_rows(columns: Columns) -> Iterator[tuple[int, int]]:
    """Rows that repeat an earlier one: their number and that of the first."""
    lines = columns.table.data.split(b"\n")[1:-1]
    if len(set(lines)) == len(lines) and b'"' not in columns.table.data:
        return
    seen: dict[str, int] = {}
    for number, line in enumerate(lines):
        text = line.decode("utf-8")
        same = seen.setdefault(line_of(cells_of(text) or []) if '"' in text else text, number)
        if same != number:
            yield number, same
