"""Every page that grows with the lists stands in parts once it is long; together they hold what the whole page held."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from qingdan.linked import Linked
from qingdan.pages.changes import changes_chapters
from qingdan.pages.entry import MANY
from qingdan.pages.parts import LINES, Limit
from qingdan.pages.publication import Publication
from qingdan.pages.site import all_pages
from qingdan.skin.skin import SHELLS
from tests.history.made import commit_all, git
from tests.pages.chapters import pages_in
from tests.pages.test_happened import published
from tests.pages.test_render import renderer_of
from tests.world import IMPLEMENTATIONS, POWERS, REGISTERS, amended, change, publish_linked

SMALL = Limit(30, 20)
MANY_OF_THEM = 60
BASE = "https://sample.example/"
LONG = (
    "powers/",
    "en/powers/",
    "powers/by/power_source/2/",
    "en/powers/by/power_source/2/",
    "implementations/",
    "organisations/",
    "organisations/ORG-0001/",
    "organisations/ORG-1001/",
    "laws/LAW-0001/",
    "authorities/AUT-0001/",
    "codes/power-source/2/",
    "codes/organisation-kind/community/",
    "findings/",
    "en/findings/",
    "powers/PWR-0001/bodies/",
)
"""A page of each kind that grows, in the grown world below."""


@pytest.fixture(scope="module")
def grown(linked: Linked) -> Publication:
    """The small world with many more powers, bodies and implementations, all of them SAMPLES by name."""
    numbers = range(1, MANY_OF_THEM + 1)
    return publish_linked(amended(linked, *_grown(linked, numbers)))


def _grown(linked: Linked, numbers: range) -> tuple[tuple[str, str, str], ...]:
    def rows(path: str, cells: Mapping[str, str]) -> str:
        table = next(table for _, table in linked.catalogue.tables() if table.path == path)
        return "".join(",".join(cells.get(field.name, "").format(n=n) for field in table.fields) + "\n" for n in numbers)

    state = {"status": "in_force", "certainty": "statute_text", "authority": "AUT-0001", "source": "SRC-0001"}
    power = {**state, "id": "PWR-{n:04}1", "name": "样例权力{n}", "summary": "样例：第{n}项。", "power_source": "2"}
    body = {"id": "ORG-1{n:03}", "name": "样例社区{n}", "english": "SAMPLE community", "kind": "community", "sample": "false"}
    exercised = {**state, "id": "IMP-1{n:03}", "entry": "PWR-0001", "body": "ORG-1{n:03}", "place": "样例路{n}号"}
    elsewhere = {**state, "id": "IMP-2{n:03}", "entry": "PWR-{n:04}1", "body": "ORG-1001", "place": "样例路"}
    organisations, bodies = f"{REGISTERS}/organisations.csv", f"{POWERS}/bodies.csv"
    bases, implementations = f"{POWERS}/bases.csv", f"{IMPLEMENTATIONS}/implementations.csv"
    return (
        (f"{POWERS}/powers.csv", "PWR-0001", rows(f"{POWERS}/powers.csv", power) + "PWR-0001"),
        (bodies, "PWR-0001", rows(bodies, {"entry": "PWR-{n:04}1", "role": "responsible", "body": "ORG-0001"}) + "PWR-0001"),
        (
            bases,
            "PWR-0001",
            rows(bases, {"entry": "PWR-{n:04}1", "law_version": "LAW-0001-20200101", "article": "第二条", "role": "establishes"})
            + "PWR-0001",
        ),
        (organisations, "ORG-0001", rows(organisations, body) + "ORG-0001"),
        (
            implementations,
            "IMP-0001",
            rows(implementations, exercised) + rows(implementations, elsewhere) + "IMP-0001",
        ),
    )


class Body(HTMLParser):
    """The links of a page, and those of its head that name its neighbours and itself."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.head: dict[str, str] = {}
        self.items = 0
        self._address = BASE + path
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.items += tag in ("tr", "li")
        if tag == "link":
            self.head[values.get("rel") or ""] = values.get("href") or ""
        elif values.get("href"):
            self.links.add(urljoin(self._address, values["href"] or "").removeprefix(BASE).partition("#")[0])


def bodies(publication: Publication, limit: Limit) -> dict[str, Body]:
    pages = {page.path: page for page in all_pages(publication, limit)}
    renderer = renderer_of(publication)
    return {path: Body(path, renderer.file(page).data.decode()) for path, page in pages.items()}


@pytest.fixture(scope="module")
def whole(grown: Publication) -> Mapping[str, Body]:
    return bodies(grown, LINES)


@pytest.fixture(scope="module")
def parted(grown: Publication) -> Mapping[str, Body]:
    return bodies(grown, SMALL)


def parts_of(parted: Mapping[str, Body], path: str) -> dict[str, Body]:
    return {found: body for found, body in parted.items() if found == path or found.startswith(f"{path}from/")}


def test_only_long_pages_stand_in_parts_and_all_others_stay_where_they_are(
    whole: Mapping[str, Body], parted: Mapping[str, Body]
) -> None:
    assert {path for path in whole if "/from/" in path} == set()
    assert whole.keys() <= parted.keys()
    assert set(LONG) <= {path.partition("from/")[0] for path in parted if "/from/" in path}


@pytest.mark.parametrize("path", LONG)
def test_the_parts_together_name_all_that_the_whole_page_names(
    whole: Mapping[str, Body], parted: Mapping[str, Body], path: str
) -> None:
    parts = parts_of(parted, path)
    assert len(parts) > 2
    named = set().union(*(body.links for body in parts.values()))
    assert whole[path].links <= named
    assert {found for found in named - whole[path].links if "/from/" not in found} <= {path, "organisations/"}


@pytest.mark.parametrize("path", LONG)
def test_no_part_is_long_and_each_entry_of_a_list_is_named_on_one_of_them(parted: Mapping[str, Body], path: str) -> None:
    parts = parts_of(parted, path)
    ways_and_choices = 40
    assert max(body.items for body in parts.values()) <= SMALL.part + ways_and_choices
    entries = [
        link for body in parts.values() for link in body.links if re.fullmatch(r"(powers|implementations)/[A-Z]{3}-[0-9]+/", link)
    ]
    own = path.removesuffix("bodies/")
    assert [entry for entry, count in Counter(entries).items() if count > 1 and entry != own] == []


def test_each_part_says_to_machines_what_it_is_and_what_comes_before_and_after(parted: Mapping[str, Body]) -> None:
    for path in LONG:
        chain: list[str] = []
        found = path
        while found:
            head = parted[found].head
            assert head["canonical"] == BASE + found
            assert head.get("prev", "") == (BASE + chain[-1] if chain else "")
            chain.append(found)
            found = head.get("next", "").removeprefix(BASE)
        assert chain == list(parts_of(parted, path))


def test_every_link_between_parts_leads_to_one(parted: Mapping[str, Body]) -> None:
    links = {link for body in parted.values() for link in body.links if "from/" in link}
    assert links
    assert links <= parted.keys()


def test_there_is_a_shell_for_every_part_however_deep_it_lies(grown: Publication) -> None:
    needed = {("en" if page.language == "en" else "zh", page.path.count("/")) for page in all_pages(grown, SMALL)}
    assert ("en", 7) in needed
    assert needed <= set(SHELLS)


def test_every_kind_of_finding_can_be_linked_to_on_the_first_part(grown: Publication) -> None:
    keys = {finding.key for finding in grown.findings}
    assert len(keys) > 1
    for page in all_pages(grown, SMALL):
        if page.path in ("findings/", "en/findings/"):
            html = renderer_of(grown).file(page).data.decode()
            assert {key for key in keys if f'id="{key}"' in html} == keys


def test_an_entry_names_the_bodies_that_exercise_it_or_the_page_of_all_where_they_are_many(
    whole: Mapping[str, Body],
) -> None:
    assert MANY_OF_THEM > MANY
    assert "powers/PWR-0001/bodies/" in whole["powers/PWR-0001/"].links
    assert not [link for link in whole["powers/PWR-0001/"].links if link.startswith("implementations/IMP")]
    assert (
        len([link for link in whole["powers/PWR-0001/bodies/"].links if link.startswith("implementations/IMP")]) == MANY_OF_THEM
    )
    assert "implementations/IMP-2001/" in whole["powers/PWR-00011/"].links
    assert "powers/PWR-00011/bodies/" not in whole


def test_a_long_history_stands_in_parts_by_day_and_a_large_commit_by_id(world: Path) -> None:
    root = world
    git(root, "init", "-q")
    commit_all(root, "2026-01-31")
    for day in range(1, 9):
        change(root / f"{POWERS}/powers.csv", f"样例权力{'改' * (day - 1)}", f"样例权力{'改' * day}")
        last = commit_all(root, f"2026-02-{day:02}", f"SAMPLE {day}")
    pages = {page.path: page for page in pages_in(changes_chapters(published(root), Limit(5, 2), Limit(5, 3)))}
    for path in ("changes/by/powers/", "changes/2026-02/"):
        parts = [page for found, page in pages.items() if found.startswith(path)]
        shown = [page.values["published"] for page in parts]
        days = [one.day for found in shown if isinstance(found, list) for one in found]
        assert len(parts) > 1
        assert days == sorted(days, reverse=True)
        assert days[:8] == [f"2026-02-{day:02}" for day in range(8, 0, -1)]
    assert f"changes/{last[:12]}/" in pages
    first = [path for path in pages if path.count("/from/") and not path.startswith(("changes/by/", "changes/2"))]
    assert first, "the first commit brought everything"
