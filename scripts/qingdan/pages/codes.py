"""The pages of codes: every table of them, and each code with the entries and the rows of registers that bear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from qingdan.linked import Entry, Linked
from qingdan.model import NORMS, Row, Table
from qingdan.pages.drawer import Drawer, entry_count, lists_of
from qingdan.pages.parts import divide, in_parts
from qingdan.pages.publication import Chapter, Page, Publication, chapter
from qingdan.pages.refer import refer
from qingdan.section import REGISTER


def code_chapters(drawer: Drawer) -> Iterator[Chapter]:
    """The index of code tables, every table, and the page of every code; each stands once, labels in both languages."""
    linked = drawer.linked
    tables = [table for table in linked.catalogue.registers.tables if table.role == "codes"]
    bearers = _bearers(linked)
    yield chapter(partial(_code_tables, drawer, tables), "codes/", about=[(REGISTER, table.name) for table in tables])
    for table in tables:
        path = f"codes/{table.name}/"
        yield chapter(partial(_code_table, drawer, table), path, about=[(REGISTER, table.name)])
        for row in table.rows:
            pages = partial(_code, drawer, table, row, bearers)
            about = [(table.name, row["code"])] if table.name != NORMS else None
            yield chapter(pages, f"{path}{row['code']}/", about=about)


def _code_tables(drawer: Drawer, tables: list[Table]) -> Iterator[Page]:
    words = drawer.publication.words
    yield Page("codes/", "codes.html", "both", words["codes"].zh, words["codes_about"].zh, {"tables": tables})


def _code_table(drawer: Drawer, table: Table) -> Iterator[Page]:
    rows = [(row, entry_count(drawer.linked, table.name, row["code"])) for row in table.rows]
    title = f"{table.title.zh} · {drawer.publication.words['codes'].zh}"
    page = Page(f"codes/{table.name}/", "codetable.html", "both", title, table.description.zh, {"table": table})
    division = divide((row["code"] for row in table.rows), drawer.limit)
    spread = division.spread(rows, lambda one: one[0]["code"])
    yield from in_parts(page, division, lambda number: {"rows": spread[number]})


Bearers = Mapping[tuple[str, str], Mapping[str, tuple[Table, list[str]]]]
"""By code table and code the keys of the rows of other registers that bear the code, by register."""


def _bearers(linked: Linked) -> Bearers:
    found: dict[tuple[str, str], dict[str, tuple[Table, list[str]]]] = {}
    for table in linked.catalogue.registers.tables:
        fields = [field for field in table.fields if field.references]
        for row in table.rows:
            for code in dict.fromkeys((field.references, row[field.name]) for field in fields):
                found.setdefault(code, {}).setdefault(table.name, (table, []))[1].append(row[table.primary_key[0]])
    return found


def _code(drawer: Drawer, table: Table, row: Row, bearers: Bearers) -> Iterator[Page]:
    """The entries and the rows of other registers that bear a code."""
    linked = drawer.linked
    entries = linked.referring(table.name, row["code"]) if table.name != NORMS else _breaking(drawer.publication, row["code"])
    bearing = list(bearers.get((table.name, row["code"]), {}).values())
    division = divide((*(entry.id for entry in entries), *(key for _, keys in bearing for key in keys)), drawer.limit)
    by_list = lists_of(drawer, division, entries)
    by_register = [
        (of.title, division.spread([(key, refer(linked, of.name, key)) for key in keys], lambda one: one[0]), len(keys))
        for of, keys in bearing
    ]

    def own(number: int) -> dict[str, object]:
        found = [(title, [one for _, one in spread[number]], count) for title, spread, count in by_register if spread[number]]
        return {"entries": by_list[number], "registered": found}

    norm = drawer.publication.norms[row["code"]] if table.name == NORMS else None
    shared: dict[str, object] = {"table": table, "row": row, "norm": norm}
    path, title = f"codes/{table.name}/{row['code']}/", f"{row['name']} · {table.title.zh}"
    description = row["meaning"] or table.description.zh
    yield from in_parts(Page(path, "code.html", "both", title, description, shared), division, own)


def _breaking(publication: Publication, norm: str) -> tuple[Entry, ...]:
    """The entries that do not keep to a norm, samples too, in the order of the lists."""
    return tuple(publication.linked.entries[finding.entry] for finding in publication.found.findings if finding.key == norm)
