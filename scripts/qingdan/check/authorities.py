"""The authorities that versions of entries rest on, with the day of each, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qingdan.history.sheet import numbered_rows
from qingdan.model import Catalogue

DECISION = "decision"
"""The kind of an authority that is a document of a body."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority as its register tells it. `decided` is the day of its document, `day` that or else the day of the version of
    a law that it is: both as they are written, blank where they are not known."""

    kind: str
    decided: str
    day: str


def authorities_of(catalogue: Catalogue) -> Mapping[str, Authority]:
    """The authorities of a catalogue by their ids. Also of registers that are not quite well formed."""
    versions = {row.get("id", ""): row.get("version_date", "") for row in _rows(catalogue, "law-versions")}
    return {
        row.get("id", ""): Authority(
            row.get("kind", ""), row.get("date", ""), row.get("date", "") or versions.get(row.get("law_version", ""), "")
        )
        for row in _rows(catalogue, "authorities")
    }


def _rows(catalogue: Catalogue, register: str) -> Iterator[Mapping[str, str]]:
    table = catalogue.register(register)
    rows = numbered_rows(table.data if table else b"")
    _, heading = next(rows, (1, []))
    return (dict(zip(heading, row, strict=False)) for _, row in rows)
