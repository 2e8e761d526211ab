"""The pages that are not about one thing: home, findings, downloads and the field guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qingdan.check.explained import Explained
from qingdan.exports.downloads import TABLE_FORMATS
from qingdan.linked import Linked
from qingdan.model import Field, Package, Table
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, refer, refer_to_concerned, refer_to_entry
from qingdan.problem import Finding

READERS = ("resident", "developer", "editor")
STAND_ONCE = ("organisations", "laws", "authorities", "codes", "changes")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind."""

    key: str
    norm: Explained
    findings: tuple[tuple[Shown, str, tuple[Shown, ...]], ...]
    """The entry, its id, and the versions of laws that the finding speaks of; those on this part of the page."""
    count: int
    """How many there are in all."""


def general_pages(publication: Publication, limit: Limit = LINES) -> Iterator[Page]:
    """Each of these pages in Chinese and in English; the findings in parts where they are many."""
    division = divide((finding.entry for finding in publication.findings), limit)
    findings = [tuple(_grouped(publication, found)) for found in division.spread(publication.findings, lambda one: one.entry)]
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        yield _home(publication, findings[0], language, root, other)
        yield from in_parts(_findings(publication, language, root, other), division, lambda number: {"groups": findings[number]})
        yield from _findings_by_body(publication, limit, language, root, other)
        yield _downloads(publication, language, root, other)
        yield _guides(publication, language, root, other)
        for package in publication.linked.catalogue.packages:
            yield _guide(publication, package, language, root, other)


def _home(publication: Publication, findings: tuple[FindingGroup, ...], language: str, root: str, other: str) -> Page:
    linked, settings = publication.linked, publication.settings
    ways = [
        (reader, [(text, in_language(publication, to, root)) for of, text, to in settings.ways_in if of == reader])
        for reader in READERS
    ]
    values: dict[str, object] = {
        "ways": ways,
        "lists": [(package, _count(linked, package), _samples(linked, package)) for package in linked.catalogue.lists],
        "registers": [
            (table, f"{table.name}/", len(table.rows))
            for name in ("organisations", "laws", "authorities")
            for table in [linked.catalogue.register(name)]
            if table
        ],
        "findings": findings,
        "day": publication.day.isoformat(),
    }
    title = settings.title.in_language(language)
    return Page(root, "home.html", language, title, settings.description.in_language(language), values, other)


def _count(linked: Linked, package: Package) -> int:
    """The entries of a list that are counted in public; of a list of words, these."""
    return len({row["term"] for row in package.terms.rows}) if package.terms else len(linked.counted(package))


def _samples(linked: Linked, package: Package) -> int:
    return sum(linked.is_sample(entry.id) for entry in linked.of(package))


def in_language(publication: Publication, address: str, root: str) -> str:
    """The page for a reader of this language: pages of entries and registers stand once, all others twice."""
    first, *rest = address.split("/")
    stands_once = first in STAND_ONCE or any(part in publication.linked.entries for part in rest)
    return address if stands_once else root + address


def _findings(publication: Publication, language: str, root: str, other: str) -> Page:
    words = publication.words
    values: dict[str, object] = {"count": len(publication.findings)}
    title, about = words["findings"].in_language(language), words["findings_about"].in_language(language)
    return Page(f"{root}findings/", "findings.html", language, title, about, values, f"{other}findings/")


def _findings_by_body(publication: Publication, limit: Limit, language: str, root: str, other: str) -> Iterator[Page]:
    """The same findings by the bodies that have a part in the entries which answers a resident's first question."""
    linked, words = publication.linked, publication.words
    register = linked.catalogue.register("organisations")
    order = {row["id"]: number for number, row in enumerate(register.rows if register else ())}
    pairs = dict.fromkeys((body, finding) for finding in publication.findings for body in _bodies(linked, finding))
    found = sorted(pairs, key=lambda pair: order[pair[0]])
    counts = Counter(body for body, _ in found)
    division = divide((body for body, _ in found), limit)
    spread = division.spread(found, lambda pair: pair[0])

    def own(number: int) -> dict[str, object]:
        groups: dict[str, list[tuple[Shown, str, Explained]]] = {}
        for body, finding in spread[number]:
            shown = refer_to_entry(linked, linked.entries[finding.entry])
            groups.setdefault(body, []).append((shown, finding.entry, publication.norms[finding.key]))
        return {"groups": [(refer(linked, "organisations", body), counts[body], lines) for body, lines in groups.items()]}

    path, title = "findings/by-body/", words["findings_by_body"].in_language(language)
    about = words["findings_about"].in_language(language)
    page = Page(root + path, "findings_bodies.html", language, title, about, {}, other + path)
    yield from in_parts(page, division, own)


def _bodies(linked: Linked, finding: Finding) -> Iterator[str]:
    entry = linked.entries[finding.entry]
    if body := entry.row.get("body"):
        yield body
    for row in linked.child_rows(finding.entry, "bodies"):
        role = linked.look_up("body-role", row["role"])
        if role and role["first"] == "true":
            yield row["body"]


def _grouped(publication: Publication, findings: Iterable[Finding]) -> Iterator[FindingGroup]:
    """The findings by kind: every kind that there is, so that links to it lead somewhere on the first part of the page."""
    linked = publication.linked
    counts = Counter(finding.key for finding in publication.findings)
    found: dict[str, list[tuple[Shown, str, tuple[Shown, ...]]]] = {}
    for finding in findings:
        concerned = refer_to_concerned(linked, finding)
        found.setdefault(finding.key, []).append(
            (refer_to_entry(linked, linked.entries[finding.entry]), finding.entry, concerned)
        )
    for key, norm in publication.norms.items():
        if key in counts:
            yield FindingGroup(key, norm, tuple(found.get(key, ())), counts[key])


def _downloads(publication: Publication, language: str, root: str, other: str) -> Page:
    words = publication.words
    values: dict[str, object] = {
        "packages": [(package, _tables(package)) for package in publication.linked.catalogue.packages],
        "has_releases": bool(publication.releases),
    }
    title, about = words["downloads"].in_language(language), words["downloads_about"].in_language(language)
    return Page(f"{root}data/", "downloads.html", language, title, about, values, f"{other}data/")


def _tables(package: Package) -> list[tuple[Table, int, list[tuple[str, str]]]]:
    return [
        (
            table,
            len(table.rows),
            [(form.ENDING.upper(), f"data/{package.name}/{table.name}.{form.ENDING}") for form in TABLE_FORMATS],
        )
        for table in package.tables
    ]


def _guides(publication: Publication, language: str, root: str, other: str) -> Page:
    words = publication.words
    values: dict[str, object] = {"packages": publication.linked.catalogue.packages}
    title, about = words["field_guides"].in_language(language), words["field_guides_about"].in_language(language)
    return Page(f"{root}guides/", "guides.html", language, title, about, values, f"{other}guides/")


def _guide(publication: Publication, package: Package, language: str, root: str, other: str) -> Page:
    """What every field of a list means, made from its descriptor."""
    values: dict[str, object] = {
        "package": package,
        "tables": [
            (table, [(field, _rules(field), _register(publication, field)) for field in table.fields]) for table in package.tables
        ],
    }
    title = f"{package.title.in_language(language)} · {publication.words['field_guide'].in_language(language)}"
    path = f"guides/{package.name}/"
    return Page(root + path, "guide.html", language, title, package.description.in_language(language), values, other + path)


def _rules(field: Field) -> list[tuple[str, str]]:
    """The constraints of a field apart from `required`, which has a column of its own."""
    rules = [(name, str(value)) for name, value in field.constraints.items() if name != "required"]
    return [*rules, ("categories", ", ".join(field.categories))] if field.categories else rules


def _register(publication: Publication, field: Field) -> Shown | None:
    """Where the values of a reference are found."""
    table = publication.linked.catalogue.register(field.references)
    if table is None:
        return Shown(publication.words["all_entries"], "data/") if field.references else None
    if table.role == "codes":
        return Shown(table.title, f"codes/{table.name}/")
    pages = {"law-versions": "laws/", "sources": "guides/registers/"}
    return Shown(table.title, pages.get(table.name, f"{table.name}/"))
