"""Generated catalogues as values: sheets with columns, keys and rows, and the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from qingdan.gate.table import line_of
from qingdan.model import File
from tests.soundness.columns import Column

REGISTERS, ONE, TWO = "catalogue/registers", "lists/one", "lists/two"

SETTINGS = """\
title: {zh: 样例清单}
description: {zh: 样例}
publisher: {zh: 样例编者}
base_url: https://sample.example/
contact: {}
licence: {name: none, title: none, path: none}
lists: [%s]
ways_in: []
"""

Row = tuple[str, ...]

QUOTE = '"'


@dataclass(frozen=True)
class Link:
    """A foreign key: columns of a sheet, the name of the sheet that they lead to (blank for the sheet itself), columns there."""

    columns: tuple[str, ...]
    target: str
    targets: tuple[str, ...]

    def described(self) -> dict[str, object]:
        """The key as Table Schema says it."""
        return {"fields": list(self.columns), "reference": {"resource": self.target, "fields": list(self.targets)}}


@dataclass(frozen=True)
class Sheet:
    """A table of a generated catalogue with its descriptor and its rows."""

    folder: str
    name: str
    role: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    rows: tuple[Row, ...] = ()
    quotes: Callable[[int], bool] = field(default=lambda _: False, compare=False)
    """Whether the cell of a number is written in quotation marks though it needs none."""

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def described(self) -> dict[str, object]:
        """The resource as a descriptor of the source says it."""
        role = {"role": self.role}
        return {"name": self.name, "path": f"{self.name}.csv", "qingdan": role, "schema": self.schema()}

    def schema(self) -> dict[str, object]:
        """The table schema as a descriptor of the source says it."""
        return {
            "fields": [column.described() for column in self.columns],
            **({"primaryKey": list(self.primary_key)} if self.primary_key else {}),
            **({"uniqueKeys": [list(key) for key in self.unique_keys]} if self.unique_keys else {}),
            **({"foreignKeys": [link.described() for link in self.links]} if self.links else {}),
        }

    def text(self) -> str:
        """The file of the table."""
        lines = [line_of(self.names)]
        for number, row in enumerate(self.rows):
            cells = [
                f'"{cell.replace(QUOTE, QUOTE * 2)}"' if self.quotes(number * len(row) + index) else line_of([cell])
                for index, cell in enumerate(row)
            ]
            lines.append(",".join(cells))
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class World:
    """A generated catalogue; the sheets of the registers come first."""

    sheets: tuple[Sheet, ...]

    def __repr__(self) -> str:
        return "\n".join(f"{file.path}\n{file.data.decode('utf-8', 'replace')}" for file in self.files()[1:])

    def files(self) -> tuple[File, ...]:
        """The files of the source."""
        lists = sorted({sheet.folder for sheet in self.sheets} - {REGISTERS})
        texts = {"catalogue/catalogue.yaml": SETTINGS % ", ".join(folder.rpartition("/")[2] for folder in lists)}
        for folder in (REGISTERS, *lists):
            own = [sheet for sheet in self.sheets if sheet.folder == folder]
            descriptor = {"name": folder.rpartition("/")[2], "version": "1", "resources": [sheet.described() for sheet in own]}
            texts[f"{folder}/datapackage.yaml"] = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
            texts |= {sheet.path: sheet.text() for sheet in own}
        return tuple(File(path, text.encode("utf-8")) for path, text in texts.items())

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def ids(self) -> tuple[str, ...]:
        """The ids of all entries, each once."""
        mains = [sheet for sheet in self.sheets if sheet.folder != REGISTERS and sheet.role == "implementations"]
        return tuple(dict.fromkeys(row[sheet.names.index("id")] for sheet in mains for row in sheet.rows))
