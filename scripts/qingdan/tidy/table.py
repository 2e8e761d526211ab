"""The canonical form of a table: RFC 4180 with commas, no needless quotation mark, the columns in the order of the schema.

Of a cell only the blanks at its edges change, and rows keep their order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from qingdan.problem import Place, Problem

DELIMITERS = (",", ";", "\t")
_QUOTED = '"(?:[^"]++|"")*+"'
_CELLS = {sign: re.compile(f'(?:^|{sign})({_QUOTED}|[^"{sign}]*+)') for sign in DELIMITERS}
_LINES = {sign: re.compile(f'(?:{_QUOTED}|[^"{sign}]*+)(?:{sign}(?:{_QUOTED}|[^"{sign}]*+))*+') for sign in DELIMITERS}

_UNSEEN = re.compile("[\t\ufeff]")
"""What no name of a column holds: the sign of another delimiter, or of a file put together from two."""


def tidy_table(path: str, text: str, columns: tuple[str, ...] = ()) -> tuple[str, tuple[Problem, ...]]:
    """The table in its canonical form; the text as it stands, with the first problem, where that would be a guess.

    Lines end in LF. `columns` are those of the schema in its order; none where no schema is known: then the order stays, and
    only commas separate cells. Lines and rows that hold nothing are left out.
    """
    sign = next((sign for sign in DELIMITERS if columns and _is_order_of(columns, _heading(text, sign))), ",")
    rows = _rows(text, sign)
    first, heading = next(rows, (0, []))
    order = [heading.index(name) for name in columns if name in heading] or range(len(heading))
    tidied = io.StringIO(newline="")
    writer = csv.writer(tidied, lineterminator="\n")
    for number, cells in chain([(first, heading)] if first else [], rows):
        if cells is heading or len(cells) != len(heading):
            problems = tuple(_problems(Place(path, number), cells, heading, columns))
            if problems:
                return text, problems
        writer.writerow([cells[index] for index in order])
    return tidied.getvalue(), ()


def _problems(place: Place, cells: list[str], heading: list[str], columns: tuple[str, ...]) -> Iterator[Problem]:
    """What makes the heading, or a row that does not fit it, a matter of guessing."""
    unseen = _UNSEEN.search(",".join(heading))
    if not cells:
        yield Problem("broken_quotes", place)
    elif cells is not heading:
        yield Problem("ragged_row", place, {"found": str(len(cells)), "expected": str(len(heading))})
    elif columns and not _is_order_of(columns, heading):
        yield Problem("wrong_heading", place, {"found": ",".join(heading), "expected": ",".join(columns)})
    elif unseen:
        yield Problem("unseen_character", place, {"code": f"U+{ord(unseen.group()):04X}"})


def _heading(text: str, sign: str) -> list[str]:
    return next((cells for _, cells in _rows(text, sign)), [])


def _is_order_of(columns: tuple[str, ...], cells: list[str]) -> bool:
    """True where the cells are these columns, each once, in whatever order."""
    return sorted(cells) == sorted(columns)


def _rows(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """The trimmed cells of each line that holds any, with its number; no cells where its quotation marks do not match."""
    for number, line in enumerate(text.split("\n"), 1):
        if '"' not in line:
            cells = line.split(sign)
        elif _LINES[sign].fullmatch(line):
            cells = [_plain(cell) for cell in _CELLS[sign].findall(line)]
        else:
            yield number, []
            continue
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield number, cells


def _plain(cell: str) -> str:
    """What a cell holds, without the quotation marks around it."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
