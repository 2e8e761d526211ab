"""What every page may draw on: the linked catalogue, its findings, the day of the data and the words of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingdan.history.releases import Release
from qingdan.linked import Linked
from qingdan.model import Finding, Settings, Text


@dataclass(frozen=True, slots=True)
class Publication:
    """One state of the lists, ready to be shown. `day` is the day of the last change of the data."""

    linked: Linked
    findings: tuple[Finding, ...]
    findings_of: Mapping[str, tuple[Finding, ...]]
    day: date
    words: Mapping[str, Text]
    releases: tuple[Release, ...] = ()

    @property
    def settings(self) -> Settings:
        """The settings of the catalogue."""
        return self.linked.catalogue.settings


def publication(
    linked: Linked, findings: tuple[Finding, ...], day: date, words: Mapping[str, Text], releases: tuple[Release, ...] = ()
) -> Publication:
    """A state of the lists with its findings at hand for each entry."""
    findings_of: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        findings_of[finding.entry] = (*findings_of.get(finding.entry, ()), finding)
    return Publication(linked, findings, findings_of, day, words, releases)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is HTML: where it stands, which template shows it, and the values that the template is given.

    `language` is "zh" or "en" for a page that has a twin in the other language (`twin` is its path), or "both" for a page
    that stands once, with its labels in both. `is_old` is said of a page that shows what was published once:
    it says so itself, and search engines are asked to leave it out.
    """

    path: str
    template: str
    language: str
    title: str
    description: str
    values: Mapping[str, object]
    twin: str = ""
    is_old: bool = False
