"""The pages of a list: all its entries as a table, and one page for each value that the list can be narrowed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qingdan.draw.bars import Bar, bars
from qingdan.linked import Entry, Linked
from qingdan.model import Field, Package, Text
from qingdan.pages.entry import Fact, bodies_shown
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, named, refer

LONGEST_PICTURE = 10
"""Bars. More than that is no overview."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a line of a list."""

    entry: Entry
    name: str
    who: Fact | None
    status: Shown | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; the heading is blank where the list has no grouping."""

    heading: Text
    meaning: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be narrowed to, with the number of entries that have it."""

    text: Text
    address: str
    count: int
    is_chosen: bool


def list_pages(publication: Publication, package: Package) -> Iterator[Page]:
    """The page of a list and its narrowed pages, each in Chinese and in English."""
    everything = publication.linked.of(package)
    counts = tuple((field, _counts(publication.linked, package, field)) for field in _facets(package))
    for language, root, other in (("zh", "", "en/"), ("en", "en/", "")):
        path = f"{package.name}/"
        title = package.title.in_language(language)
        description = package.description.in_language(language)
        values = _values(publication, package, everything, counts, language, None, "")
        news = publication.feed(package.name)
        yield Page(root + path, "list.html", language, title, description, values, other + path, feed=news)
        for field, codes in counts:
            for code in codes:
                entries = tuple(entry for entry in everything if entry.row[field.name] == code)
                chosen = named(publication.linked.look_up(field.references, code)).in_language(language)
                values = _values(publication, package, entries, counts, language, field, code)
                narrowed = f"{path}by/{field.name}/{code}/"
                heading = f"{title} · {chosen}"
                yield Page(root + narrowed, "list.html", language, heading, description, values, other + narrowed)


def line(linked: Linked, entry: Entry) -> Line:
    """An entry as a line: its name, who is responsible, its status where it is not in force."""
    status = entry.row["status"]
    return Line(
        entry,
        linked.name_of(entry),
        next(bodies_shown(linked, entry, first=True), None),
        refer(linked, "status", status) if status != "in_force" else None,
        linked.is_sample(entry.id),
    )


Counts = tuple[tuple[Field, Mapping[str, int]], ...]
"""Of each field that a list can be narrowed by, the codes in use with the number of entries that have them."""


def _values(
    publication: Publication,
    package: Package,
    entries: tuple[Entry, ...],
    counts: Counts,
    language: str,
    field: Field | None,
    code: str,
) -> dict[str, object]:
    linked = publication.linked
    counted = tuple(entry for entry in entries if not linked.is_sample(entry.id))
    return {
        "package": package,
        "count": len(counted),
        "samples": len(entries) - len(counted),
        "is_narrowed": field is not None,
        "chosen": refer(linked, field.references, code) if field else None,
        "groups": tuple(_groups(linked, package, entries)),
        "choices": tuple(_choices(linked, package, counts, language, field, code)),
        "pictures": tuple(_pictures(publication, package, counted, language)) if field is None else (),
    }


def _facets(package: Package) -> tuple[Field, ...]:
    return tuple(field for field in package.main.fields if field.facet) if package.main else ()


def _counts(linked: Linked, package: Package, field: Field) -> Mapping[str, int]:
    """The codes that entries of the list have, in the order of the code table, with the number of counted entries."""
    register = linked.catalogue.register(field.references)
    used = {entry.row[field.name] for entry in linked.of(package)}
    counted = Counter(entry.row[field.name] for entry in linked.counted(package))
    return {row["code"]: counted[row["code"]] for row in register.rows if row["code"] in used} if register else {}


def _groups(linked: Linked, package: Package, entries: tuple[Entry, ...]) -> Iterator[Group]:
    field = package.main.field_named(package.group_by) if package.main else None
    if field is None:
        yield Group(Text("", ""), "", "all", tuple(line(linked, entry) for entry in entries))
        return
    gathered: dict[str, list[Line]] = {}
    for entry in entries:
        gathered.setdefault(entry.row[field.name], []).append(line(linked, entry))
    register = linked.catalogue.register(field.references)
    for code in (*(row["code"] for row in (register.rows if register else ())), ""):
        row = linked.look_up(field.references, code)
        if code in gathered:
            yield Group(named(row), row["meaning"] if row else "", code or "other", tuple(gathered[code]))


def _choices(
    linked: Linked, package: Package, counts: Counts, language: str, chosen: Field | None, chosen_code: str
) -> Iterator[tuple[Text, tuple[Choice, ...]]]:
    root = "en/" if language == "en" else ""
    for field, codes in counts:
        choices = (
            Choice(
                named(linked.look_up(field.references, code)),
                f"{root}{package.name}/by/{field.name}/{code}/",
                count,
                field is chosen and code == chosen_code,
            )
            for code, count in codes.items()
        )
        yield field.title, tuple(choices)


def _pictures(
    publication: Publication, package: Package, entries: tuple[Entry, ...], language: str
) -> Iterator[tuple[Text, str]]:
    """The overview of a list: its entries by each facet and by law."""
    linked, words = publication.linked, publication.words
    for field in _facets(package):
        names = [named(linked.look_up(field.references, entry.row[field.name])) for entry in entries if entry.row[field.name]]
        yield _picture(field.title, names, words, language, package)
    laws: list[Text] = []
    for entry in entries:
        versions = (linked.look_up("law-versions", row["law_version"]) for row in linked.child_rows(entry.id, "bases"))
        ids = {version["law"]: None for version in versions if version}
        laws += [named(linked.look_up("laws", law)) for law in ids]
    if laws:
        yield _picture(words["law"], laws, words, language, package)


def _picture(label: Text, names: list[Text], words: Mapping[str, Text], language: str, package: Package) -> tuple[Text, str]:
    import pandas

    counts = pandas.Series([name.in_language(language) for name in names], dtype="string").value_counts(sort=False)
    rows = sorted((Bar(str(name), int(count)) for name, count in counts.items()), key=lambda bar: -bar.count)
    if len(rows) > LONGEST_PICTURE:
        rest = sum(row.count for row in rows[LONGEST_PICTURE - 1 :])
        rows = [*rows[: LONGEST_PICTURE - 1], Bar(words["others"].in_language(language), rest)]
    title = f"{package.title.in_language(language)}: {label.in_language(language)}: " + "; ".join(
        f"{row.name} {row.count}" for row in rows
    )
    return label, bars(tuple(rows), title)
