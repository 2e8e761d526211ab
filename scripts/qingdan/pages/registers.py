"""The pages of what the lists share: bodies, laws, authorities and codes, each with everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.linked import Entry, Linked
from qingdan.model import Row, Table, Text
from qingdan.pages.changes import authority_changes
from qingdan.pages.entry import Cited, cited
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, named, refer, refer_to_entry


@dataclass(frozen=True, slots=True)
class Resting:
    """An entry that rests on a law, with the article."""

    entry: Shown
    package: Text
    version_date: str
    cited: Cited


def register_pages(publication: Publication) -> Iterator[Page]:
    """Every index and every page of organisations, laws, authorities and codes; each stands once, labels in both languages."""
    for name, kinds, page in (
        ("organisations", "organisation-kind", _organisation),
        ("laws", "law-kind", _law),
        ("authorities", "authority-kind", _authority),
    ):
        table = publication.linked.catalogue.register(name)
        if table:
            yield _index(publication, table, kinds)
            yield from (page(publication, row) for row in table.rows)
    yield from _codes(publication)


def article_number(article: str) -> int:
    """The number of an article in Chinese numerals (第一千一百五十条 → 1150), so that articles stand in order; 0 for none."""
    if not article.startswith("第") or "条" not in article:
        return 0
    digits = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
    tens = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for character in article.removeprefix("第").split("条")[0]:
        if character in tens:
            total += (digit or 1) * tens[character]
            digit = 0
        else:
            digit = digits.get(character, 0)
    return total + digit


def _index(publication: Publication, table: Table, kinds: str) -> Page:
    """All rows of a register by kind, each with the number of entries that name it."""
    linked, register = publication.linked, publication.linked.catalogue.register(kinds)
    groups = [
        (
            named(kind),
            kind["meaning"],
            [
                (refer(linked, table.name, row["id"]), _count(linked, table.name, row["id"]), row.get("sample") == "true")
                for row in table.rows
                if row["kind"] == kind["code"]
            ],
        )
        for kind in (register.rows if register else ())
    ]
    title = publication.words[table.name]
    values: dict[str, object] = {"title": title, "table": table, "groups": [group for group in groups if group[2]]}
    return Page(f"{table.name}/", "register.html", "both", title.zh, table.description.zh, values)


def _organisation(publication: Publication, row: Row) -> Page:
    linked = publication.linked
    entries = linked.referring("organisations", row["id"])
    roles = linked.catalogue.register("body-role")
    parts = [
        (named(role), role["meaning"], [entry for entry in entries if _has_part(linked, entry, row["id"], role["code"])])
        for role in (roles.rows if roles else ())
    ]
    values: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "organisation-kind", row["kind"]),
        "is_sample": row["sample"] == "true",
        "parts": [(label, meaning, _by_list(linked, found)) for label, meaning, found in parts if found],
        "steps": _by_list(linked, [entry for entry in entries if _has_step(linked, entry, row["id"])]),
    }
    path, news = f"organisations/{row['id']}/", publication.feed(row["id"])
    return Page(path, "organisation.html", "both", row["name"], row["about"], values, feed=news)


def _law(publication: Publication, row: Row) -> Page:
    linked = publication.linked
    versions = linked.catalogue.register("law-versions")
    own = [version for version in (versions.rows if versions else ()) if version["law"] == row["id"]]
    resting = list(_resting(linked, row["id"], {version["id"]: version["version_date"] for version in own}))
    addresses = {item.entry.address for item in resting}
    values: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "law-kind", row["kind"]),
        "versions": [_version(linked, version) for version in own],
        "resting": resting,
        "cited": _by_list(linked, [entry for entry in linked.referring("laws", row["id"]) if entry.address not in addresses]),
    }
    return Page(f"laws/{row['id']}/", "law.html", "both", row["name"], row["title"], values)


def _version(linked: Linked, version: Row) -> dict[str, object]:
    standing = linked.look_up("law-standing", version["standing"])
    return {
        "row": version,
        "standing": refer(linked, "law-standing", version["standing"]),
        "concern": standing["concern"] if standing else "",
        "source": refer(linked, "sources", version["source"]) if version["source"] else None,
    }


def _resting(linked: Linked, law: str, versions: dict[str, str]) -> Iterator[Resting]:
    """Every entry that rests on a version of this law (`versions`: id and date), in the order of the articles."""
    found = [
        (article_number(basis["article"]), entry, basis)
        for entry in linked.referring("laws", law)
        for basis in linked.child_rows(entry.id, "bases")
        if basis["law_version"] in versions
    ]
    for _, entry, basis in sorted(found, key=lambda item: item[0]):
        date = versions[basis["law_version"]]
        yield Resting(refer_to_entry(linked, entry), entry.package.title, date, cited(linked, basis))


def _authority(publication: Publication, row: Row) -> Page:
    linked = publication.linked
    values: dict[str, object] = {
        "row": row,
        "kind": refer(linked, "authority-kind", row["kind"]),
        "body": refer(linked, "organisations", row["body"]) if row["body"] else None,
        "law": refer(linked, "law-versions", row["law_version"]) if row["law_version"] else None,
        "source": refer(linked, "sources", row["source"]) if row["source"] else None,
        "entries": _by_list(linked, list(linked.referring("authorities", row["id"]))),
        "why_not": publication.timeline.why_not,
        "changed": authority_changes(publication, row["id"]),
    }
    title = f"{row['title']} · {publication.words['authorities'].zh}"
    return Page(f"authorities/{row['id']}/", "authority.html", "both", title, row["note"] or row["title"], values)


def _codes(publication: Publication) -> Iterator[Page]:
    linked, words = publication.linked, publication.words
    tables = [table for table in linked.catalogue.registers.tables if table.role == "codes"]
    description = words["codes_about"].zh
    yield Page("codes/", "codes.html", "both", words["codes"].zh, description, {"tables": tables})
    for table in tables:
        rows = [(row, _count(linked, table.name, row["code"])) for row in table.rows]
        values: dict[str, object] = {"table": table, "rows": rows}
        title = f"{table.title.zh} · {publication.words['codes'].zh}"
        yield Page(f"codes/{table.name}/", "codetable.html", "both", title, table.description.zh, values)
        for row in table.rows:
            entries = _by_list(linked, list(linked.referring(table.name, row["code"])))
            registered = list(_registered(linked, table.name, row["code"]))
            values = {"table": table, "row": row, "entries": entries, "registered": registered}
            title = f"{row['name']} · {table.title.zh}"
            path = f"codes/{table.name}/{row['code']}/"
            yield Page(path, "code.html", "both", title, row["meaning"] or table.description.zh, values)


def _registered(linked: Linked, register: str, code: str) -> Iterator[tuple[Text, list[Shown]]]:
    """The rows of other registers that bear this code."""
    for table in linked.catalogue.registers.tables:
        names = [field.name for field in table.fields if field.references == register]
        rows = [row for row in table.rows if any(row[name] == code for name in names)]
        if rows:
            yield table.title, [refer(linked, table.name, row[table.primary_key[0]]) for row in rows]


def _by_list(linked: Linked, entries: list[Entry]) -> list[tuple[Text, str, list[Shown]]]:
    """Entries under the titles of their lists, each list with its address."""
    return [
        (package.title, f"{package.name}/", [refer_to_entry(linked, entry) for entry in entries if entry.package is package])
        for package in linked.catalogue.lists
        if any(entry.package is package for entry in entries)
    ]


def _has_part(linked: Linked, entry: Entry, body: str, role: str) -> bool:
    return any(row["body"] == body and row["role"] == role for row in linked.child_rows(entry.id, "bodies"))


def _has_step(linked: Linked, entry: Entry, body: str) -> bool:
    return any(row["body"] == body for row in linked.child_rows(entry.id, "steps"))


def _count(linked: Linked, register: str, key: str) -> int:
    return len([entry for entry in linked.referring(register, key) if not linked.is_sample(entry.id)])
