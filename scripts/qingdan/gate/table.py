"""From text to rows: RFC 4180 with LF, one entry on one physical line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from sys import intern
from unicodedata import normalize

from qingdan.model import Row
from qingdan.problem import Place, Problem

_CELL = '(?:"(?:[^"]|"")*+"|[^",]*+)'
LINE = re.compile(f"{_CELL}(?:,{_CELL})*+", re.DOTALL)
"""A line by RFC 4180: a quotation mark stands only around a whole cell, or doubled within such a cell."""

LONGEST_CELL = 20_000
"""Characters. `limits` in catalogue.yaml may say otherwise."""

_EACH = re.compile(f"(?:^|,)({_CELL})", re.DOTALL)

DELIMITERS = {";": ";", "\t": "TAB", "|": "|", "，": "，", "；": "；", "、": "、"}
"""What stands between the cells of a line that is no CSV, and how it is shown."""

ID = re.compile("[A-Z]{3}-[0-9]{4,6}.*")
"""What stands in rows and is no name of a column."""

SHOWN = 300
"""Characters of a wrong heading that are shown."""

REACH = 100
"""Lines over which a cell with line breaks is looked for, so that an unclosed quotation mark is told from it."""


def cells_of(line: str) -> list[str] | None:
    """The cells of a line; None where its quotation marks do not match."""
    if '"' not in line:
        return line.split(",")
    if not LINE.fullmatch(line):
        return None
    return [cell[1:-1].replace('""', '"') if cell.startswith('"') else cell for cell in _EACH.findall(line)]


def line_of(cells: Sequence[str]) -> str:
    """The line that holds these cells, with quotation marks only where they are needed."""
    return ",".join('"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell for cell in cells)


def read_table(path: str, text: str, longest: int = LONGEST_CELL) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[Problem, ...]]:
    """The heading, the rows (`line` counts physical lines from 1) and what is wrong with the form of the file.

    Cells are interned: many say the same, and the history says it again.

    Lines with the wrong number of cells are not returned as rows: the problem names them.
    """
    heading, problems = read_heading(path, text)
    rows, places = list[Row](), {name: place for place, name in enumerate(heading)}
    for found in _lines(path, text, heading, longest):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            number, cells = found
            rows.append(Row(number, places, tuple(map(intern, cells))))
    return heading, tuple(rows), tuple(problems)


def read_rows(text: str) -> tuple[Row, ...]:
    """The rows of a table in whose form nothing was found wrong; it is not looked for again."""
    heading, *lines = text.split("\n")
    places = {name: place for place, name in enumerate(cells_of(heading) or ())}
    return tuple([Row(number, places, tuple(map(intern, cells_of(line) or ()))) for number, line in enumerate(lines[:-1], 2)])


def form_problems(path: str, text: str, heading: tuple[str, ...], longest: int = LONGEST_CELL) -> Iterator[Problem]:
    """What is wrong with the form of the lines below the heading."""
    return (found for found in _lines(path, text, heading, longest) if isinstance(found, Problem))


def read_heading(path: str, text: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The names of the columns, and what is wrong with them by themselves."""
    first = text.split("\n", 1)[0]
    if not first:
        return (), [Problem("no_heading", Place(path, 1))]
    heading = cells_of(first)
    if heading is None:
        return (), [Problem("broken_quotes", Place(path, 1))]
    problems = []
    seen: set[str] = set()
    for column, name in enumerate(heading, 1):
        if not name.strip():
            problems.append(Problem("blank_heading", Place(path, 1, column)))
        elif name in seen:
            problems.append(Problem("double_heading", Place(path, 1, column), {"name": name}))
        seen.add(name)
    return tuple(heading), problems


def heading_problems(
    path: str, heading: tuple[str, ...], problems: list[Problem], expected: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Where the heading is not the one that the schema asks for: the delimiter, a column missing, unknown or out of its place.

    `problems` are those that it has by itself. A heading that hardly has a name in common is told as a whole.
    """
    if not heading or heading == expected:
        return tuple(problems)
    for delimiter, shown in DELIMITERS.items():
        if len(heading) < len(expected) and delimiter in heading[0]:
            return (Problem("wrong_delimiter", Place(path, 1), {"found": shown}),)
    from difflib import get_close_matches

    common = set(heading) & set(expected)
    values = {"found": ",".join(heading)[:SHOWN], "expected": ",".join(expected)}
    if len(common) * 2 < len(expected) or len(heading) > len(expected) * 2:
        kind = {"kind": "row"} if any(map(ID.fullmatch, heading)) else {}
        return (Problem("wrong_heading", Place(path, 1), {**values, **kind}),)
    unknown = {column: name for column, name in enumerate(heading, 1) if name.strip() and name not in common}
    written = [name.strip().lower() for name in unknown.values()]
    missing = [name for name in expected if name not in common and not get_close_matches(name, written, 1, 0.7)]
    found = [Problem("missing_column", Place(path, 1), {"name": name, "expected": values["expected"]}) for name in missing]
    for column, name in unknown.items():
        plain = normalize("NFKC", name).strip().lower()
        near = get_close_matches(plain, [known for known in expected if known not in common], 1, 0.7)
        meant = {"kind": "near", "meant": near[0]} if near else {}
        found.append(Problem("unknown_column", Place(path, 1, column), {"name": name, "expected": values["expected"], **meant}))
    return (*problems, *found) or (Problem("wrong_heading", Place(path, 1), {**values, "kind": "order"}),)


def is_endless(line: str, width: int, longest: int) -> bool:
    """Whether a line is longer than its cells may be, and holds so many marks that to take it apart would take long."""
    return len(line) > width * (2 * longest + 3) and line.count('"') + line.count(",") > 10 * width


def _lines(path: str, text: str, heading: tuple[str, ...], longest: int) -> Iterator[tuple[int, list[str]] | Problem]:
    """Each line below the heading: its number with its cells, or what is wrong with it."""
    lines = text.split("\n")[:-1]
    skip_to = 0
    for number, line in enumerate(lines[1:], 2):
        if number < skip_to:
            continue
        if is_endless(line, len(heading), longest):
            yield Problem("cell_too_long", Place(path, number), {"limit": str(longest)})
            continue
        cells = cells_of(line)
        if not line.strip():
            yield Problem("blank_line", Place(path, number))
            continue
        if cells is None:
            last = _end_of_cell(lines, number, len(heading))
            skip_to = last + 1
            if last:
                yield Problem("line_break_in_cell", Place(path, number), {"last": str(last)})
            else:
                yield Problem("broken_quotes", Place(path, number))
            continue
        if len(cells) != len(heading):
            values = {"found": str(len(cells)), "expected": str(len(heading))}
            yield Problem("ragged_row", Place(path, number), values)
            continue
        if len(line) > longest or [cell for cell in cells if cell != cell.strip()]:
            yield from _bad_cells(path, number, cells, heading, longest)
        if len(line) <= longest or not any(len(cell) > longest for cell in cells):
            yield number, cells


def _bad_cells(path: str, number: int, cells: list[str], heading: tuple[str, ...], longest: int) -> Iterator[Problem]:
    for column, cell in enumerate(cells, 1):
        place = Place(path, number, column, heading[column - 1])
        if len(cell) > longest:
            yield Problem("cell_too_long", place, {"limit": str(longest)})
        if cell != cell.strip():
            yield Problem("blank_edge", place, {"cell": cell})


def _end_of_cell(lines: list[str], number: int, width: int) -> int:
    """The last line of a row whose cell holds line breaks and that begins on line `number`; 0 where it never ends."""
    joined = lines[number - 1]
    for last in range(number + 1, min(number + REACH, len(lines)) + 1):
        joined += "\n" + lines[last - 1]
        if joined.count('"') % 2 == 0:
            cells = cells_of(joined)
            return last if cells and len(cells) == width else 0
    return 0
