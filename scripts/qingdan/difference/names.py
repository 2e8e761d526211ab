"""What ids and codes stand for, and which bodies an entry names; read from the tables, well formed or not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qingdan.difference.titles import Titles
from qingdan.history.sheet import ENTRY, OWN, Sheet, sheet_of
from qingdan.model import Text

BODY, CODE = "body", "code"

HOLDERS = ("bodies", "implementations")
"""The roles of tables that say which bodies have to do with an entry."""

PARTS = (ENTRY, "law", BODY)
"""Columns by whose ids a row is called that has no name of its own: an implementation by its matter and its body, a version of a
law by the law."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of ids, those of codes by table and code, and the bodies of each entry."""

    ids: Mapping[str, Text] = field(default_factory=dict)
    codes: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, cell: str, register: str = "") -> Text:
        """What a cell stands for: the name of an id, or of a code of a register; blank where it stands for itself."""
        return self.ids.get(cell) or self.codes.get((register, cell)) or Text("", "")


def names_of(before: Mapping[str, bytes], after: Mapping[str, bytes], titles: Titles, wanted: Collection[str]) -> Names:
    """The names after; of what is no longer there, those before. The bodies are those after.

    Of rows that have no name of their own, and of the bodies, only those of the `wanted` ids.
    """
    gone = {path: sheet_of(data) for path, data in before.items() if path.endswith(".csv") and after.get(path) != data}
    there = {path: sheet_of(data) for path, data in after.items() if path.endswith(".csv")}
    ids: dict[str, Text] = {}
    codes: dict[tuple[str, str], Text] = {}
    called: dict[str, tuple[str, ...]] = {}
    for path, sheet in (*gone.items(), *there.items()):
        heading = sheet.heading()
        if OWN in heading:
            name = next((column for column in ("name", "title") if column in heading), "")
            for own, zh, en, *parts in sheet.columns(OWN, name, "english", *PARTS):
                if zh:
                    ids[own] = Text(zh, en)
                elif own in wanted:
                    called[own] = tuple(parts)
        elif CODE in heading:
            table = titles.tables[path].name if path in titles.tables else PurePosixPath(path).stem
            codes |= {(table, code): Text(zh, en) for code, zh, en in sheet.columns(CODE, "name", "english")}
    ids |= {own: _joined(ids[part] for part in parts if part in ids) for own, parts in called.items()}
    return Names({own: text for own, text in ids.items() if own and text.zh}, codes, _bodies(there, titles, wanted))


def _joined(names: Iterator[Text]) -> Text:
    found = [*names]
    return Text(" · ".join(name.zh for name in found), " · ".join(name.en or name.zh for name in found))


def _bodies(sheets: Mapping[str, Sheet], titles: Titles, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for path, sheet in sheets.items():
        if BODY in sheet.heading() and (titles.role(path) in HOLDERS or not titles.is_known):
            for own, entry, body in sheet.columns(OWN, ENTRY, BODY):
                for subject in (own, entry):
                    if subject and subject in wanted:
                        found.setdefault(subject, {})[body] = None
    return {subject: tuple(filter(None, bodies)) for subject, bodies in found.items()}
