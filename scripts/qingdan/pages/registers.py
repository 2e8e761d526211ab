"""The pages of bodies, laws and authorities, which the lists share, each with everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from qingdan.linked import Entry, Linked
from qingdan.model import Row, Table, Text
from qingdan.numerals import article_number
from qingdan.pages.beside import beside_page
from qingdan.pages.changes import by_commit
from qingdan.pages.codes import code_chapters
from qingdan.pages.drawer import Drawer, drawer_of, entry_count, lists_of
from qingdan.pages.entry import Cited, cited
from qingdan.pages.parts import LINES, Limit, divide, in_parts
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


def register_chapters(publication: Publication, limit: Limit = LINES) -> Iterator[Chapter]:
    """Every index and every page of organisations, laws, authorities and codes; each stands once, labels in both languages."""
    shared = drawer_of(publication, limit)
    for name, kinds, pages in (
        ("organisations", "organisation-kind", _organisation),
        ("laws", "law-kind", _law),
        ("authorities", "authority-kind", _authority),
    ):
        table = publication.linked.catalogue.register(name)
        if table:
            yield chapter(partial(_index, shared, table, kinds), f"{name}/", about=[(REGISTER, name)])
            for row in table.rows:
                yield chapter(partial(pages, shared, row), f"{name}/{row['id']}/", about=[(name, row["id"])])
    yield chapter(partial(beside_page, publication), "organisations/beside/")
    yield from code_chapters(shared)


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
                    (
                        refer(linked, table.name, row["id"]),
                        entry_count(linked, table.name, row["id"]),
                        row.get("sample") == "true",
                    )
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
        role["code"]: (named(role), role["meaning"], lists_of(drawer, division, parts[role["code"]]))
        for role in (roles.rows if roles else ())
    }
    acting = lists_of(drawer, division, steps)
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
    spread, also = division.spread(resting, lambda one: one[0].id), lists_of(drawer, division, others)

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
    by_list, happened = lists_of(drawer, division, entries), division.spread(changed, lambda one: one.revision.subject)
    title = f"{row['title']} · {publication.words['authorities'].zh}"
    page = Page(f"authorities/{row['id']}/", "authority.html", "both", title, row["note"] or row["title"], shared)
    yield from in_parts(
        page, division, lambda number: {"entries": by_list[number], "changed": by_commit(publication, happened[number])}
    )


def _own_id(row: Row) -> str:
    return row["id"]
