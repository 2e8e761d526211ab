"""Every file that can be taken away, with its address. The addresses are promises (design §8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from qingdan.datapackage import enclosed_tables
from qingdan.exports import changes_json, csv_table, entry_json, json_table, package_zip
from qingdan.exports.concerned import BODIES
from qingdan.exports.feeds.feeds import feeds
from qingdan.history.timeline import Timeline
from qingdan.linked import Entry, Linked
from qingdan.model import File, Package, Table, Text
from qingdan.section import COMMIT, DAY, ENTRIES, SHAPE, TABLE, Section, whole

TABLE_FORMATS = (csv_table, json_table)


def downloads(linked: Linked, timeline: Timeline, day: date, words: Mapping[str, Text]) -> Iterator[Section]:
    """`data/<list>/<table>.csv|json`, `data/<list>.zip`, `data/all.zip`, `changes.json` and the feeds."""
    shapes = {(SHAPE, package.name) for package in linked.catalogue.lists}
    for package in linked.catalogue.packages:
        for table in package.tables:
            about = frozenset({(TABLE, table.path)})
            yield Section((f"data/{package.name}/{table.name}.",), about, whole(partial(_table, package, table)))
        enclosed = {(TABLE, one.table.path) for one in enclosed_tables(linked.catalogue, package)}
        about = frozenset({*enclosed, *shapes, (DAY, str(day))})
        yield Section((f"data/{package.name}.",), about, whole(partial(_zip, linked, package, day)))
    yield Section((f"data/all.{package_zip.ENDING}",), None, whole(partial(_zip_of_all, linked, day)))
    latest = next((published.commit.name for published, _ in timeline.newest()), "")
    bodies = linked.catalogue.register(BODIES)
    about = frozenset({(COMMIT, latest), (TABLE, bodies.path if bodies else ""), *shapes})
    yield Section((changes_json.PATH,), about, whole(partial(_changes, linked, timeline)))
    yield Section(("feeds/",), None, whole(partial(feeds, linked, timeline, day, words)))


def entry_download(spelling: entry_json.Spelling, entry: Entry) -> Section:
    """`<list>/<ID>.json`."""
    path = f"{entry.package.name}/{entry.id}.json"
    return Section((path,), frozenset({(ENTRIES, entry.id)}), whole(lambda: (File(path, spelling.write(entry)),)))


def _table(package: Package, table: Table) -> Iterator[File]:
    for table_format in TABLE_FORMATS:
        yield File(f"data/{package.name}/{table.name}.{table_format.ENDING}", table_format.write(table))


def _zip(linked: Linked, package: Package, day: date) -> Iterator[File]:
    yield File(f"data/{package.name}.{package_zip.ENDING}", package_zip.write(linked, package, day))


def _zip_of_all(linked: Linked, day: date) -> Iterator[File]:
    yield File(f"data/all.{package_zip.ENDING}", package_zip.write_all(linked, day))


def _changes(linked: Linked, timeline: Timeline) -> Iterator[File]:
    yield File(changes_json.PATH, changes_json.write(linked, timeline))
