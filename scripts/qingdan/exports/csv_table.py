"""A table as CSV: RFC 4180, UTF-8, CRLF (in git the same rows end in LF)."""

from __future__ import annotations

import csv
import io

from qingdan.model import Table

ENDING = "csv"
MEDIA_TYPE = "text/csv"


def write(table: Table) -> bytes:
    """The heading and every row, cells as they stand."""
    written = io.BytesIO()
    text = io.TextIOWrapper(written, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    writer.writerows(row.texts for row in table.rows)
    text.flush()
    return written.getvalue()
