"""Pairs of states of tables, the second made from the first as people do it: rows, columns, tables, and ways of writing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping

from hypothesis import strategies as st

from qingdan.history.applied import State
from qingdan.history.cells import Cells
from tests.history.repositories import CELLS, IDS, NAMES, PATHS, WAYS, tables, written

Files = dict[str, bytes]
Grid = tuple[list[str], list[tuple[str, ...]]]

ODD = ("base64:eA==", "@x", "\x07", "\u202e", "🧧", "null", "é")
"""Cells beside those of the histories."""

OTHERS = ("phone", "base64:", "two\nlines", "样例")
"""Names of columns beside those of the histories."""

EDITS = (
    *("cell", "cell", "cell", "id", "row", "gone", "twice", "order", "order of columns", "renamed", "column", "no column"),
    *("across", "moved", "swapped", "deleted", "new", "bytes", "broken"),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Files, Files]:
    """One to four tables, and the same after one to eight edits, each table perhaps written in another way."""
    before = draw(st.dictionaries(st.sampled_from(PATHS), tables(), min_size=1, max_size=4))
    after = dict(before)
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=8)):
        _edit(draw, after, edit)
    return before, after


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[Files, Files]:
    """The same tables written twice: the rows in another order, other quotation marks and line ends, with a mark or without."""
    before: Files = {}
    after: Files = {}
    for path, data in draw(st.dictionaries(st.sampled_from(PATHS), tables(), min_size=1)).items():
        heading, rows = grid(data)
        before[path] = data
        after[path] = written(heading, draw(st.permutations(rows)), draw(st.sampled_from(WAYS)))
    return before, after


def _edit(draw: st.DrawFn, files: Files, edit: str) -> None:
    """One thing that people do to tables; nothing where it cannot be done."""
    path, other = draw(st.sampled_from(sorted(files) or PATHS)), draw(st.sampled_from(PATHS))
    if edit == "new":
        files[path] = draw(tables())
    elif path not in files:
        return
    elif edit in ("moved", "swapped"):
        files[path], files[other] = files.get(other, b""), files[path]
        if edit == "moved":
            del files[path]
            files.setdefault(other, b"")
    elif edit == "deleted":
        del files[path]
    elif edit == "bytes":
        at = draw(st.integers(0, len(files[path])))
        files[path] = files[path][:at] + draw(st.sampled_from((b"\xff", b"\xe6\xa0", b"\xed\xb2\x80"))) + files[path][at:]
    elif edit == "broken":
        files[path] = files[path].removesuffix(b"\n")
    elif edit == "across" and other in files and other != path:
        _across(draw, files, path, other)
    else:
        heading, rows = _changed(draw, *grid(files[path]), edit)
        files[path] = _bytes(heading, rows, draw(st.sampled_from(WAYS)))


def _across(draw: st.DrawFn, files: Files, path: str, other: str) -> None:
    """A row goes from one table to another, as far as they have the same columns."""
    (heading, rows), (names, others) = grid(files[path]), grid(files[other])
    if rows:
        row = dict(zip(heading, rows.pop(draw(st.integers(0, len(rows) - 1))), strict=False))
        others.append(tuple(row.get(name, "") for name in names))
        files[path], files[other] = _bytes(heading, rows, WAYS[0]), _bytes(names, others, WAYS[0])


def _changed(draw: st.DrawFn, heading: list[str], rows: list[tuple[str, ...]], edit: str) -> Grid:
    at = draw(st.integers(0, max(len(rows) - 1, 0)))
    column = draw(st.integers(0, max(len(heading) - 1, 0)))
    free = [name for name in (*NAMES, *OTHERS) if name not in heading]
    if edit in ("cell", "id") and rows and column < len(rows[at]):
        cells = IDS if edit == "id" else (*CELLS, *ODD)
        rows[at] = (*rows[at][:column], draw(st.sampled_from(cells)), *rows[at][column + 1 :])
    elif edit == "row":
        rows.insert(at, tuple(draw(st.sampled_from((*CELLS, *IDS))) for _ in heading))
    elif edit == "gone" and rows:
        del rows[at]
    elif edit == "twice" and rows:
        rows.append(rows[at])
    elif edit == "order":
        rows = draw(st.permutations(rows))
    elif edit == "order of columns" and heading:
        heading, rows = [*heading[1:], heading[0]], [(*row[1:], *row[:1]) for row in rows if len(row) == len(heading)]
    elif edit == "renamed" and heading and free:
        heading = [*heading[:column], draw(st.sampled_from(free)), *heading[column + 1 :]]
    elif edit == "column" and free:
        name, rows = draw(st.sampled_from(free)), [row for row in rows if len(row) == len(heading)]
        heading, rows = [*heading, name], [(*row, draw(st.sampled_from(CELLS))) for row in rows]
    elif edit == "no column" and len(heading) > 1:
        heading, rows = heading[:-1], [row[: len(heading) - 1] for row in rows]
    return heading, rows


def grid(data: bytes) -> Grid:
    """The heading and the rows of a table, told by the csv module alone."""
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").removeprefix("\ufeff")
    heading, *rows = [*csv.reader(io.StringIO(text, newline=""))] or [[]]
    return heading, [tuple(row) for row in rows if row]


def _bytes(heading: list[str], rows: list[tuple[str, ...]], way: tuple[int, str, str]) -> bytes:
    opened = io.StringIO()
    csv.writer(opened, quoting=way[0], lineterminator=way[1]).writerows([heading, *rows])  # type: ignore[arg-type]
    return (way[2] + opened.getvalue()).encode("utf-8", "surrogateescape")


def states(files: Mapping[str, bytes]) -> dict[str, State]:
    """Every table with its heading and its rows, as `apply` takes them. A cell beyond the heading is named by its number."""
    found = {}
    for path, data in files.items():
        heading, rows = grid(data)
        named = []
        for row in rows:
            names = (*heading, *(f"#{number}" for number in range(len(heading) + 1, len(row) + 1)))
            named.append(tuple(sorted({name: cell for name, cell in zip(names, row, strict=False) if cell}.items())))
        found[path] = State(tuple(heading), tuple(named))
    return found


def counted(tables: Mapping[str, State]) -> dict[str, tuple[tuple[str, ...], Counter[Cells]]]:
    """The tables, so that two of them are the same whatever the order of their rows."""
    return {path: (table.heading, Counter(table.rows)) for path, table in tables.items()}
