"""Every kind of page: nothing overflows, nothing needs a script, nothing is asked of another host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Request

from tests.history.made import is_whole
from tests.world import ROOT

KINDS = (
    "",
    "en/",
    "powers/",
    "en/powers/",
    "powers/by/aspect/public_services/",
    "en/powers/by/aspect/public_services/",
    "powers/PWR-0021/",
    "procedures/PRC-0002/",
    "procedures/PRC-0004/",
    "procedures/PRC-0019/",
    "responsibilities/RSP-0045/",
    "community-assistance/NEG-0003/",
    "community-assistance/PRF-0003/",
    "enforcement/ENF-0010/",
    "problem-routing/",
    "problem-routing/who/",
    "en/community-assistance/certificates/",
    "en/problem-routing/by/field/market/",
    "problem-routing/RTE-0001/",
    "admissions/",
    "en/admissions/",
    "admissions/ADM-9002/",
    "organisation/STR-9002/",
    "evaluation/EVL-9002/",
    "implementations/",
    "implementations/IMP-9010/",
    "search-terms/",
    "en/search-terms/",
    "organisations/",
    "organisations/ORG-0001/",
    "organisations/ORG-9001/",
    "organisations/beside/",
    "laws/",
    "laws/LAW-0001/",
    "authorities/",
    "authorities/AUT-0001/",
    "codes/",
    "codes/power-source/",
    "codes/power-source/2/",
    "changes/",
    *(("changes/by/procedures/",) if is_whole(ROOT) else ()),
    "findings/",
    "en/findings/",
    "findings/by-body/",
    "en/findings/by-body/",
    "codes/norm/no_money/",
    "data/",
    "guides/",
    "guides/procedures/",
    "en/guides/registers/",
    "about/",
    "developers/",
    "en/developers/",
    "editors/",
    "search/",
    "en/search/",
    "404.html",
)

OF_RELEASES = ("releases/", "releases/broken/", "releases/broken/procedures/", "releases/broken/lists/")
"""Those that stand only where there are tags."""


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 360, 1280)


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how much a page is wider than its window."""


@dataclass(frozen=True)
class Shown:
    """What came of showing pages: by how much each is too wide, by path, width and scheme, and what other hosts were asked."""

    wide: dict[tuple[str, int, str], int]
    away: list[str]


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> Shown:
    """Every kind of page, opened once and shown in every width and scheme."""
    page, found = browser.new_page(), Shown({}, [])
    page.on("request", lambda request: _note(found.away, request, address))
    for path in KINDS:
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                found.wide[path, width, scheme] = page.evaluate(OVERFLOW)
    page.close()
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_and_no_request_leaves_the_host(shown: Shown, width: int, scheme: str) -> None:
    wide = {path: shown.wide[path, width, scheme] for path in KINDS}
    assert {path: by for path, by in wide.items() if by > 0} == {}
    assert shown.away == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_a_release_overflows(browser: Browser, address_of_releases: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    away: list[str] = []
    page.on("request", lambda request: _note(away, request, address_of_releases))
    wide = {}
    for path in OF_RELEASES:
        page.goto(address_of_releases + path)
        wide[path] = page.evaluate(OVERFLOW)
    assert page.locator(".qd-old-page").count() == 1
    page.close()
    assert ({path: by for path, by in wide.items() if by > 0}, away) == ({}, [])


def test_every_page_reads_the_same_without_javascript(browser: Browser, address: str) -> None:
    with_script, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    one, other = with_script.new_page(), without.new_page()
    for path in KINDS:
        one.goto(address + path)
        other.goto(address + path)
        assert one.locator("main").inner_text() == other.locator("main").inner_text(), path
        assert one.locator("script").count() == 1, path
    with_script.close()
    without.close()


def test_every_page_says_that_it_is_an_unofficial_compilation(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in KINDS:
        page.goto(address + path)
        assert page.locator(".qd-unofficial, .qd-footer strong").first.inner_text(), path
        text = page.locator("body").inner_text()
        assert "非官方汇编" in text or "unofficial compilation" in text, path
    page.close()


def test_dark_and_light_follow_the_system(browser: Browser, address: str) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address)
        seen[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.close()
    assert seen["light"] == "rgb(255, 255, 255)"
    assert seen["dark"] != seen["light"]


def _note(away: list[str], request: Request, address: str) -> None:
    if not request.url.startswith(address):
        away.append(request.url)
