"""The search as a person meets it: a box with a list that keys and input methods work, a page that can be linked to."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.test_axe import RULES, axe
from tests.browser.test_axe import _run as run_axe
from tests.browser.test_the_policy import strict, watched
from tests.world import ROOT

__all__ = ("axe", "strict")
ENTRY = "powers/PWR-0021/"
PAYLOADS = (ROOT / "tests" / "browser" / "payloads.txt").read_text("utf-8").splitlines()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    yield context.new_page()
    context.close()


def typed(page: Page, question: str) -> None:
    """Types a question into the box and waits for the list."""
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).press_sequentially(question)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_somebody_turns_to_it(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + ENTRY, wait_until="networkidle")
    assert [url for url in asked if re.search(r"reader\.|search/data/", url)] == []
    assert sum("/assets/search." in url for url in asked) == 1
    with page.expect_response(re.compile(r"core\.bin$")):
        page.locator(".qd-search input").focus()


def test_a_walk_with_keys_alone_leads_to_an_entry(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.name == 'q'"):
        page.keyboard.press("Tab")
    page.keyboard.type("居住证")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".qd-search [role=status]")).to_have_text(re.compile("找到 [0-9]+ 条"))
    expect(page.get_by_role("option").first.locator("mark")).to_have_text("居住证")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("居住证")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    entry = page.get_by_role("option").first.get_attribute("data-entry")
    page.keyboard.press("Enter")
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", entry or "")


def test_the_list_closes_when_the_focus_leaves_and_enter_alone_leads_to_the_page(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    typed(page, "低保")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.locator(".qd-search input").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=%E4%BD%8E%E4%BF%9D$"))
    expect(page.locator("#qd-results li[data-entry]").first).to_be_visible()
    expect(page.locator("#qd-index")).to_be_hidden()


def test_what_an_input_method_composes_is_asked_when_it_is_done(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    page.locator(".qd-search input").focus()
    page.wait_for_selector("[role=combobox]")
    keys = page.context.new_cdp_session(page)
    for part in ("d", "di", "di b", "di ba", "di bao"):
        keys.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(400)
    assert page.locator("[role=option]").count() == 0
    keys.send("Input.insertText", {"text": "低保"})
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.url.endswith(ENTRY)
    expect(page.get_by_role("combobox")).to_have_value("低保")


def test_the_result_of_a_certificate_says_that_the_community_does_not_issue_it(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    typed(page, "亲属关系证明")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("data-entry", "PRF-0001")
    expect(first).to_contain_text("不应出具")
    page.goto(address + "search/?q=亲属关系证明")
    expect(page.locator("#qd-results li[data-entry]").first).to_contain_text("不应出具")


def test_what_a_question_names_narrows_it_down_until_it_is_removed(page: Page, address: str) -> None:
    page.goto(address + "search/?q=物业管理条例16条")
    chip = page.locator(".qd-chips a")
    expect(chip).to_have_count(1)
    expect(chip).to_contain_text("第十六条")
    few = page.locator("#qd-results ol").first.locator("li").count()
    chip.click()
    expect(page).to_have_url(re.compile(r"any=LAW-[0-9]{4}%2F16"))
    expect(page.locator(".qd-chips a")).to_have_count(0)
    assert page.locator("#qd-results ol").first.locator("li").count() >= few
    page.go_back()
    expect(page.locator(".qd-chips a")).to_have_count(1)


def test_a_filter_stands_in_the_address_and_can_be_taken_back(page: Page, address: str) -> None:
    page.goto(address + "search/?q=申请")
    page.locator(".qd-narrow summary").click()
    page.get_by_label("清单", exact=True).select_option("procedures")
    expect(page).to_have_url(re.compile("list=procedures"))
    expect(page.locator("#qd-results li[data-entry]").first).to_be_visible()
    ids = page.locator("#qd-results li[data-entry]").evaluate_all("found => found.map(one => one.dataset.entry)")
    assert page.locator("[data-entry]").evaluate_all("found => found.map(one => one.dataset.entry)") == ids
    assert ids
    assert all(one.startswith("PRC-") for one in ids)
    page.reload()
    expect(page.locator(".qd-chips a")).to_have_count(1)
    assert page.locator("#qd-results li[data-entry]").evaluate_all("found => found.map(one => one.dataset.entry)") == ids


def test_where_nothing_fits_the_page_says_so_and_whom_to_ask(page: Page, address: str) -> None:
    page.goto(address + "search/?q=火星签证")
    expect(page.locator(".qd-found-count")).to_have_text(re.compile("没有"))
    expect(page.locator(".qd-found-ask")).to_contain_text("街道办事处")
    page.goto(address + "search/?q=居往证申领")
    expect(page.locator(".qd-found-meant a")).to_have_text("居住证申领")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open_or_on_the_page_of_results(page: Page, address: str, axe: str, scheme: str) -> None:
    page.goto(address + ENTRY)
    typed(page, "证明")
    page.keyboard.press("ArrowDown")
    page.evaluate(axe)
    found = [run_axe(page, RULES, scheme)]  # type: ignore[arg-type]
    page.goto(address + "search/?q=物业管理条例16条")
    expect(page.locator("#qd-results li[data-entry]").first).to_be_visible()
    page.locator(".qd-narrow summary").click()
    expect(page.locator(".qd-narrow select")).not_to_have_count(0)
    page.evaluate(axe)
    found.append(run_axe(page, RULES, scheme))  # type: ignore[arg-type]
    assert found == [[], []]


def test_a_search_keeps_the_policy_and_what_is_asked_is_text(browser: Browser, strict: str) -> None:
    said: list[str] = []
    page = watched(browser, said)
    page.add_init_script("window.ran = 0; window.run = () => { ran += 1 }; window.alert = run;")
    for payload in PAYLOADS[::2]:
        page.goto(f"{strict}search/?{urlencode(dict.fromkeys(('q', 'list', 'any', 'body', 'law'), payload))}")
        expect(page.locator(".qd-found-count")).to_have_text(re.compile("找到|没有"))
        assert page.evaluate("[broken.length, ran]") == [0, 0], payload
    page.goto(strict + ENTRY)
    typed(page, PAYLOADS[0] + "低保")
    assert page.evaluate("[broken.length, ran]") == [0, 0]
    page.close()
    assert said == []


def test_without_a_script_the_form_leads_to_an_index(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(address + ENTRY)
    page.locator(".qd-search input").fill("低保")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    page.get_by_role("link", name=re.compile("^Z ")).click()
    assert page.locator("#qd-index li .qd-label").count() > 180
    page.locator("#qd-index li:has(.qd-label) a").first.click()
    expect(page.locator(".qd-entry")).to_be_visible()
    page.close()


def test_a_first_question_costs_little_on_the_wire(page: Page, address: str) -> None:
    answers: list[Response] = []
    page.goto(address + ENTRY, wait_until="networkidle")
    page.on("response", lambda answer: answers.append(answer))
    typed(page, "居住证")
    page.wait_for_load_state("networkidle")
    weights = {answer.url: len(gzip.compress(answer.body(), 9)) for answer in answers}
    assert len(weights) <= 7, weights
    assert sum(weights.values()) <= 80_000


def test_browsers_are_told_of_the_search(page: Page, address: str, site: Path) -> None:
    page.goto(address + ENTRY)
    there = page.evaluate("document.querySelector('link[rel=search]').href")
    text = (site / there.removeprefix(address)).read_text("utf-8")
    assert 'template="https://qingdan.example/search/?q={searchTerms}"' in text
