"""Colours: contrast of every word in light and dark, pictures and states under forced colours, and nothing that moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser

FAINT = """() => {
    const channels = colour => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    const shine = value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * shine(r / 255) + .7152 * shine(g / 255) + .0722 * shine(b / 255);
    const ratio = (one, other) => (Math.max(light(one), light(other)) + .05) / (Math.min(light(one), light(other)) + .05);
    const solid = colour => colour != "none" && (channels(colour).length < 4 || channels(colour)[3] > 0);
    const behind = element => {
        for (let one = element; one; one = one.parentElement)
            if (solid(getComputedStyle(one).backgroundColor)) return getComputedStyle(one).backgroundColor;
        return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
    };
    const under = text => {
        const {x, y, width, height} = text.getBBox();
        const shapes = [...text.ownerSVGElement.querySelectorAll("rect")].filter(shape => {
            const box = shape.getBBox();
            return shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && solid(getComputedStyle(shape).fill)
                && box.x < x + width && x < box.x + box.width && box.y < y + height && y < box.y + box.height;
        });
        return shapes.length ? getComputedStyle(shapes.at(-1)).fill : behind(text.ownerSVGElement);
    };
    const said = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
        if (!text || element.closest(".qd-hidden, .qd-skip, title, style") || !element.checkVisibility()) continue;
        const drawn = element.closest("svg");
        const colour = getComputedStyle(element)[drawn ? "fill" : "color"];
        const found = ratio(channels(colour), channels(drawn ? under(element) : behind(element)));
        if (found < 4.5) said.push(`${found.toFixed(2)} ${text.slice(0, 40)}`);
    }
    return said;
}"""
"""Words whose contrast with what lies behind them is below 4.5:1 (WCAG 1.4.3), in pictures and single characters too."""

LOST = """() => {
    const paper = getComputedStyle(document.body).backgroundColor, lost = [];
    const note = (element, what) => lost.push(`${what}: ${element.outerHTML.slice(0, 100)}`);
    const is_seen = colour => colour != "none" && colour != paper;
    for (const one of document.querySelectorAll(".qd-flow rect, .qd-bars-rail"))
        if (getComputedStyle(one).fill != paper || !is_seen(getComputedStyle(one).stroke)) note(one, "box");
    for (const one of document.querySelectorAll(".qd-flow-line, .qd-columns-base"))
        if (!is_seen(getComputedStyle(one).stroke)) note(one, "line");
    for (const one of document.querySelectorAll(".qd-bars-bar, .qd-columns-column, svg text"))
        if (!is_seen(getComputedStyle(one).fill)) note(one, "shape");
    for (const one of document.querySelectorAll("nav [aria-current]")) {
        const other = one.closest("nav").querySelector("a:not([aria-current])");
        if (getComputedStyle(one).borderBottomWidth == getComputedStyle(other).borderBottomWidth) note(one, "state");
    }
    const framed = ".qd-status, .qd-kind, .qd-sample, .qd-tombstone, .qd-findings, .qd-first, .event";
    for (const one of document.querySelectorAll(framed))
        if (getComputedStyle(one).borderTopStyle == "none") note(one, "border");
    for (const one of document.querySelectorAll("ins, del"))
        if (getComputedStyle(one).textDecorationLine == "none") note(one, "mark");
    return lost;
}"""
"""What a reader with colours of their own would no longer see."""

MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return style.transitionDuration.split(", ").some(time => time != "0s") || style.animationName != "none"
        || style.scrollBehavior == "smooth";
}).map(element => element.outerHTML.slice(0, 100))"""


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass
class Shown:
    """What was found on the pages: by address and scheme what is faint, with the width, and what forced colours take away."""

    faint: dict[tuple[str, str], dict[int, list[str]]] = field(default_factory=dict)
    lost: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    moving: dict[str, list[str]] = field(default_factory=dict)
    pictures: int = 0
    states: int = 0


@pytest.fixture(scope="module")
def shown(browser: Browser, every_kind: tuple[str, ...]) -> Shown:
    """Every kind of page, opened once and shown in every way."""
    page, found = browser.new_page(), Shown()
    for address in every_kind:
        page.goto(address)
        found.moving[address] = page.evaluate(MOVING)
        found.pictures += page.locator("svg text").count()
        found.states += page.locator("nav [aria-current]").count()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, forced_colors="active")
            found.lost[address, scheme] = page.evaluate(LOST)
            page.emulate_media(color_scheme=scheme, forced_colors="none")
            faint = found.faint[address, scheme] = {}
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                faint[width] = page.evaluate(FAINT)
    page.close()
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_word_stands_out_from_what_lies_behind_it(shown: Shown, every_kind: tuple[str, ...], scheme: str) -> None:
    faint = {(address, width): words for address in every_kind for width, words in shown.faint[address, scheme].items()}
    assert {place: words for place, words in faint.items() if words} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pictures_states_and_marks_stay_under_forced_colours(shown: Shown, every_kind: tuple[str, ...], scheme: str) -> None:
    lost = {address: shown.lost[address, scheme] for address in every_kind}
    assert {place: what for place, what in lost.items() if what} == {}
    assert (shown.pictures > 20, shown.states > 20) == (True, True)


def test_nothing_moves(shown: Shown) -> None:
    assert {place: what for place, what in shown.moving.items() if what} == {}
