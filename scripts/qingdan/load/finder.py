"""From the words of a descriptor to the page that leads from a question to the entries of a list."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.load.shape import Reader
from qingdan.model import Finder, Table, main_of

CHILDREN = ("bodies", "scopes")
"""Roles of child tables that can be told of beside the columns of an entry: who has a part in it, and where it applies."""

TAKEN = ("by", "from")
"""Names below the address of a list that are those of other pages."""


def read_finder(words: Reader, tables: Sequence[Table]) -> Finder | None:
    """The page under `finder` of a list with these tables, if it has one. Raises MalformedError."""
    if "finder" not in words.tree:
        return None
    item = words.part("finder").only("name", "title", "description", "by", "codes", "tells")
    by, tells, main = item.text("by"), item.texts("tells"), main_of(tables)
    field = main.field_named(by) if main else None
    if field is None or not field.references:
        raise item.wrong("by", "field with references")
    known = (*(column.name for column in (main.fields if main else ())), *_children(tables))
    for name in tells:
        if name not in known:
            raise item.refuse("unknown_field", "tells", field=name, known=", ".join(known))
    if item.named("name") in TAKEN:
        raise item.wrong("name", f"≠ {' / '.join(TAKEN)}")
    title, about = item.bilingual("title"), item.bilingual("description")
    return Finder(item.named("name"), title, about, by, item.texts("codes"), tells, item.place())


def _children(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(table.role for table in tables if table.role in CHILDREN)
