"""Small screens and large text: nothing overflows, is cut or lies on something else, and a finger finds every link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

SPACED = """is_spaced => {
    const sheet = new CSSStyleSheet();
    if (is_spaced) sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
"""The spacing of WCAG 1.4.12."""

BROKEN = """() => {
    const broken = [], lines = [], wide = document.documentElement;
    const hidden = ".qd-hidden, .qd-skip, .qd-table thead, .body thead";
    if (wide.scrollWidth > wide.clientWidth) broken.push(`the page is ${wide.scrollWidth} wide`);
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element), is_wide = element.scrollWidth > element.clientWidth + 1;
        if (!element.checkVisibility() || element.closest(hidden + ", svg, .qd-message")) continue;
        if (["auto", "scroll"].includes(style.overflowX) && is_wide && !(element.tabIndex >= 0 && element.ariaLabel))
            broken.push(`scrolls without a name: ${element.outerHTML.slice(0, 80)}`);
        if (["hidden", "clip"].includes(style.overflowX) && (is_wide || element.scrollHeight > element.clientHeight + 1))
            broken.push(`cut: ${element.outerHTML.slice(0, 80)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement, said = node.textContent.trim().slice(0, 30);
        if (!said || parent.closest(hidden + ", style, .qd-message") || !parent.checkVisibility()) continue;
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            const inset = box.height * .25, {left, right, top, bottom} = box;
            if (box.width < 2) continue;
            if (!parent.closest("svg"))
                lines.push({node, said, left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset});
            if (box.left < -1 || box.right > innerWidth + 1) broken.push(`beyond the edge: ${said}`);
        }
    }
    lines.sort((one, other) => one.top - other.top);
    for (const [place, one] of lines.entries())
        for (let next = place + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
            const other = lines[next];
            if (other.node != one.node && other.left < one.right && one.left < other.right)
                broken.push(`one on the other: ${one.said} | ${other.said}`);
        }
    return broken;
}"""
"""What overflows, what scrolls and cannot be reached by keyboard, what is cut, and what lies on other text.
The message of a commit is short on purpose; it stands whole on the page of the commit.
A picture keeps its own letters (tests/draw)."""

SMALL = """() => [...document.querySelectorAll("a[href], summary")].filter(element => {
    if (!element.checkVisibility() || element.matches(".qd-skip")) return false;
    const boxes = [...element.getClientRects()], block = element.closest("p, li, dd, td, th, h1, h2, h3, figcaption, div, nav");
    const around = [...block.querySelectorAll("a")].reduce((text, link) => text.replace(link.textContent, ""), block.textContent);
    const is_in_a_sentence = getComputedStyle(element).display == "inline" && /[\\p{L}\\p{N}]/u.test(around);
    return !is_in_a_sentence && !boxes.some(box => box.width >= 24 && box.height >= 24);
}).map(element => `${element.outerHTML.slice(0, 120)} ${element.clientWidth}x${element.clientHeight}`)"""
"""Links smaller than 24 by 24 pixels (WCAG 2.5.8), but those within a sentence."""


def test_nothing_is_cut_at_320_pixels_in_text_twice_as_large_or_spaced_out(browser: Browser, every_kind: tuple[str, ...]) -> None:
    page = browser.new_page()
    found = {}
    for address in every_kind:
        page.goto(address)
        for width, percent, is_spaced in ((320, 100, False), (360, 200, False), (1280, 200, False), (360, 100, True)):
            _show(page, width, percent, is_spaced)
            found[address, width, percent, is_spaced] = page.evaluate(BROKEN)
        _show(page, 360, 100, is_spaced=False)
    page.close()
    assert {place: broken for place, broken in found.items() if broken} == {}


def test_text_twice_as_large_is_twice_as_large(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}procedures/PRC-0004/")
    heights = []
    for percent in (100, 200):
        _show(page, 360, percent, is_spaced=False)
        heights.append([page.locator(place).first.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") for place in TEXTS])
    page.close()
    assert heights[1] == [pytest.approx(2 * height, rel=0.01) for height in heights[0]]


TEXTS = ("h1", "h2", "dd", ".qd-nav a", ".qd-footer", ".qd-source", ".qd-id")


def test_a_finger_finds_every_link(browser: Browser, every_kind: tuple[str, ...]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    small = {}
    for address in every_kind:
        page.goto(address)
        small[address] = page.evaluate(SMALL)
    page.close()
    assert {place: links for place, links in small.items() if links} == {}


def _show(page: Page, width: int, percent: int, is_spaced: bool) -> None:
    """A window of this width, with the reader's own size of text in the browser's settings."""
    page.set_viewport_size({"width": width, "height": 740})
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}})
    session.detach()
    page.evaluate(SPACED, is_spaced)
