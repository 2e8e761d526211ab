"""On paper: the address, no ways that paper cannot go, black on white, and nothing cut or torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

WIDTH = 673
"""Pixels between the margins of an A4 page."""

PALE = """() => {
    const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    return [...document.querySelectorAll("main *")].filter(element => {
        const style = getComputedStyle(element), behind = channels(style.backgroundColor);
        const is_dark = channels(style.color).slice(0, 3).every(channel => channel <= 0x59);
        const is_bare = behind[3] === 0 || behind.slice(0, 3).every(channel => channel == 255) || element.closest("svg, code");
        return element.checkVisibility() && !(is_dark && is_bare);
    }).map(element => `${getComputedStyle(element).color}: ${element.outerHTML.slice(0, 90)}`);
}"""
"""What a printer without colours would make grey on grey."""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page as it would be printed by a reader whose screen is dark."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    page.close()


def test_paper_shows_the_address_and_not_the_ways_around(paper: Page, every_kind: tuple[str, ...]) -> None:
    for address in every_kind:
        if address.startswith("file:") or address.endswith("404.html"):
            continue
        paper.goto(address)
        assert paper.locator(".qd-header, .qd-crumbs, .qd-footer, .qd-choices, .qd-skip").locator("visible=true").count() == 0
        canonical = paper.locator("link[rel=canonical]")
        assert canonical.evaluate("it => getComputedStyle(it, '::after').content.slice(1, -1) == it.getAttribute('href')"), (
            address
        )
        assert canonical.evaluate("it => it.getBoundingClientRect().height > 8"), address
        assert paper.locator("h1").is_visible()


def test_paper_is_black_on_white_and_nothing_runs_off_it(paper: Page, every_kind: tuple[str, ...]) -> None:
    found = {}
    for address in every_kind:
        if not address.startswith("file:"):
            paper.goto(address)
            wide = paper.evaluate("document.documentElement.scrollWidth")
            found[address] = paper.evaluate(PALE) + ([f"{wide} wide"] if wide > WIDTH else [])
    assert {place: pale for place, pale in found.items() if pale} == {}


def test_headings_stay_with_what_they_head_and_rows_stay_whole(paper: Page, address: str) -> None:
    for path, parts in (("powers/", "h1, h2, thead"), ("procedures/PRC-0004/", "h1, h2")):
        paper.goto(address + path)
        for part in paper.locator("main").locator(parts).all():
            assert part.evaluate("it => getComputedStyle(it).breakAfter") == "avoid", path
    paper.goto(f"{address}powers/")
    assert paper.locator("tbody tr").first.evaluate("it => getComputedStyle(it).breakInside") == "avoid"
    assert paper.locator("thead").first.evaluate("it => getComputedStyle(it).display") == "table-header-group"


def test_a_link_that_leads_out_of_the_site_shows_where(paper: Page, address: str) -> None:
    paper.goto(f"{address}procedures/PRC-0004/")
    shown = paper.locator("main a[rel~=external]").first.evaluate("it => [getComputedStyle(it, '::after').content, it.href]")
    assert shown[1].removeprefix("https://") in shown[0]


def test_what_is_folded_on_the_screen_is_open_on_paper(paper: Page, address: str) -> None:
    paper.goto(address)
    paper.evaluate("""document.querySelector("main article").insertAdjacentHTML("beforeend",
        "<details><summary>SAMPLE</summary><p id=folded>样例</p></details>")""")
    assert paper.locator("#folded").evaluate("it => it.getBoundingClientRect().height > 8 && it.checkVisibility()")


def test_the_first_card_of_an_entry_stands_on_the_first_sheet(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}procedures/PRC-0004/")
    page.pdf(path=tmp_path / "whole.pdf", format="A4")
    whole = _sheets(tmp_path / "whole.pdf")
    page.evaluate("""document.querySelectorAll(".qd-entry > :not(header, .qd-first)").forEach(part => part.remove())""")
    page.pdf(path=tmp_path / "first.pdf", format="A4")
    page.close()
    assert (_sheets(tmp_path / "first.pdf"), whole > 1) == (1, True)


def _sheets(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))
