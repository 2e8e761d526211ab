"""Every file that can be taken away, with its address. The addresses are promises (design §8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from qingdan.exports import changes_json, csv_table, entry_json, json_table, package_zip
from qingdan.exports.feeds.feeds import feeds
from qingdan.history.timeline import Timeline
from qingdan.linked import Linked
from qingdan.model import File, Text

TABLE_FORMATS = (csv_table, json_table)


def downloads(linked: Linked, timeline: Timeline, day: date, words: Mapping[str, Text]) -> Iterator[File]:
    """`data/<list>/<table>.csv|json`, `data/<list>.zip`, `data/all.zip`, `<list>/<ID>.json`, `changes.json` and the feeds."""
    for package in linked.catalogue.packages:
        for table in package.tables:
            for table_format in TABLE_FORMATS:
                yield File(f"data/{package.name}/{table.name}.{table_format.ENDING}", table_format.write(table))
        yield File(f"data/{package.name}.{package_zip.ENDING}", package_zip.write(linked, package, day))
    yield File(f"data/all.{package_zip.ENDING}", package_zip.write_all(linked, day))
    spelling = entry_json.Spelling(linked, timeline)
    for entry in linked.entries.values():
        yield File(f"{entry.package.name}/{entry.id}.json", spelling.write(entry))
    yield File(changes_json.PATH, changes_json.write(linked, timeline))
    yield from feeds(linked, timeline, day, words)
