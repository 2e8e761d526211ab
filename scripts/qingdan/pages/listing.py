"""The pages of a list: all its entries as a table, and one page for each value that the list can be narrowed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qingdan.draw.bars import Bar, bars
from qingdan.linked import Entry, Linked
from qingdan.model import Field, Package, Text
from qingdan.pages.entry import Fact, bodies_shown
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown, named, refer
from qingdan.pages.told import FlowShown, flow_shown
from qingdan.section import ENTRIES

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
    """Lines under a heading, blank where the list has no grouping; `count` is all of the group where some stand elsewhere."""

    heading: Text
    meaning: str
    anchor: str
    lines: tuple[Line, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be narrowed to, with the number of entries that have it."""

    text: Text
    address: str
    count: int
    is_chosen: bool


Counts = tuple[tuple[Field, Mapping[str, int]], ...]
"""Of each field that a list can be narrowed by, the codes in use with the number of entries that have them."""


@dataclass(frozen=True)
class Listed:
    """A list with all that its pages share, made once, and only what somebody asks for."""

    publication: Publication
    package: Package
    entries: tuple[Entry, ...]

    @cached_property
    def counts(self) -> Counts:
        """How many entries each code has."""
        linked = self.publication.linked
        return tuple((field, _counts(linked, field, self.entries)) for field in _facets(self.package))

    @cached_property
    def drawn(self) -> tuple[tuple[Text, tuple[tuple[Text, int], ...]], ...]:
        """What is drawn."""
        return tuple(_drawn(self.publication, self.package, self.entries))

    @cached_property
    def flows(self) -> tuple[FlowShown, ...]:
        """What moves from whom to whom, and the same of samples."""
        linked, table = self.publication.linked, self.package.main
        found = (
            flow_shown(
                self.publication, table, [one for one in self.entries if linked.is_sample(one.id) is sample], is_sample=sample
            )
            for sample in (False, True)
            if table
        )
        return tuple(flow for flow in found if flow)

    @cached_property
    def _lines(self) -> dict[str, Line]:
        return {}

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """Some of its entries as lines."""
        for entry in entries:
            if entry.id not in self._lines:
                self._lines[entry.id] = line(self.publication.linked, entry)
            yield self._lines[entry.id]


def list_pages(publication: Publication, package: Package, limit: Limit = LINES) -> Iterator[Page]:
    """The page of a list and its narrowed pages, each in Chinese and in English, and in parts where it is long."""
    listed = Listed(publication, package, publication.linked.of(package))
    narrowed = [(field, code, found) for field, codes in listed.counts for code, found in by_code(field, codes, listed.entries)]
    for language in ("zh", "en"):
        yield from _pages(listed, language, None, "", listed.entries, limit)
        for field, code, found in narrowed:
            yield from _pages(listed, language, field, code, found, limit)


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


def _pages(
    listed: Listed, language: str, field: Field | None, code: str, entries: Sequence[Entry], limit: Limit
) -> Iterator[Page]:
    """The list, or what it is narrowed to by the code of a field, in one language."""
    publication, package, linked = listed.publication, listed.package, listed.publication.linked
    division = divide((entry.id for entry in entries), limit)
    spread = division.spread(entries, lambda entry: entry.id)
    samples = sum(linked.is_sample(entry.id) for entry in entries)
    shared: dict[str, object] = {
        "package": package,
        "count": len(entries) - samples,
        "samples": samples,
        "is_narrowed": field is not None,
        "chosen": refer(linked, field.references, code) if field else None,
    }
    grouping = package.main.field_named(package.group_by) if package.main else None
    groups = _grouping(linked, grouping, entries) if grouping else {}

    def own(number: int) -> dict[str, object]:
        return {
            "groups": tuple(_groups(groups, grouping, listed.lines(spread[number]))),
            "choices": tuple(_choices(listed, language, field, code)) if number == 0 else (),
            "pictures": tuple(_pictures(listed, language)) if field is None and number == 0 else (),
            "flows": listed.flows if field is None and number == 0 else (),
        }

    path, title, news = f"{package.name}/", package.title.in_language(language), publication.feed(package.name)
    if field:
        path = f"{path}by/{field.name}/{code}/"
        title, news = f"{title} · {named(linked.look_up(field.references, code)).in_language(language)}", ""
    root, other = ("en/", "") if language == "en" else ("", "en/")
    description = package.description.in_language(language)
    page = Page(root + path, "list.html", language, title, description, shared, other + path, feed=news)
    yield from in_parts(page, division, own, lambda number: ((ENTRIES, entry.id) for entry in spread[number]))


def _facets(package: Package) -> tuple[Field, ...]:
    return package.main.facets if package.main else ()


def _counts(linked: Linked, field: Field, entries: Sequence[Entry]) -> Mapping[str, int]:
    """The codes that entries of the list have, in the order of the code table, with the number of counted entries."""
    register = linked.catalogue.register(field.references)
    used = {entry.row[field.name] for entry in entries}
    counted = Counter(entry.row[field.name] for entry in entries if not linked.is_sample(entry.id))
    return {row["code"]: counted[row["code"]] for row in register.rows if row["code"] in used} if register else {}


def by_code(field: Field, codes: Iterable[str], entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of each of some codes of a field, in the order of the codes."""
    found: dict[str, list[Entry]] = {code: [] for code in codes}
    for entry in entries:
        code = entry.row[field.name]
        if code in found:
            found[code].append(entry)
    yield from found.items()


def _grouping(linked: Linked, field: Field, entries: Sequence[Entry]) -> Mapping[str, Group]:
    """The groups of a page by their codes, in the order of the code table and still without lines."""
    counts = Counter(entry.row[field.name] for entry in entries)
    register = linked.catalogue.register(field.references)
    codes = (*(row["code"] for row in (register.rows if register else ())), "")
    rows = {code: linked.look_up(field.references, code) for code in codes}
    return {
        code: Group(named(row), row["meaning"] if row else "", code or "other", (), counts[code])
        for code, row in rows.items()
        if code in counts
    }


def _groups(groups: Mapping[str, Group], field: Field | None, lines: Iterable[Line]) -> Iterator[Group]:
    """The groups that stand on a part of the page, with their lines there; all lines in one where the list has no grouping."""
    if field is None:
        every = tuple(lines)
        yield Group(Text("", ""), "", "all", every, len(every))
        return
    gathered: dict[str, list[Line]] = {}
    for line in lines:
        gathered.setdefault(line.entry.row[field.name], []).append(line)
    for code, group in groups.items():
        if code in gathered:
            yield replace(group, lines=tuple(gathered[code]))


def _choices(listed: Listed, language: str, chosen: Field | None, chosen_code: str) -> Iterator[tuple[Text, tuple[Choice, ...]]]:
    root, linked = "en/" if language == "en" else "", listed.publication.linked
    for field, codes in listed.counts:
        choices = (
            Choice(
                named(linked.look_up(field.references, code)),
                f"{root}{listed.package.name}/by/{field.name}/{code}/",
                count,
                field is chosen and code == chosen_code,
            )
            for code, count in codes.items()
        )
        yield field.title, tuple(choices)


def _drawn(
    publication: Publication, package: Package, entries: Sequence[Entry]
) -> Iterator[tuple[Text, tuple[tuple[Text, int], ...]]]:
    """The overview of a list: its counted entries by each facet and by law, in the order in which each first comes."""
    linked = publication.linked
    counted = [entry for entry in entries if not linked.is_sample(entry.id)]
    for field in _facets(package):
        codes = [entry.row[field.name] for entry in counted if entry.row[field.name]]
        if codes:
            yield field.title, _numbers(linked, field.references, codes)
    laws: list[str] = []
    for entry in counted:
        versions = (linked.look_up("law-versions", row["law_version"]) for row in linked.child_rows(entry.id, "bases"))
        laws += dict.fromkeys(version["law"] for version in versions if version)
    if laws:
        yield publication.words["law"], _numbers(linked, "laws", laws)


def _numbers(linked: Linked, register: str, keys: list[str]) -> tuple[tuple[Text, int], ...]:
    import pandas

    counts = pandas.Series(keys, dtype="string").value_counts(sort=False)
    return tuple((named(linked.look_up(register, str(key))), int(count)) for key, count in counts.items())


def _pictures(listed: Listed, language: str) -> Iterator[tuple[Text, str]]:
    for label, counts in listed.drawn:
        rows = sorted((Bar(name.in_language(language), count) for name, count in counts), key=lambda bar: -bar.count)
        if len(rows) > LONGEST_PICTURE:
            rest = sum(row.count for row in rows[LONGEST_PICTURE - 1 :])
            rows = [*rows[: LONGEST_PICTURE - 1], Bar(listed.publication.words["others"].in_language(language), rest)]
        title = f"{listed.package.title.in_language(language)}: {label.in_language(language)}: " + "; ".join(
            f"{row.name} {row.count}" for row in rows
        )
        yield label, bars(tuple(rows), title)
