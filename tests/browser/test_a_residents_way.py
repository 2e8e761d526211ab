"""From the home page to the law and back, as a resident and a developer would go."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_reader_walks_from_home_to_a_power_its_procedure_its_law_and_all_that_rests_on_it(page: Page) -> None:
    page.get_by_role("link", name="权力清单").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("权力清单")
    page.get_by_role("link", name="业主委员会备案", exact=True).click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", "PWR-0014")
    expect(page.locator(".qd-first")).to_contain_text("街道办事处")

    page.get_by_role("link", name="成立业主大会、选举业主委员会和备案").click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", "PRC-0014")
    expect(page.locator("svg.qd-flow")).to_be_visible()
    expect(page.locator("ol.qd-steps").first.locator("> li").first).to_contain_text("物业管理条例")
    expect(page.locator("#related ~ dl")).to_contain_text("业主委员会备案")

    page.locator("ol.qd-bases").get_by_role("link", name="物业管理条例").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("物业管理条例")
    resting = page.locator("#resting ~ table tbody tr")
    assert {"业主委员会备案", "指导成立业主大会、选举业主委员会"} <= {
        text.strip() for text in resting.locator("th").all_inner_texts()
    }
    assert resting.count() == len(_bases_of("物业管理条例"))


def test_the_downloaded_csv_has_the_rows_of_the_repository(page: Page) -> None:
    page.get_by_role("link", name="下载全部数据").click()
    row = page.locator("#powers ~ table tbody tr").filter(has_text="权力").first
    with page.expect_download() as started:
        row.get_by_role("link", name="CSV").click()
    downloaded = Path(started.value.path()).read_bytes()
    assert downloaded.count(b"\r\n") == downloaded.count(b"\n")
    assert _rows(downloaded.decode()) == _rows((ROOT / "lists/powers/powers.csv").read_text("utf-8"))


def test_the_json_beside_an_entry_says_what_the_page_says(page: Page) -> None:
    page.get_by_role("link", name="申请低保").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="本条数据").click()
    tree = json.loads(Path(started.value.path()).read_text("utf-8"))
    assert tree["entry"]["id"] == "PRC-0004"
    assert tree["entry"]["summary"] == page.locator(".qd-lead").inner_text()
    assert len(tree["steps"]) == page.locator("#steps ~ div ol.qd-steps > li").count()


def test_a_resident_learns_at_once_that_the_community_does_not_issue_a_certificate(page: Page) -> None:
    page.get_by_role("link", name="这个证明要社区盖章吗？").click()
    page.get_by_role("link", name="亲属关系证明", exact=True).click()
    expect(page.locator(".qd-answer")).to_have_text("居民委员会不应出具的证明。")
    expect(page.locator(".qd-first")).to_contain_text("不应出具证明的机构")
    expect(page.locator(".qd-details")).to_contain_text("湖北省")


def test_a_list_is_narrowed_by_links_and_the_same_page_stands_in_english(page: Page) -> None:
    page.get_by_role("link", name="社区协助事项目录").first.click()
    page.locator(".qd-choices").get_by_role("link", name="可以出具的证明").click()
    assert page.locator("tr[data-entry]").count() == 2
    chosen = page.locator(".qd-choices [aria-current]")
    expect(chosen).to_contain_text("可以出具的证明")
    page.get_by_role("link", name="English").click()
    assert urlsplit(page.url).path.startswith("/en/community-assistance/by/kind/may_issue/")
    expect(page.locator(".qd-choices [aria-current]")).to_contain_text("certificates it may issue")
    assert page.locator("html").get_attribute("lang") == "en"


def test_an_id_in_a_text_leads_to_its_entry(page: Page) -> None:
    page.get_by_role("link", name="申请低保").click()
    page.locator(".qd-details").get_by_role("link", name="PRC-0001").click()
    expect(page.locator(".qd-entry")).to_have_attribute("data-entry", "PRC-0001")
    assert page.locator(".qd-entry a", has_text="PRC-0001").count() == 0


def test_a_mistake_can_be_reported_without_an_account(page: Page) -> None:
    page.get_by_role("link", name="申请低保").click()
    mail = page.get_by_role("link", name="报告错误").first.get_attribute("href") or ""
    assert unquote(mail).startswith("mailto:")
    assert "PRC-0004" in mail
    page.get_by_role("link", name="其他联系方式").click()
    expect(page.locator("#contact")).to_be_visible()


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _bases_of(short_title: str) -> list[dict[str, str]]:
    """The rows of all lists' bases that rest on a law, read straight from the repository."""
    laws = {row["id"]: row["name"] for row in csv.DictReader((ROOT / "catalogue/registers/laws.csv").open(encoding="utf-8"))}
    found = []
    for path in sorted(ROOT.glob("lists/*/bases.csv")):
        rows = csv.DictReader(path.open(encoding="utf-8"))
        found += [row for row in rows if laws[row["law_version"][:8]] == short_title]
    return found
