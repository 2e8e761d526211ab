"""A walk with the keyboard alone: the skip link first, every stop seen, in the order of reading, and a way out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

WALKED = ("", "en/powers/", "procedures/PRC-0004/", "laws/LAW-0001/", "changes/", "about/", "404.html")

STOPS = """[...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex]")]
    .filter(element => element.checkVisibility() && element.tabIndex >= 0)"""

HERE = f"""() => {{
    const element = document.activeElement, stops = {STOPS}, style = getComputedStyle(element);
    if (element == document.body) return null;
    const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
    const box = boxes.find(box => box.top >= 0 && box.bottom <= innerHeight) || boxes[0];
    const on_top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const looks = [];
    if (style.outlineStyle == "none" || parseFloat(style.outlineWidth) < 2) looks.push("no outline");
    if (!box || Math.min(box.left, box.top) < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
        looks.push("not in view");
    else if (!on_top || !(element.contains(on_top) || on_top.contains(element))) looks.push("covered");
    return {{number: stops.indexOf(element), top: box ? box.top + scrollY : 0, bottom: box ? box.bottom + scrollY : 0,
        left: box ? box.left : 0,
        wrong: looks.map(look => `${{look}}: ${{element.outerHTML.slice(0, 100)}}`)}};
}}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_is_seen_in_order_and_the_walk_ends(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    wrong: list[str] = []
    for path in WALKED:
        page.goto(address + path)
        count = page.evaluate(f"{STOPS}.length")
        seen: list[dict[str, float]] = []
        for _ in range(count + 1):
            page.keyboard.press("Tab")
            here = page.evaluate(HERE)
            if here is None or (seen and here["number"] == 0):
                break  # out of the page, or round to its beginning
            seen.append(here)
            wrong += [f"{path}: {what}" for what in here["wrong"]]
        wrong += [f"{path}: {len(seen)} stops of {count}"] if [one["number"] for one in seen] != list(range(count)) else []
        backwards = [
            one["number"] for before, one in pairwise(seen) if one["bottom"] < before["top"] - 1 and one["left"] <= before["left"]
        ]
        wrong += [f"{path}: stop {number} stands before the one before it" for number in backwards]
    page.close()
    assert wrong == []


@pytest.mark.parametrize("path", ["", "en/", "procedures/PRC-0004/", "about/", "404.html"])
def test_the_first_stop_leads_past_the_header_to_the_content(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + path)
    skip = page.locator(".qd-skip")
    assert not skip.evaluate("element => element.getBoundingClientRect().right > 0")
    page.keyboard.press("Tab")
    assert skip.evaluate("element => document.activeElement == element && element.getBoundingClientRect().left > 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#content').contains(document.activeElement)")
    page.close()
