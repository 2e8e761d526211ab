"""A list of a city on a phone: page by page, by links alone, with everything to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

MEASURED = """[
    document.documentElement.scrollWidth - innerWidth,
    document.getElementsByTagName('*').length,
    document.scripts.length,
]"""
"""By how much a page is too wide, its elements, its scripts."""

LONG = ("implementations/", "en/implementations/", "codes/status/in_force/")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_reader_without_javascript_walks_through_all_parts_and_sees_every_entry_once(
    phone: Page, address_of_a_city: str
) -> None:
    phone.goto(f"{address_of_a_city}implementations/")
    seen: list[str] = []
    while True:
        seen += phone.locator("tr[data-entry] .qd-id").all_text_contents()
        following = phone.get_by_role("navigation", name="分页", exact=True).get_by_role("link", name="下一页")
        if not following.count():
            break
        following.click()
        phone.wait_for_load_state()
    assert seen == [f"IMP-{number:04}" for number in range(1, 1_101)]
    expect(phone).to_have_url(re.compile(r"/implementations/from/IMP-1000/$"))
    expect(phone).to_have_title(re.compile("IMP-1000–IMP-1100"))
    first = phone.get_by_role("navigation", name="分页（页末）").get_by_role("link", name="第一页")
    first.scroll_into_view_if_needed()  # the rows above get their height when they come into view, and the link then moves
    first.click()
    expect(phone).to_have_url(f"{address_of_a_city}implementations/")


def test_the_first_page_says_where_one_is_and_leads_straight_to_any_part(phone: Page, address_of_a_city: str) -> None:
    phone.goto(f"{address_of_a_city}implementations/")
    here = phone.get_by_role("navigation", name="分页", exact=True)
    expect(here).to_contain_text("第 1–499 条，共 1,100 条")
    here.get_by_role("link", name="全部分页").click()
    phone.get_by_role("link", name="IMP-0500 – IMP-0999").click()
    expect(phone.locator("tr[data-entry='IMP-0777']")).to_have_count(1)
    phone.get_by_role("link", name="English").click()
    expect(phone).to_have_url(f"{address_of_a_city}en/implementations/from/IMP-0500/")
    expect(phone.get_by_role("navigation", name="Pages", exact=True)).to_contain_text("500–999 of 1,100")


@pytest.mark.parametrize("width", [320, 1280])
def test_no_part_overflows_or_is_heavier_than_a_phone_can_bear(browser: Browser, address_of_a_city: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    measured = {}
    for path in LONG:
        for part in ("", "from/IMP-0500/"):
            page.goto(f"{address_of_a_city}{path}{part}")
            measured[path + part] = page.evaluate(MEASURED)
    page.close()
    assert {path: found for path, found in measured.items() if found[0] > 0 or found[1] > 6_000 or found[2] > 1} == {}


def test_what_is_far_down_a_part_can_be_found_in_the_page(browser: Browser, address_of_a_city: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address_of_a_city}implementations/")
    assert page.locator("tr[data-entry='IMP-0498']").evaluate("row => getComputedStyle(row).contentVisibility") == "auto"
    assert page.evaluate("window.find('IMP-0498')")
    assert page.evaluate("getSelection().toString()") == "IMP-0498"
    expect(page.locator("tr[data-entry='IMP-0498']")).to_be_in_viewport()
    page.close()
