"""Every file that can be taken away, with its address. The addresses are promises (design §8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingdan.exports import csv_table, entry_json, json_table, package_zip
from qingdan.linked import Linked
from qingdan.model import File

TABLE_FORMATS = (csv_table, json_table)


def downloads(linked: Linked, day: date) -> Iterator[File]:
    """`data/<list>/<table>.csv|json`, `data/<list>.zip`, `data/all.zip` and `<list>/<ID>.json`."""
    for package in linked.catalogue.packages:
        for table in package.tables:
            for table_format in TABLE_FORMATS:
                yield File(f"data/{package.name}/{table.name}.{table_format.ENDING}", table_format.write(table))
        yield File(f"data/{package.name}.{package_zip.ENDING}", package_zip.write(linked, package, day))
    yield File(f"data/all.{package_zip.ENDING}", package_zip.write_all(linked, day))
    for entry in linked.entries.values():
        yield File(f"{entry.package.name}/{entry.id}.json", entry_json.write(linked, entry))
