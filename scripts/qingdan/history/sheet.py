"""A CSV file as it stood at some moment, and what becomes of its rows. Takes every file that ever was, well formed or not."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from qingdan.history.cells import Cells, Columns, RowLine, cell_in, cells_in, columns_of
from qingdan.history.lines import first_line, hunks, lines_of, lines_with

OWN = "id"
"""The column that names a row for itself: an entry, or what a register holds. Such a name is unique in the whole publication."""

ENTRY = "entry"
"""The column that says to which entry a row without an id belongs."""

MARK = "\ufeff"
BLANK = (b"", b"\r")


class Turn(NamedTuple):
    """What becomes of the rows of a file. A row that only moved, or is only written in another way, neither goes nor comes.

    Rows that go bear the names of the columns after they were renamed (`renamed`: name before, name after), and lack the cells of
    columns that were taken out. Where rows are no longer known by the same column (`is_other`), it is another table in the same
    place: all rows go, and all come.
    """

    heading_before: tuple[str, ...]
    heading_after: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    gone: tuple[Cells, ...]
    come: tuple[Cells, ...]
    is_other: bool = False


class Sheet:
    """What a file holds. `is_split` is true while a cell may go over several lines or a line hold several rows."""

    __slots__ = ("data", "is_split")

    def __init__(self, data: bytes = b"", is_split: bool = False) -> None:
        self.data = data
        self.is_split = is_split

    @property
    def lines(self) -> list[bytes]:
        """Every line."""
        return lines_of(self.data)

    def turn(self, data: bytes) -> Turn:
        """Puts another state in the place of this one, and says what that does."""
        columns = self._columns
        found = [*hunks(self.data, data)]
        gone = [line for hunk in found for line in hunk.removed]
        come = [line for hunk in found for line in hunk.added]
        is_whole = self.is_split or _has_part(gone) or _has_part(come)
        touches_heading = any(hunk.start == 0 for hunk in found)
        before = self.rows() if is_whole or touches_heading else None
        self.data = data
        self.is_split = is_whole and _is_split(data)
        after = self._columns
        if before is None:
            return _turn(columns.heading, after.heading, _rows(columns, gone), _rows(after, come))
        return _turn(columns.heading, after.heading, before, self.rows())

    def heading(self) -> tuple[str, ...]:
        """The names of the columns; none of an empty file."""
        return self._columns.heading

    @property
    def _columns(self) -> Columns:
        line = first_line(self.data)
        return _columns_in(line) if not self.is_split else columns_of(tuple(next(iter(_records(self.lines)), ())))

    def rows(self) -> list[Cells]:
        """Every row."""
        if not self.is_split:
            return _rows(self._columns, self.lines[1:])
        heading, *rows = _records(self.lines) or [[]]
        return [cells_in(heading, row) for row in rows if row]

    def columns(self, *names: str) -> Iterator[tuple[str, ...]]:
        """The cells of these columns, row by row; blank where there are none."""
        heading, *rows = _records(self.lines) or [[]]
        width = len(heading)
        places = [heading.index(name) if name in heading else width for name in names]
        for row in rows:
            cells = [*row[:width], *([""] * (width + 1 - min(len(row), width)))]
            yield tuple([cells[place] for place in places])

    def rows_named(self, names: AbstractSet[str]) -> Iterator[tuple[str, Cells]]:
        """The rows with one of these ids, each behind its id. Reads no other lines than those in which one of them stands."""
        sought = [name.encode("utf-8", "surrogateescape") for name in names]
        for cells in self.rows() if self.is_split else _rows(self._columns, [*lines_with(self.data, sought)]):
            name = cell_in(cells, OWN)
            if name in names:
                yield name, cells


@lru_cache(maxsize=100)
def _columns_in(line: bytes) -> Columns:
    return columns_of(tuple(next(iter(_records([line])), ())))


def sheet_of(data: bytes) -> Sheet:
    """The sheet of a file."""
    return Sheet(data, _is_split(data))


def turn_between(old: Sheet, new: Sheet) -> Turn:
    """What became of the rows of one sheet in another. Where the heading is the same only the lines that differ are read."""
    before, after = old.heading(), new.heading()
    if old.is_split or new.is_split or before != after:
        return _turn(before, after, old.rows(), new.rows())
    left, right, columns = Counter(old.lines[1:]), Counter(new.lines[1:]), columns_of(after)
    return _turn(before, after, _rows(columns, [*(left - right).elements()]), _rows(columns, [*(right - left).elements()]))


def _turn(before: tuple[str, ...], after: tuple[str, ...], gone: list[Cells], come: list[Cells]) -> Turn:
    is_reshaped = before != after and bool(before and after)
    if is_reshaped and key_of(before) != key_of(after):
        return Turn(before, after, (), tuple(gone), tuple(come), is_other=True)
    renamed = dict(_renamed(before, after, gone, come)) if is_reshaped else {}
    if is_reshaped:
        gone = [recast(cells, before, after, renamed) for cells in gone]
    if gone and come:
        left, right = Counter(map(tuple, gone)), Counter(map(tuple, come))
        gone, come = [*(left - right).elements()], [*(right - left).elements()]
    return Turn(before, after, tuple(renamed.items()), tuple(gone), tuple(come))


def key_of(heading: Sequence[str]) -> str:
    """The column by which a row is known: its own id, or that of its entry; blank where a table has neither."""
    return next((name for name in (OWN, ENTRY) if name in heading), "")


def recast(cells: Cells, before: Sequence[str], after: Sequence[str], renamed: Mapping[str, str]) -> Cells:
    """A row of a table as it stands after the columns changed: under their new names, without the cells of those taken out."""
    lost = {name for name in before if name not in after and name not in renamed}
    return tuple(sorted({renamed.get(name, name): cell for name, cell in cells if name not in lost}.items()))


def _renamed(before: Sequence[str], after: Sequence[str], gone: list[Cells], come: list[Cells]) -> Iterator[tuple[str, str]]:
    """Columns that went while one with the same cells came: their names before and after."""
    new = {name: _column(come, name) for name in after if name not in before}
    for name in before:
        cells = Counter[str]() if name in after else _column(gone, name)
        found = next((other for other in new if cells and new[other] == cells), None)
        if found:
            del new[found]
            yield name, found


def _column(rows: list[Cells], name: str) -> Counter[str]:
    return Counter(cell for cells in rows for column, cell in cells if column == name)


def _rows(columns: Columns, lines: Sequence[bytes]) -> list[Cells]:
    """The rows that lines hold, each of them its own; a blank line holds none."""
    return [RowLine(columns, line.removesuffix(b"\r")) for line in lines if line not in BLANK]


def numbered_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row of a file that is not blank, the heading first, with the line on which it begins, as far as the file is CSV."""
    text = data.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape").removeprefix(MARK)
    reader = csv.reader(io.StringIO(text, newline=""))
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        return


def _records(lines: Sequence[bytes]) -> list[list[str]]:
    """The cells of each line or of the lines that belong together; what is no CSV at all is cut at its commas."""
    data = b"\n".join(lines)
    if b"\r" in data:
        data = b"\n".join([line.removesuffix(b"\r") for line in lines])
    text = data.decode("utf-8", "surrogateescape").removeprefix(MARK)
    if '"' not in text and "\r" not in text:
        return [line.split(",") if line else [] for line in text.split("\n")]
    try:
        return [*csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        return [line.split(",") for line in text.split("\n")]


def _is_split(data: bytes) -> bool:
    """Whether lines are no rows: a cell may go over several of them, or a row may end within one."""
    if b"\r" in data and data.count(b"\r") > data.count(b"\r\n") + data.endswith(b"\r"):
        return True
    return b'"' in data and (_is_part(first_line(data)) or any(map(_is_part, lines_with(data, (b'"',)))))


def _has_part(lines: Sequence[bytes]) -> bool:
    """Whether one of the lines is but a part of a row, or more than one."""
    data = b"\n".join(lines)
    return (b'"' in data or b"\r" in data) and any(map(_is_part, lines))


def _is_part(line: bytes) -> bool:
    """Whether a line has a quotation mark that is not closed on it, or a return within it, which also ends a row."""
    return line.count(b'"') % 2 == 1 or b"\r" in line.removesuffix(b"\r")
