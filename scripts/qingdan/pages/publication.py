"""What every page may draw on: the linked catalogue, its findings, its history, the day of the data and the words of the site."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from qingdan.check.explained import Explained, explained
from qingdan.history.cells import cell_in
from qingdan.history.releases import Release
from qingdan.history.revisions import Revision
from qingdan.history.timeline import EDITORIAL, Editorial, Happened, Timeline, editorial_fields, ground
from qingdan.linked import Linked
from qingdan.model import NORMS, Catalogue, Field, Row, Settings, Table, Text
from qingdan.problem import Finding, Measured
from qingdan.section import About, Thing


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks found of the entries: facts that break a norm, and what norms measured."""

    findings: tuple[Finding, ...] = ()
    measures: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class Publication:
    """One state of the lists, ready to be shown. `day` is the day of the last change of the data.

    `findings` are those that are counted, `findings_of` by entry those of samples too, and `norms` by the key of a finding or
    measure how it is explained; `tables` are all tables by their paths, `editorial` the fields that may change without another
    authority, `successions` the codes of relations by which one entry takes the place of another, each with its name from either
    side.
    """

    linked: Linked
    found: Found
    findings: tuple[Finding, ...]
    findings_of: Mapping[str, tuple[Finding, ...]]
    norms: Mapping[str, Explained]
    day: date
    words: Mapping[str, Text]
    timeline: Timeline
    tables: Mapping[str, Table]
    editorial: Editorial
    successions: Mapping[str, tuple[Text, Text]]
    releases: tuple[Release, ...] = ()

    def successions_in(self, revision: Revision) -> Iterator[tuple[str, str]]:
        """The successions that came with a revision: the code of the relation, and the entry that took the place of this one."""
        for row in revision.rows:
            relation = cell_in(row.after, "relation") if row.before is None and row.after else ""
            other = cell_in(row.after, "other") if row.after and relation in self.successions else ""
            if other:
                yield relation, other

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[tuple[Happened, str], ...]]:
        """By entry what made it the successor of another: what happened to that one, and the code of the relation."""
        found: dict[str, list[tuple[Happened, str]]] = {}
        for happened in (one for events in self.timeline.of.values() for one in events):
            for code, other in self.successions_in(happened.revision):
                found.setdefault(other, []).append((happened, code))
        return {entry: tuple(events) for entry, events in found.items()}

    @cached_property
    def changed_on(self) -> Mapping[str, tuple[Happened, ...]]:
        """By authority what was changed on it: everything but what is editorial."""
        found: dict[str, list[Happened]] = {}
        for happened in (one for events in self.timeline.of.values() for one in events):
            if happened.revision.authority and ground(happened.revision, self.editorial) != EDITORIAL:
                found.setdefault(happened.revision.authority, []).append(happened)
        return {authority: tuple(events) for authority, events in found.items()}

    @cached_property
    def old_texts(self) -> frozenset[str]:
        """The versions of laws whose text was checked longer ago than the catalogue allows."""
        versions = self.linked.catalogue.register("law-versions")
        months = self.settings.text_age_months
        rows = versions.rows if versions else ()
        return frozenset(row["id"] for row in rows if _is_old(row["text_checked_on"], self.day, months))

    @cached_property
    def fields_shown(self) -> Mapping[tuple[str, str], tuple[Field, ...]]:
        """By the path of a table, and by whom they are shown to ("resident" or "professional"), its fields."""
        return {
            (path, shown): tuple(field for field in table.fields if field.shown == shown)
            for path, table in self.tables.items()
            for shown in ("resident", "professional")
        }

    @cached_property
    def columns(self) -> Mapping[str, Mapping[str, tuple[int, Field]]]:
        """By the path of a table, and by name, its fields, each with its place."""
        return {
            path: {field.name: (place, field) for place, field in enumerate(table.fields)} for path, table in self.tables.items()
        }

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[Measured, ...]]:
        """By entry what norms measured of it."""
        found: dict[str, list[Measured]] = {}
        for measured in self.found.measures:
            found.setdefault(measured.entry, []).append(measured)
        return {entry: tuple(several) for entry, several in found.items()}

    @cached_property
    def exercising(self) -> tuple[Row, ...]:
        """The bodies that exercise at least one matter, in the order of their register."""
        found = {entry.row["body"] for entry in self.linked.entries.values() if entry.table.role == "implementations"}
        register = self.linked.catalogue.register("organisations")
        return tuple(row for row in (register.rows if register else ()) if row["id"] in found)

    def feed(self, name: str) -> str:
        """Where the news of something stands; blank where there is no history that could tell any."""
        return "" if self.timeline.why_not else f"feeds/{name}"

    @property
    def settings(self) -> Settings:
        """The settings of the catalogue."""
        return self.linked.catalogue.settings


def publication(
    linked: Linked,
    found: Found,
    day: date,
    words: Mapping[str, Text],
    timeline: Timeline,
    releases: tuple[Release, ...] = (),
) -> Publication:
    """A state of the lists with its findings at hand for each entry."""
    findings_of: dict[str, tuple[Finding, ...]] = {}
    for finding in found.findings:
        findings_of[finding.entry] = (*findings_of.get(finding.entry, ()), finding)
    catalogue = linked.catalogue
    norms = catalogue.register(NORMS)
    return Publication(
        linked=linked,
        found=found,
        findings=tuple(finding for finding in found.findings if not finding.is_sample),
        findings_of=findings_of,
        norms=explained(norms.rows if norms else ()),
        day=day,
        words=words,
        timeline=timeline,
        tables=catalogue.tables_by_path(),
        editorial=editorial_fields(catalogue),
        successions=dict(_successions(catalogue)),
        releases=releases,
    )


def _successions(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Text, Text]]]:
    """The relations that the code table marks with `succession`."""
    relations = catalogue.register("relation")
    for row in relations.rows if relations else ():
        if row.get("succession") == "true":
            yield row["code"], (Text(row["name"], row["english"]), Text(row["inverse"], row["inverse_english"]))


def _is_old(checked_on: str, day: date, months: int) -> bool:
    if not checked_on:
        return False
    checked = date.fromisoformat(checked_on)
    return (day.year - checked.year) * 12 + day.month - checked.month - (day.day < checked.day) >= months


class Page(NamedTuple):
    """A page before it is HTML: where it stands, which template shows it, and the values that the template is given.

    `language` is "zh" or "en" for a page that has a twin in the other language (`twin` is its path), or "both" for a page
    that stands once, with its labels in both. `is_old` is said of a page that shows what was published once:
    it says so itself, and search engines are asked to leave it out. `feed` is where its news stands, without an ending.
    `before` and `after` are the pages that it stands between where it is a part of a long one; `about` is what it shows then
    beside that which all parts show.
    """

    path: str
    template: str
    language: str
    title: str
    description: str
    values: Mapping[str, object]
    twin: str = ""
    is_old: bool = False
    feed: str = ""
    before: str = ""
    after: str = ""
    about: About = None

    @property
    def file(self) -> str:
        """The path of its file."""
        return f"{self.path}index.html"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that are made together: the folders below which they lie, what they show, and what each shows (see Section)."""

    below: tuple[str, ...]
    about: About
    pages: Callable[[], Iterable[Page]]
    is_old: bool = False
    frame: About = None


def chapter(
    pages: Callable[[], Iterable[Page]],
    *below: str,
    about: Iterable[Thing] | None = None,
    is_old: bool = False,
    frame: Iterable[Thing] | None = None,
) -> Chapter:
    """A chapter; without `about` one that may show anything, without `frame` one whose pages are kept together or not at all."""
    return Chapter(below, _things(about), pages, is_old, _things(frame))


def _things(about: Iterable[Thing] | None) -> About:
    return None if about is None else frozenset(about)
