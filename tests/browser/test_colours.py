"""Colours: contrast of every word in light and dark, pictures and states under forced colours, and nothing that moves."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

Scheme = Literal["light", "dark"]

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_what_lies_behind_it(browser: Browser, every_kind: tuple[str, ...], scheme: Scheme) -> None:
    page = browser.new_page(color_scheme=scheme)
    found = {}
    for address in every_kind:
        page.goto(address)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found[address, width] = page.evaluate(FAINT)
    page.close()
    assert {place: faint for place, faint in found.items() if faint} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_states_and_marks_stay_under_forced_colours(
    browser: Browser, every_kind: tuple[str, ...], scheme: Scheme
) -> None:
    page = browser.new_page(forced_colors="active", color_scheme=scheme)
    lost, pictures, states = {}, 0, 0
    for address in every_kind:
        page.goto(address)
        lost[address] = page.evaluate(LOST)
        pictures += page.locator("svg text").count()
        states += page.locator("nav [aria-current]").count()
    page.close()
    assert {place: what for place, what in lost.items() if what} == {}
    assert (pictures > 20, states > 20) == (True, True)


def test_nothing_moves(browser: Browser, every_kind: tuple[str, ...]) -> None:
    page = browser.new_page()
    moving = {}
    for address in every_kind:
        page.goto(address)
        moving[address] = page.evaluate(MOVING)
    page.close()
    assert {place: what for place, what in moving.items() if what} == {}
