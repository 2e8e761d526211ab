"""A list as one file that explains and validates itself: a zip with `datapackage.json` at its root.

The same commit gives the same bytes: members stand in order and carry one fixed date, the day of the data.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import date

from qingdan.datapackage import ENTRIES, describe_table, enclosed_tables, entries_table
from qingdan.exports import csv_table
from qingdan.linked import Linked
from qingdan.load.package import PROFILE
from qingdan.model import Package, Table

ENDING = "zip"
MEDIA_TYPE = "application/zip"


def write(linked: Linked, package: Package, day: date) -> bytes:
    """A list with the registers it refers to, real foreign keys and the table of all entries."""
    members = []
    for enclosed in enclosed_tables(linked.catalogue, package):
        inside = enclosed.folder in (package.folder, "")
        table = enclosed.table if enclosed.folder else entries_table(linked)
        members.append((f"{'' if inside else 'registers/'}{table.name}.csv", table))
    title, description = package.title.zh, package.description.zh
    return _zip(linked, _describe(linked, package.name, title, description, package.version), members, day)


def write_all(linked: Linked, day: date) -> bytes:
    """Every list and register as one data package; a list's tables bear its name in front."""
    members = [
        (f"{package.name}/{table.name}.csv", _with_list_name(package, table))
        for package in linked.catalogue.lists
        for table in package.tables
    ]
    members += [(f"registers/{table.name}.csv", table) for table in linked.catalogue.registers.tables]
    members.append((f"{ENTRIES}.csv", entries_table(linked)))
    settings = linked.catalogue.settings
    version = max((package.version for package in linked.catalogue.packages), key=_parts)
    described = _describe(linked, "qingdan-all", settings.title.zh, settings.description.zh, version)
    return _zip(linked, described, members, day)


def _parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, so that 0.10 comes after 0.9."""
    return tuple(int(part) for part in re.findall("[0-9]+", version))


def _with_list_name(package: Package, table: Table) -> Table:
    own = {table.name for table in package.tables}
    keys = tuple(key._replace(table=f"{package.name}-{key.table}") if key.table in own else key for key in table.foreign_keys)
    return table._replace(name=f"{package.name}-{table.name}", foreign_keys=keys)


def _describe(linked: Linked, name: str, title: str, description: str, version: str) -> dict[str, object]:
    settings = linked.catalogue.settings
    return {
        "$schema": PROFILE,
        "name": name,
        "title": title,
        "description": description,
        "version": version,
        "homepage": settings.base_url,
        "licenses": [dict(settings.licence)],
        "contributors": [{"title": settings.publisher.zh, "roles": ["publisher"]}],
    }


def _zip(linked: Linked, description: dict[str, object], members: list[tuple[str, Table]], day: date) -> bytes:
    files: dict[str, bytes] = {}
    resources = []
    for path, table in members:
        data = csv_table.write(table)
        files[path] = data
        resources.append(
            {
                **describe_table(linked.catalogue, table),
                "path": path,
                "scheme": "file",
                "format": csv_table.ENDING,
                "mediatype": csv_table.MEDIA_TYPE,
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            }
        )
    tree = {**description, "sources": _sources(members), "resources": resources}
    described = (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in (("datapackage.json", described), *files.items()):
            member = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return packed.getvalue()


def _sources(members: list[tuple[str, Table]]) -> list[dict[str, str]]:
    """The sources that the tables name, so that the package can be checked without us (Data Package v2 `sources`)."""
    named = {
        row[field.name] for _, table in members for field in table.fields if field.references == "sources" for row in table.rows
    }
    rows = [row for _, table in members if table.role == "sources" for row in table.rows if row["id"] in named]
    return [{"title": row["title"], **({"path": row["url"]} if row["url"] else {})} for row in rows]
