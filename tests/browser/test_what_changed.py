"""From "what changed" to the authority, to the entry, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.history.made import is_whole
from tests.world import ROOT

pytestmark = pytest.mark.skipif(not is_whole(ROOT), reason="not checked: changes on the real site (this clone lacks its history)")


def test_a_reader_walks_from_what_changed_to_the_authority_to_the_entry_and_back(page: Page, address: str) -> None:
    page.get_by_role("link", name="变动", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("变动")
    expect(page.locator("svg.qd-columns")).to_be_visible()

    page.locator("[data-commit]").filter(has_text="人民调解法").first.get_by_role("link", name="人民调解法").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("人民调解法")

    changed = page.locator("#changes ~ ol.qd-timeline > li[data-event='amended']").first
    day = changed.locator("xpath=../preceding-sibling::h3[1]//time").get_attribute("datetime")
    entry = changed.locator(".qd-id").inner_text()
    changed.get_by_role("link").first.click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", entry)

    latest = page.locator("#history ~ ol.qd-timeline > li").first
    expect(latest.locator("time")).to_have_attribute("datetime", day or "")
    expect(latest.locator("dl.qd-fields").first).to_be_visible()
    latest.locator("time").click()
    expect(page).to_have_url(re.compile(r"/changes/[0-9a-f]{12}/$"))
    expect(page.locator("main")).to_contain_text(entry)
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name="变动").click()
    assert page.url == f"{address}changes/"


def test_every_commit_to_the_lists_shows_its_authority_or_that_it_is_editorial(page: Page, address: str) -> None:
    for month in _months(page, address):
        page.goto(month)
        commits = page.locator("[data-commit]")
        for commit in commits.all():
            text = commit.inner_text()
            assert "依据" in text or "编辑性改动" in text, text
            assert "没有写明依据" not in text, text


def test_the_origin_documents_two_added_and_one_withdrawn_duty_show_as_such(page: Page, address: str) -> None:
    for entry, event in (("RSP-0043", "增加"), ("RSP-0044", "增加"), ("RSP-0045", "取消")):
        page.goto(f"{address}responsibilities/{entry}/")
        stated = page.locator("#history ~ ol.qd-timeline > li[data-event=stated]")
        expect(stated).to_contain_text(event)
        expect(stated).to_contain_text("日期未载明")
        expect(stated.get_by_role("link").last).to_contain_text("武汉市街道体制改革的公开文章")
    expect(page.locator(".qd-status")).to_contain_text("已取消")
    expect(page.locator(".qd-tombstone")).to_contain_text("来源没有载明")


def test_what_went_and_what_came_is_marked_by_more_than_colour(page: Page, address: str) -> None:
    page.goto(f"{address}procedures/PRC-0004/")
    page.locator("#history ~ ol.qd-timeline > li").filter(has_text="Second reading").locator("time").first.click()
    styles = [
        page.locator(f"main {tag}").first.evaluate("one => getComputedStyle(one).textDecorationLine") for tag in ("del", "ins")
    ]
    assert styles == ["line-through", "underline"]
    assert page.locator("main del").first.inner_text().startswith("[")


def _months(page: Page, address: str) -> list[str]:
    page.goto(f"{address}changes/")
    found = page.locator("#by-month ~ ul").first.get_by_role("link").all()
    return [str(link.evaluate("one => one.href")) for link in found]
