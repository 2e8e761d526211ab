"""From the words of a descriptor about a table to a `Table` without its rows."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.load.field import read_field
from qingdan.load.norms import read_norms
from qingdan.load.picture import read_picture
from qingdan.load.rules import read_rules
from qingdan.load.shape import Reader
from qingdan.model import Field, ForeignKey, Table
from qingdan.values import KINDS

FIXED: Mapping[str, str] = {"type": "table", "scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
"""What may be said but is never otherwise: a table is a CSV file in UTF-8."""

ROLES: Mapping[str, str] = {
    "entries": "id name summary status certainty authority source",
    "implementations": "id entry body status",
    "bodies": "entry role body note",
    "bases": "entry law_version article paragraph role note",
    "scopes": "entry scope published_name list_number source",
    "steps": "entry number name body what_happens otherwise days unit law_version article paragraph",
    "materials": "entry number name required form issuer note law_version article paragraph certificate",
    "related": "entry relation other",
    "events": "entry event date authority note",
    "details": "entry",
    "terms": "term kind leads_to note note_en source",
    "organisations": "id name english kind about sample",
    "laws": "id title name english kind issuer",
    "law_versions": "id law version_date document_number in_force_from in_force_to first_in_force standing standing_reason"
    " text_checked_on source",
    "sources": "id title kind url",
    "authorities": "id title kind body number date law_version source note",
    "codes": "code name english meaning",
}
"""The words for what a table is, each with the columns that its pages and rules ask for. Any list may use any of them."""

GENERATED: Mapping[str, str] = {"generated": "id"}
"""The word for a table that no list may hold, because it is made at build time."""

KEYED = ("entries", "implementations", "organisations", "laws", "law_versions", "sources", "authorities", "codes")
"""Tables whose rows others refer to: they need a primary key of one column, the first that their role asks for."""


def described_table(path: str, resource: Reader, schema: Reader, data: bytes, roles: Mapping[str, str] = ROLES) -> Table:
    """The table that a resource and its schema describe, whose file holds `data`. Raises MalformedError."""
    for name, value in FIXED.items():
        resource.one_of(name, value, default=value)
    words = resource.part("qingdan").only("role", "title", "description", "rules", "norms", "grounds", "picture", "rows")
    role = words.one_of("role", *roles)
    schema.only("fields", "primaryKey", "uniqueKeys", "foreignKeys")
    fields = tuple(read_field(field) for field in schema.parts("fields"))
    columns = tuple(field.name for field in fields)
    for index, field in enumerate(fields):
        if field.name in columns[:index]:
            raise schema.parts("fields")[index].refuse("double_field", "name", field=field.name)
    needed = roles[role].split()
    missing = [name for name in needed if name not in columns]
    if missing:
        raise schema.refuse("missing_field", "fields", role=role, missing=", ".join(missing))
    primary_key = schema.texts("primaryKey")
    if role in KEYED and primary_key != (needed[0],):
        raise schema.wrong("primaryKey", needed[0])
    table = Table(
        name=resource.named("name"),
        role=role,
        path=path,
        title=resource.explained("title"),
        description=resource.explained("description"),
        fields=fields,
        primary_key=primary_key,
        foreign_keys=tuple(_foreign_key(key) for key in schema.parts("foreignKeys")),
        unique_keys=_unique_keys(schema),
        rules=read_rules(words, fields),
        norms=read_norms(words),
        grounds=words.texts("grounds"),
        picture=read_picture(words, role, fields),
        expected_rows=_expected_rows(words.part("rows").only("minimum", "maximum")),
        described=resource.place("name"),
        data=data,
    )
    for name in (*primary_key, *(name for key in table.unique_keys for name in key)):
        _must_be_key(schema, "primaryKey" if name in primary_key else "uniqueKeys", table, name)
    for key in table.foreign_keys:
        for name in key.fields:
            _must_be_key(schema, "foreignKeys", table, name)
    return table


def _expected_rows(rows: Reader) -> tuple[int | None, int | None]:
    least, most = (rows.number(name, 0) if name in rows.tree else None for name in ("minimum", "maximum"))
    if least is not None and most is not None and least > most:
        raise rows.wrong("maximum", f"≥ {least}")
    return least, most


def _foreign_key(key: Reader) -> ForeignKey:
    reference = key.only("fields", "reference").part("reference").only("resource", "fields")
    found = ForeignKey(key.texts("fields"), reference.text("resource", ""), reference.texts("fields"))
    if not found.fields or len(found.fields) != len(found.targets):
        raise reference.wrong("fields", f"{len(found.fields)} × text")
    return found


def _unique_keys(schema: Reader) -> tuple[tuple[str, ...], ...]:
    """`uniqueKeys` (Table Schema v2): columns that together hold each value once, rows with a blank among them aside."""
    keys = []
    for key in schema.items("uniqueKeys", "list of lists of texts"):
        names = [key] if isinstance(key, str) else key
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise schema.wrong("uniqueKeys", "list of lists of texts")
        keys.append(tuple(str(name) for name in names))
    return tuple(keys)


def _must_be_key(schema: Reader, word: str, table: Table, name: str) -> Field:
    """The column of a key: it exists, and its values can be compared."""
    field = table.field_named(name)
    if field is None:
        raise schema.refuse("unknown_field", word, field=name, known=", ".join(field.name for field in table.fields))
    if not KINDS[field.type].is_key:
        raise schema.refuse("no_key_type", word, field=name, type=field.type)
    return field
