"""A table as it was on a day, as CSV: RFC 4180, UTF-8, CRLF; the last column says the state of the entry on that day."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from qingdan.history.cells import Cells

STATE = "as_of"
BEYOND = re.compile("#([0-9]+)")
"""The name of a cell that stood beyond the heading of its table (see history/sheet.py)."""


def write(heading: Sequence[str], rows: Iterable[tuple[Cells, str]]) -> bytes:
    """The columns of the heading, those that went beyond it, and the state of each row. Cells are byte for byte as they stood."""
    told = [(dict(cells), state) for cells, state in rows]
    beyond = {name for cells, _ in told for name in cells if name not in heading and BEYOND.fullmatch(name)}
    names = (*heading, *sorted(beyond, key=lambda name: int(name[1:])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*names, STATE))
    writer.writerows((*(cells.get(name, "") for name in names), state) for cells, state in told)
    return text.getvalue().encode("utf-8", "surrogateescape")
