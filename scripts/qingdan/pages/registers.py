"""The pages of what the lists share: bodies, laws, authorities and codes, each with everything that refers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from qingdan.linked import Entry, Linked
from qingdan.model import NORMS, Row, Table, Text
from qingdan.numerals import article_number
from qingdan.pages.beside import beside_page
from qingdan.pages.changes import by_commit
from qingdan.pages.entry import Cited, cited
from qingdan.pages.parts import LINES, Division, Limit, divide, in_parts
from qingdan.pages.portrait import exercised_by_matter, portraits_of
from qingdan.pages.publication import Chapter, Page, Publication, chapter
from qingdan.pages.refer import Shown, named, refer
from qingdan.section import REGISTER


@dataclass(frozen=True, slots=True)
class Resting:
    """An entry that rests on a law, with the article."""

    entry: Shown
    package: Text
    version_date: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class OfList:
    """Entries of one list that refer to something, as far as they stand on this part of the page; `count` is all of them."""

    title: Text
    address: str
    entries: tuple[Shown, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Drawer:
    """What the pages of registers share: the publication, every entry by its id as a link, and how long a page may be."""

    publication: Publication
    called: Callable[[str], Shown]
    limit: Limit

    @property
    def linked(self) -> Linked:
        """The catalogue as a web."""
        return self.publication.linked


def register_chapters(publication: Publication, limit: Limit = LINES) -> Iterator[Chapter]:
    """Every index and every page of organisations, laws, authorities and codes; each stands once, labels in both languages."""
    drawer = Drawer(publication, cache(partial(_called, publication)), limit)
    for name, kinds, pages in (
        ("organisations", "organisation-kind", _organisation),
        ("laws", "law-kind", _law),
        ("authorities", "authority-kind", _authority),
    ):
        table = publication.linked.catalogue.register(name)
        if table:
            yield chapter(partial(_index, drawer, table, kinds), f"{name}/", about=[(REGISTER, name)])
            for row in table.rows:
                yield chapter(partial(pages, drawer, row), f"{name}/{row['id']}/", about=[(name, row["id"])])
    yield chapter(partial(beside_page, publication), "organisations/beside/")
    yield from _codes(drawer)


def _called(publication: Publication, entry: str) -> Shown:
    """An entry as a link, marked where it is a sample."""
    shown = refer(publication.linked, "entries", entry)
    return shown._replace(note=publication.words["sample"].zh) if publication.linked.is_sample(entry) else shown


def _index(drawer: Drawer, table: Table, kinds: str) -> Iterator[Page]:
    """All rows of a register by kind, each with the number of entries that name it."""
    linked = drawer.linked
    register = linked.catalogue.register(kinds)
    title = drawer.publication.words[table.name]
    page = Page(f"{table.name}/", "register.html", "both", title.zh, table.description.zh, {"title": title, "table": table})
    division = divide((row["id"] for row in table.rows), drawer.limit)
    of_kind = {kind["code"]: (named(kind), kind["meaning"]) for kind in (register.rows if register else ())}
    rows = division.spread(table.rows, _own_id)
    yield from in_parts(page, division, lambda number: {"groups": list(_by_kind(linked, table, of_kind, rows[number]))})


def _by_kind(
    linked: Linked, table: Table, kinds: Mapping[str, tuple[Text, str]], rows: Iterable[Row]
) -> Iterator[tuple[Text, str, list[tuple[Shown, int, bool]]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["kind"], []).append(row)
    for kind, (heading, meaning) in kinds.items():
        if kind in found:
            yield (
                heading,
                meaning,
                [
                    (refer(linked, table.name, row["id"]), _count(linked, table.name, row["id"]), row.get("sample") == "true")
                    for row in found[kind]
                ],
            )


def _organisation(drawer: Drawer, row: Row) -> Iterator[Page]:
    """What a body has a part in, by its part; the procedures in which it acts; what it exercises itself."""
    linked, body = drawer.linked, row["id"]
    entries = linked.referring("organisations", body)
    roles = linked.catalogue.register("body-role")
    parts: dict[str, list[Entry]] = {role["code"]: [] for role in (roles.rows if roles else ())}
    for entry in entries:
        for role in {bodies["role"]: None for bodies in linked.child_rows(entry.id, "bodies") if bodies["body"] == body}:
            parts.get(role, []).append(entry)
    portraits = tuple(portraits_of(drawer.publication, body, parts))
    told = {one.entry.id for portrait in portraits for one in portrait.told}
    parts = {role: [entry for entry in found if entry.id not in told] for role, found in parts.items()}
    steps = [entry for entry in entries if any(step["body"] == body for step in linked.child_rows(entry.id, "steps"))]
    exercised = [entry for entry in entries if entry.table.role == "implementations" and entry.row["body"] == body]
    division = divide((entry.id for found in (*parts.values(), steps, exercised) for entry in found), drawer.limit)
    in_part = {
        role["code"]: (named(role), role["meaning"], _spread(drawer, division, parts[role["code"]]))
        for role in (roles.rows if roles else ())
    }
    acting = _spread(drawer, division, steps)
    held = [tuple(exercised_by_matter(drawer.publication, found)) for found in division.spread(exercised, lambda entry: entry.id)]

    def own(number: int) -> dict[str, object]:
        found = [(label, meaning, by[number]) for label, meaning, by in in_part.values() if by[number]]
        return {"parts": found, "steps": acting[number], "exercised": held[number], "portraits": portraits if number == 0 else ()}

    shared: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "organisation-kind", row["kind"]),
        "is_sample": row["sample"] == "true",
        "is_beside": len(drawer.publication.exercising) > 1,
    }
    path, news = f"organisations/{body}/", drawer.publication.feed(body)
    page = Page(path, "organisation.html", "both", row["name"], row["about"], shared, feed=news)
    yield from in_parts(page, division, own)


def _law(drawer: Drawer, row: Row) -> Iterator[Page]:
    linked = drawer.linked
    versions = linked.catalogue.register("law-versions")
    own = [version for version in (versions.rows if versions else ()) if version["law"] == row["id"]]
    entries = linked.referring("laws", row["id"])
    resting = _resting(linked, entries, {version["id"]: version["version_date"] for version in own})
    named_already = {entry.id for entry, _, _ in resting}
    others = [entry for entry in entries if entry.id not in named_already]
    division = divide((entry.id for entry in (*(entry for entry, _, _ in resting), *others)), drawer.limit)
    shared: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "law-kind", row["kind"]),
        "versions": [_version(linked, version) for version in own],
        "resting_count": len(resting),
    }
    spread, also = division.spread(resting, lambda one: one[0].id), _spread(drawer, division, others)

    def own_part(number: int) -> dict[str, object]:
        found = [
            Resting(drawer.called(entry.id), entry.package.title, date, cited(linked, basis))
            for entry, date, basis in spread[number]
        ]
        return {"resting": found, "cited": also[number]}

    page = Page(f"laws/{row['id']}/", "law.html", "both", row["name"], row["title"], shared)
    yield from in_parts(page, division, own_part)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a law, whether it is in force, why that is of concern, and who says so."""

    row: Row
    standing: Shown
    concern: str
    source: Shown | None


def _version(linked: Linked, version: Row) -> _Version:
    standing = linked.look_up("law-standing", version["standing"])
    return _Version(
        version,
        refer(linked, "law-standing", version["standing"]),
        standing["concern"] if standing else "",
        refer(linked, "sources", version["source"]) if version["source"] else None,
    )


def _resting(linked: Linked, entries: Iterable[Entry], versions: Mapping[str, str]) -> list[tuple[Entry, str, Row]]:
    """Every basis in one of these versions of a law (id and date), with its entry and that date, in the order of the articles."""
    found = [
        (entry, versions[basis["law_version"]], basis)
        for entry in entries
        for basis in linked.child_rows(entry.id, "bases")
        if basis["law_version"] in versions
    ]
    return sorted(found, key=lambda one: article_number(one[2]["article"]))


def _authority(drawer: Drawer, row: Row) -> Iterator[Page]:
    linked, publication = drawer.linked, drawer.publication
    entries = linked.referring("authorities", row["id"])
    changed = publication.changed_on.get(row["id"], ())
    division = divide((*(entry.id for entry in entries), *(one.revision.subject for one in changed)), drawer.limit)
    shared: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "authority-kind", row["kind"]),
        "body": refer(linked, "organisations", row["body"]) if row["body"] else None,
        "law": refer(linked, "law-versions", row["law_version"]) if row["law_version"] else None,
        "source": refer(linked, "sources", row["source"]) if row["source"] else None,
        "why_not": publication.timeline.why_not,
    }
    by_list, happened = _spread(drawer, division, entries), division.spread(changed, lambda one: one.revision.subject)
    title = f"{row['title']} · {publication.words['authorities'].zh}"
    page = Page(f"authorities/{row['id']}/", "authority.html", "both", title, row["note"] or row["title"], shared)
    yield from in_parts(
        page, division, lambda number: {"entries": by_list[number], "changed": by_commit(publication, happened[number])}
    )


def _codes(drawer: Drawer) -> Iterator[Chapter]:
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
    rows = [(row, _count(drawer.linked, table.name, row["code"])) for row in table.rows]
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
    by_list = _spread(drawer, division, entries)
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


def _own_id(row: Row) -> str:
    return row["id"]


def _spread(drawer: Drawer, division: Division, entries: Iterable[Entry]) -> list[list[OfList]]:
    """For each part of a page its entries under the titles of their lists."""
    counts: Counter[str] = Counter()
    found: list[dict[str, list[Shown]]] = [{} for _ in division.parts]
    for entry in entries:
        counts[entry.package.name] += 1
        found[division.numbers.get(entry.id, 0)].setdefault(entry.package.name, []).append(drawer.called(entry.id))
    lists = [package for package in drawer.linked.catalogue.lists if package.name in counts]
    return [
        [
            OfList(package.title, f"{package.name}/", tuple(by[package.name]), counts[package.name])
            for package in lists
            if package.name in by
        ]
        for by in found
    ]


def _count(linked: Linked, register: str, key: str) -> int:
    return sum(not linked.is_sample(entry) for entry in linked.referrers.get((register, key), ()))
