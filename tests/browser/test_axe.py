"""axe-core with all its rules, the best practices among them, on every kind of page: narrow and wide, light and dark."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
NAMES = {"label-content-name-mismatch": {"enabled": True}}
RULES = {"runOnly": TAGS, "rules": NAMES, "selectors": False}
LINKS = {"runOnly": {"type": "rule", "values": ["link-in-text-block"]}, "selectors": False}
"""The one rule beside contrast that looks at colours. All rules are asked for in light on the phone and in dark at the desk, so
each in either width; this one in all four ways, and contrast as well, by tests/browser/test_colours.py."""

ENHANCED = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}

RUN = """async options => {
    const found = await axe.run(document, {...options, resultTypes: ["violations", "incomplete"]});
    const told = (results, kind) => results.flatMap(one => one.nodes.map(node => [one.id, node]))
        .filter(([id]) => kind == "found" || !id.startsWith("color-contrast"))
        .map(([id, node]) => `${kind} ${id}: ${node.html.slice(0, 160)}`);
    return [...told(found.violations, "found"), ...told(found.incomplete, "undecided")];
}"""
"""What axe finds, and what it cannot decide but contrast: what lies behind a word in a picture, a single character,
or a line that the room around a link reaches into. tests/browser/test_colours.py decides that."""

EXAMPLES = ("", "en/", "powers/", "procedures/PRC-0004/", "responsibilities/RSP-0045/", "laws/LAW-0001/", "about/")


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core as the locked package has it, or the one that AXE names."""
    named = os.environ.get("AXE")
    file = Path(named) if named else resources.files("axe_playwright_python") / "axe.min.js"
    return file.read_text("utf-8")


def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, every_kind: tuple[str, ...], axe: str) -> None:
    page = browser.new_page()
    found = {}
    for address in every_kind:
        page.goto(address)
        page.evaluate(axe)
        page.set_viewport_size({"width": 360, "height": 800})
        found[address, 360, "dark"] = _run(page, LINKS, "dark")
        found[address, 360, "light"] = _run(page, RULES, "light")
        page.set_viewport_size({"width": 1280, "height": 800})
        found[address, 1280, "light"] = _run(page, LINKS, "light")
        found[address, 1280, "dark"] = _run(page, RULES, "dark")
    page.close()
    assert {place: told for place, told in found.items() if told} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_who_asks_for_more_contrast_gets_seven_to_one(
    browser: Browser, address: str, axe: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page()
    page.emulate_media(contrast="more")
    found = {}
    for path in EXAMPLES:
        page.goto(address + path)
        page.evaluate(axe)
        found[path] = _run(page, ENHANCED, scheme)
    page.close()
    assert {path: told for path, told in found.items() if told} == {}


def test_axe_would_find_what_is_wrong(browser: Browser, address: str, axe: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate(axe)
    page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("beforeend",
            '<h5>SAMPLE</h5><img src="assets/icon.svg"><a href="#content"></a><p id="pale">样例样例</p>');
        document.getElementById("pale").style.color = "#ddd"; """
    )
    found = {line.split(":")[0] for line in _run(page, RULES, "light")}
    page.close()
    assert {"found color-contrast", "found heading-order", "found image-alt", "found link-name"} <= found


def _run(page: Page, options: object, scheme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    found: list[str] = page.evaluate(RUN, options)
    return found
