"""From a problem, a certificate, a power handed down or a street to who is responsible, on what decision and with what money."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect


def test_from_noise_to_who_is_responsible_and_what_the_community_may_do(page: Page) -> None:
    page.get_by_role("link", name="遇到问题找谁？").click()
    expect(page.locator("h1")).to_have_text("遇到问题找谁？")
    page.locator(".qd-choices").get_by_role("link", name="城市管理").click()
    expect(page.locator("#city_management")).to_be_in_viewport()
    expect(page.locator("tr[data-entry='RTE-0001']")).to_contain_text("政府指定的部门")
    page.get_by_role("link", name="广场舞太吵", exact=True).click()
    expect(page.locator(".qd-first")).to_contain_text("政府指定的部门")
    expect(page.locator(".qd-first")).to_contain_text("社区能做什么")
    expect(page.locator(".qd-first")).to_contain_text("劝阻、调解")
    expect(page.locator("svg.qd-flow")).to_be_visible()


def test_a_search_for_noise_leads_there_too(page: Page) -> None:
    page.locator(".qd-search input").fill("噪音")
    page.locator(".qd-search button").click()
    first = page.locator("#qd-results a").filter(has_text="吵").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator(".qd-first")).to_contain_text("社区能做什么")


def test_from_the_kinship_certificate_to_must_not_issue_in_both_scopes_with_the_exception(page: Page) -> None:
    page.locator(".qd-ways li").first.get_by_role("link", name="这个证明要社区盖章吗？").click()
    found = page.locator("tr[data-entry='PRF-0001']")
    for told in ("全国", "湖北省", "公证"):
        expect(found).to_contain_text(told)
    page.get_by_role("link", name="亲属关系证明", exact=True).click()
    expect(page.locator(".qd-answer")).to_have_text("居民委员会不应出具的证明。")
    details = page.locator(".qd-details")
    expect(details).to_contain_text("全国")
    expect(details).to_contain_text("湖北省")
    expect(page.locator(".qd-entry")).to_contain_text("公证")


def test_from_a_delegated_matter_of_enforcement_to_its_decision_or_to_none(page: Page) -> None:
    home = page.url
    page.get_by_role("link", name="执法事项清单").first.click()
    page.get_by_role("link", name="擅自在街道两侧和公共场地堆放物料、搭建", exact=True).click()
    expect(page.locator(".qd-answer")).to_contain_text("省级决定可以把它交给能有效承接的街道")
    page.locator("table[data-filter]").get_by_role("link", name="样例街道甲（虚构）").click()
    expect(page.locator(".qd-related")).to_contain_text("准入记录")
    page.locator(".qd-related").get_by_role("link").first.click()
    expect(page.locator(".qd-details")).to_contain_text("样例决定（虚构）")
    expect(page.locator(".qd-details")).to_contain_text("120000")

    page.goto(f"{home}enforcement/")
    page.get_by_role("link", name="公共场所娱乐健身活动噪声", exact=True).click()
    page.locator("table[data-filter]").get_by_role("link", name="样例街道甲（虚构）").click()
    expect(page.locator(".qd-findings")).to_contain_text("从上面来的职责没有准入记录")
    page.locator(".qd-findings").get_by_role("link").first.click()
    expect(page.locator("main, article").first).to_contain_text("职责准入制度")


def test_from_the_page_of_the_sample_street_to_its_unfunded_duty(page: Page) -> None:
    page.goto(f"{page.url}organisations/ORG-9001/")
    expect(page.locator(".qd-sample").first).to_contain_text("样例")
    portrait = page.locator(".qd-told[data-entry='ADM-9002']")
    expect(portrait.locator(".qd-findings")).to_contain_text("交给街道的职责没有经费")
    portrait.get_by_role("link").first.click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", "ADM-9002")
    expect(page.locator(".qd-sample")).to_be_visible()
    expect(page.locator(".qd-findings")).to_contain_text("没有经费")
    page.locator(".qd-related").get_by_role("link", name="样例：独居老人上门巡访").click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", "DTY-9001")


def test_a_street_shows_its_offices_its_money_its_staff_and_its_evaluation_as_pictures_with_the_same_in_words(page: Page) -> None:
    page.goto(f"{page.url}organisations/ORG-9001/")
    pictures = [one.get_attribute("aria-label") or "" for one in page.locator("svg[role='img']").all()]
    assert all(one.startswith("样例 · ") for one in pictures)
    for told in ("机构和平台", "准入：", "其他人员", "指标"):
        assert any(told in one for one in pictures), told
    expect(page.locator(".qd-told[data-entry='STR-9001'] table")).to_contain_text("街道网格化管理平台")
    expect(page.locator(".qd-told[data-entry='STF-9001'] .qd-measures")).to_contain_text("3.2")
    expect(page.locator(".qd-told[data-entry='STF-9001'] .qd-measures")).to_contain_text("不符合")


def test_two_bodies_stand_side_by_side(page: Page) -> None:
    page.goto(f"{page.url}organisations/beside/")
    page.get_by_role("button", name="对照").click()
    exercised = page.locator("[aria-live] section").first
    expect(exercised.locator("tr", has_text="与社区戒毒人员签订社区戒毒协议")).to_contain_text("不办")
    expect(exercised.locator("tr", has_text="申请劳动争议调解").locator("a")).to_have_count(2)
    expect(page.locator("[aria-live] section").last).to_contain_text("80000")
    expect(page.locator("[aria-live] section").last).to_contain_text("120000")


def test_bodies_of_a_matter_are_filtered_by_what_is_typed(page: Page) -> None:
    page.goto(f"{page.url}procedures/PRC-0029/")
    rows = page.locator("table[data-filter] tbody tr")
    expect(rows).to_have_count(2)
    page.locator(".qd-filter input").fill("样例街道乙")
    expect(rows.locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize(
    "path", ["problem-routing/who/", "organisations/beside/", "organisations/ORG-9001/", "procedures/PRC-0029/"]
)
def test_without_a_script_the_way_is_the_same(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(f"{address}{path}")
    assert opened.locator("main a, article a").count() > 5
    if path == "problem-routing/who/":
        opened.locator(".qd-choices").get_by_role("link", name="社会治安").click()
        opened.get_by_role("link", name="遇到家庭暴力", exact=True).click()
        assert "公安机关" in opened.locator(".qd-first").inner_text()
    context.close()
