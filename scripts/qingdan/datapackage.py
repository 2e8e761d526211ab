"""A package as it is published (Data Package v2): with the registers it refers to, and references as foreign keys.

Our own word for a reference, `qingdan.references`, becomes a real `foreignKeys` entry here, because a source package
cannot point outside its folder and a published one must stand alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qingdan.load.package import generated_table
from qingdan.model import Catalogue, Field, ForeignKey, Package, Row, Table

if TYPE_CHECKING:
    from qingdan.linked import Linked

SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
ENTRIES = "entries"


class Enclosed(NamedTuple):
    """A table of a published package, and the folder of the source it comes from (blank for the generated one)."""

    table: Table
    folder: str


def enclosed_tables(catalogue: Catalogue, package: Package) -> tuple[Enclosed, ...]:
    """The tables of a package, then every register they refer to, at first or further hand, and the table of entries.

    The last has no rows here: `entries_table` makes them.
    """
    found = {table.name: Enclosed(table, package.folder) for table in package.tables}
    waiting = [name for table in package.tables for name in _referred(table)]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        register = entry_table() if name == ENTRIES else catalogue.register(name)
        if register is None:
            continue
        found[name] = Enclosed(register, "" if name == ENTRIES else catalogue.registers.folder)
        waiting.extend(_referred(register))
    return tuple(found.values())


def entry_table() -> Table:
    """The table of all entries without its rows."""
    return generated_table(ENTRIES)


def entries_table(linked: "Linked") -> Table:
    """Every entry of the publication, so that a reference across lists can be followed; `sample` marks what is invented."""
    places = {name: place for place, name in enumerate(("id", "list", "title", "address", "sample"))}
    told = (
        (entry.id, entry.package.name, linked.name_of(entry), entry.address, "true" if linked.is_sample(entry.id) else "false")
        for entry in linked.entries.values()
    )
    rows = tuple(Row(line, places, texts) for line, texts in enumerate(told, 2))
    return entry_table()._replace(rows=rows)


def describe_table(catalogue: Catalogue, table: Table) -> dict[str, object]:
    """A Data Resource (type `table`) without its data: neither `path` nor `data` is set."""
    return {
        "name": table.name,
        "type": "table",
        "title": table.title.zh,
        **({"description": table.description.zh} if table.description.zh else {}),
        "schema": _schema(catalogue, table),
    }


def _schema(catalogue: Catalogue, table: Table) -> dict[str, object]:
    keys = list(table.foreign_keys)
    keys += [
        ForeignKey((field.name,), field.references, (_key_of(catalogue, field.references),))
        for field in table.fields
        if field.references
    ]
    return {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(field) for field in table.fields],
        **({"primaryKey": list(table.primary_key)} if table.primary_key else {}),
        **({"uniqueKeys": [list(key) for key in table.unique_keys]} if table.unique_keys else {}),
        **({"foreignKeys": [describe_key(key) for key in keys]} if keys else {}),
    }


def describe_key(key: ForeignKey) -> dict[str, object]:
    """A foreign key in the words of Table Schema."""
    return {"fields": list(key.fields), "reference": {"resource": key.table, "fields": list(key.targets)}}


def _field(field: Field) -> dict[str, object]:
    own = {
        "title": field.title.en,
        "description": field.description.en,
        "references": field.references,
        "code": field.code,
        "editorial": field.editorial,
    }
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title.zh,
        **({"description": field.description.zh} if field.description.zh else {}),
        **({"example": field.example} if field.example else {}),
        **({"constraints": dict(field.constraints)} if field.constraints else {}),
        **({"categories": list(field.categories)} if field.categories else {}),
        "qingdan": {name: value for name, value in own.items() if value},
    }


def _referred(table: Table) -> Iterator[str]:
    return (field.references for field in table.fields if field.references)


def _key_of(catalogue: Catalogue, name: str) -> str:
    register = catalogue.register(name)
    return register.primary_key[0] if register else "id"
