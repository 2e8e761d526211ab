"""Every page of the real site and of a SAMPLE one as a screen reader takes it: languages, headings, landmarks, tables, titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.tongues import VOID, wrongly_marked

TYPED = frozenset(
    (
        "broken",
        "annotated",
        "lists",
        "powers",
        '<script>x</script>"" &',
        '<script>x</script>\\x1b"" &',
        '<script>x</script>\x1b"" &',
    )
)
"""Names of tags and folders, and a spoilt cell, in the SAMPLE repository: of no language."""


@dataclass
class Page(HTMLParser):
    """What a page says of itself in tags and attributes."""

    html: str
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    landmarks: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, str]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    current: list[tuple[str, str]] = field(default_factory=list)
    lang: str = ""
    title: str = ""
    is_in_header: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        if tag in ("main", "nav", "aside", "form") or (tag == "section" and "aria-labelledby" in values):
            self.landmarks.append((tag, values.get("aria-label") or values.get("aria-labelledby", "")))
        if tag == "table":
            self.tables.append((values.get("class", ""), values.get("aria-labelledby", "")))
        if tag == "th" and "qd-table" in (self.tables[-1][0] if self.tables else ""):
            self.scopes.append(values.get("scope", ""))
        if tag == "nav":
            self.is_in_header = values.get("class") == "qd-nav"
        if "aria-current" in values and self.is_in_header:
            self.current.append((values["href"], values["aria-current"]))
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data


@pytest.fixture(scope="module", params=["site", "lived"])
def pages(request: pytest.FixtureRequest) -> Mapping[str, Page]:
    """Every page of a site by its path."""
    named: Path = request.getfixturevalue(request.param)
    root = named if request.param == "site" else named / "public"
    files = sorted(path for path in root.rglob("*.html") if path.is_file() and "/lists/SHA256SUMS/" not in path.as_posix())
    return {path.relative_to(root).as_posix(): Page(path.read_text("utf-8")) for path in files}


def faults(pages: Mapping[str, Page]) -> Iterator[str]:
    for path, page in pages.items():
        steps = zip(page.headings, page.headings[1:], strict=False)
        if page.headings[:1] != [1] or page.headings.count(1) != 1 or any(after > before + 1 for before, after in steps):
            yield f"{path}: headings {page.headings}"
        if page.lang != ("en" if path.startswith("en/") else "zh-Hans"):
            yield f"{path}: lang {page.lang}"
        if [name for name, _ in page.landmarks].count("main") != 1:
            yield f"{path}: not one main"
        yield from (f"{path}: two landmarks {mark}" for mark, number in Counter(page.landmarks).items() if number > 1)
        yield from (f"{path}: {tag} without a name" for tag, name in page.landmarks if tag in ("nav", "section") and not name)
        yield from (f"{path}: id {name} twice" for name, number in Counter(page.ids).items() if number > 1)
        yield from (f"{path}: table {name!r}" for style, name in page.tables if style and name not in page.ids)
        if any(scope not in ("col", "row") for scope in page.scopes):
            yield f"{path}: a heading of a table without its scope"


def test_headings_landmarks_ids_and_tables_are_in_order(pages: Mapping[str, Page]) -> None:
    assert list(faults(pages)) == []


def test_every_text_is_marked_with_its_language(pages: Mapping[str, Page]) -> None:
    wrong = {(path, *found) for path, page in pages.items() for found in wrongly_marked(page.html) if found[1] not in TYPED}
    assert wrong == set()


def test_no_two_pages_have_the_same_title(pages: Mapping[str, Page]) -> None:
    titles = Counter(page.title.strip() for path, page in pages.items())
    assert "" not in titles
    assert [title for title, number in titles.items() if number > 1] == []


def test_the_header_tells_in_which_part_of_the_site_a_page_stands(pages: Mapping[str, Page]) -> None:
    """The link of the very page says "page", that of its part "true", and there is never more than one."""
    assert {path: page.current for path, page in pages.items() if len(page.current) > 1} == {}
    expected = {
        "index.html": [],
        "about/index.html": [],
        "codes/index.html": [],
        "procedures/index.html": ["page"],
        "procedures/PRC-0001/index.html": ["true"],
        "en/procedures/index.html": ["page"],
        "en/procedures/by/aspect/care/index.html": ["true"],
        "laws/LAW-0001/index.html": ["true"],
    }
    found = {path: [state for _, state in pages[path].current] for path in expected if path in pages}
    assert found == {path: expected[path] for path in found}
    assert len(found) >= 6
