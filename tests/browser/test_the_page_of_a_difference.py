"""The page of `qingdan diff --format html` in a real browser: a phone and a desk, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from qingdan.difference.html import write
from qingdan.difference.words import Words
from tests.difference.worlds import changed
from tests.world import PROCEDURES

TABLE = f"{PROCEDURES}/procedures.csv"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_keeps_its_own_policy_and_marks_by_more_than_colour(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    hostile = "<img src=https://away.example/x onerror=alert(1)>" + "很长" * 200 + "x" * 400
    html = write(changed((TABLE, "样例：第一件事。", hostile), (TABLE, "PRC-0002,", "PRC-0777,")), Words("both"))
    (tmp_path / "page.html").write_text(html, "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("ins").first.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
    assert page.locator("del").first.evaluate("it => getComputedStyle(it).textDecorationLine") == "line-through"
    dark = page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor")
    assert (dark == "rgb(14, 19, 18)") == (scheme == "dark")
    page.locator("#by_body a").first.click()
    assert page.locator("article:target h3 code").inner_text() == "PRC-0001"
    context.close()
    assert said == []
