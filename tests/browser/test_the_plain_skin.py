"""The plain skin in a real Chromium: every kind of page reads as in the other skin, on a phone, in the dark, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.test_every_kind_of_page import KINDS

PHONE = ViewportSize(width=320, height=700)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def test_every_kind_of_page_shows_the_same_text_in_both_skins(opened: Page, address: str, plain_address: str) -> None:
    opened.set_viewport_size({"width": 1280, "height": 800})
    for path in KINDS:
        shown = []
        for skin in (address, plain_address):
            opened.goto(skin + path)
            shown.append("".join(opened.locator("main").inner_text().split()))
        assert shown[0] == shown[1] != "", path


def test_nothing_overflows_and_a_page_asks_for_its_styles_and_its_script_and_no_more(opened: Page, plain_address: str) -> None:
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url.removeprefix(plain_address)))
    wide = {}
    for path in KINDS:
        opened.goto(plain_address + path)
        for width, size in ((320, "106.25%"), (360, "106.25%"), (1280, "106.25%"), (640, "200%")):
            opened.set_viewport_size({"width": width, "height": 800})
            wide[path, width] = opened.evaluate(OVERFLOW, size)
    assert {place: by for place, by in wide.items() if by} == {}
    others = {re.sub(r"\.[0-9a-f]{10}\.", ".", path) for path in set(asked) - set(KINDS)}
    assert {"assets/plain.css"} <= others <= {"assets/plain.css", "assets/icon.svg", "assets/search.js", *OF_THE_SEARCH}


OF_THE_SEARCH = ("assets/reader.js", "assets/tables.js", "search/data/core.bin")
"""What the page of the search asks for, and others when somebody turns to the box."""

OVERFLOW = """size => {
  const root = document.documentElement;
  root.style.fontSize = size;
  return root.scrollWidth - root.clientWidth;
}"""
"""By how much a page is wider than its window, with text of a size."""


def test_light_and_dark_follow_the_system_and_can_be_read(opened: Page, plain_address: str) -> None:
    papers = set()
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        opened.goto(f"{plain_address}procedures/PRC-0004/")
        for text in ("body", "main a", ".qd-first dt", "dt i[lang]", ".qd-unofficial", ".qd-flow text", ".qd-footer a"):
            assert contrast(opened, text) >= 4.5, (scheme, text)
        papers.add(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2


CONTRAST = """selector => {
  const element = document.querySelector(selector), style = getComputedStyle(element);
  const light = colour => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = element;
  while (getComputedStyle(behind).backgroundColor == "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  const ink = light(element instanceof SVGElement ? style.fill : style.color);
  const paper = light(getComputedStyle(behind).backgroundColor);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""
"""The contrast of a text with what lies behind it (WCAG 2.2)."""


def contrast(page: Page, selector: str) -> float:
    return cast(float, page.evaluate(CONTRAST, selector))


def test_the_keyboard_finds_the_way_past_the_header_and_shows_where_it_is(opened: Page, plain_address: str) -> None:
    opened.goto(f"{plain_address}powers/")
    opened.keyboard.press("Tab")
    focused = opened.locator(":focus")
    assert focused.get_attribute("href") == "#content"
    box = focused.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.querySelector('#content').contains(document.activeElement)")


def test_on_paper_stands_the_entry_and_its_address_without_header_and_footer(opened: Page, plain_address: str) -> None:
    opened.goto(f"{plain_address}procedures/PRC-0004/")
    opened.emulate_media(media="print")
    assert not opened.locator(".qd-header").is_visible()
    assert not opened.locator(".qd-footer").is_visible()
    assert opened.locator(".qd-first").is_visible()
    assert opened.locator(".qd-entry-footer .qd-address").inner_text().endswith("/procedures/PRC-0004/")
