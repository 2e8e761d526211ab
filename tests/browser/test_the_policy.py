"""The Content-Security-Policy in a real browser: no page breaks it, and it does what it says."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qingdan.skin.policy import POLICY, REFERRER
from tests.browser.test_every_kind_of_page import KINDS, OF_RELEASES
from tests.served import served, strict_server

LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", it => broken.push(`${it.violatedDirective} ${it.blockedURI}`));
"""


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address of the site on a host that says what `_headers` asks for."""
    running = strict_server(site)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()


def watched(browser: Browser, said: list[str]) -> Page:
    """A page whose console is listened to, and whose document reports what its policy stopped."""
    page = browser.new_page()
    page.add_init_script(LISTEN)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    return page


def test_no_kind_of_page_breaks_the_policy_or_complains(browser: Browser, strict: str) -> None:
    said: list[str] = []
    page = watched(browser, said)
    broken = {}
    for path in KINDS:
        page.goto(strict + path)
        broken[path] = page.evaluate("broken")
    page.close()
    assert ({path: by for path, by in broken.items() if by}, said) == ({}, [])


def test_no_page_of_a_release_breaks_the_policy(browser: Browser, address_of_releases: str) -> None:
    said: list[str] = []
    page = watched(browser, said)
    for path in OF_RELEASES:
        page.goto(address_of_releases + path)
        assert page.evaluate("broken") == []
    page.close()
    assert said == []


@pytest.mark.parametrize("path", ["powers/PWR-0021/", "en/about/", "404.html"])
def test_what_the_policy_forbids_is_stopped_and_seen(browser: Browser, address: str, path: str) -> None:
    said: list[str] = []
    page = watched(browser, said)
    page.goto(address + path)
    page.evaluate("""() => {
        window.ran = 0;
        const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
        add("script", {textContent: "ran += 1"});
        add("style", {textContent: "body { display: none }"});
        add("img", {src: "https://away.example/x.png"});
        add("img", {src: "data:image/gif;base64,AAAA"});
        add("iframe", {src: "/"});
        document.body.setAttribute("onclick", "ran += 1");
        document.body.setAttribute("style", "display: none");
        document.body.click();
    }""")
    page.wait_for_function("broken.length >= 7")
    stopped = {one.split("-")[0] for one in page.evaluate("broken")}
    assert (stopped, page.evaluate("ran")) == ({"script", "style", "img", "frame"}, 0)
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert said, "the console says it too: the other tests would see it"
    page.close()


class Seen(HTMLParser):
    """What stands in a page: its policy with its place, and everything that would be inline or come from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.metas: list[dict[str, str]] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "meta":
            self.metas.append(values)
        is_of_the_site = "src" in values or "//" not in values.get("action", "//")
        if tag in ("style", "iframe", "object", "embed", "base") or (tag in ("script", "form") and not is_of_the_site):
            self.inline.append(tag)
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        self.inline += [value for value in values.values() if re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)]
        loads = "src" in values or (tag == "link" and values["rel"] in ("stylesheet", "icon"))
        if loads and "//" in (address := values.get("src") or values["href"]):
            self.inline.append(address)


def test_every_page_carries_the_policy_before_all_that_it_loads_and_nothing_inline(site: Path, released: Path) -> None:
    pages = [path for root in (site, released / "public") for path in sorted(root.rglob("*.html")) if path.is_file()]
    assert len(pages) > 700
    for path in pages:
        seen = Seen(path.read_text("utf-8"))
        assert seen.tags[:5] == ["html", "head", "meta", "meta", "meta"], path
        assert seen.metas[:3] == [
            {"charset": "utf-8"},
            {"http-equiv": "Content-Security-Policy", "content": POLICY},
            {"name": "referrer", "content": REFERRER},
        ], path
        assert seen.inline == [], path
        assert [meta for meta in seen.metas[3:] if "http-equiv" in meta] == [], path


def test_other_sites_may_read_the_downloads_and_not_the_pages(browser: Browser, strict: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>SAMPLE</title>")
    page = browser.new_page()
    read = """async paths => Object.fromEntries(await Promise.all(paths.map(async path =>
        [path, await fetch(path).then(answer => answer.headers.get("content-type"), () => "refused")])))"""
    paths = ("data/powers/powers.csv", "changes.json", "data/all.zip", "powers/")
    with served(tmp_path) as other:
        page.goto(other)
        found = page.evaluate(read, [strict + path for path in paths])
    page.close()
    assert [found[strict + path] for path in paths] == [
        "text/csv; charset=utf-8",
        "application/json",
        "application/zip",
        "refused",
    ]


def test_nothing_that_a_browser_keeps_for_ever_changes_under_its_name(site: Path) -> None:
    names = sorted(path.name for path in (site / "assets").iterdir())
    assert [re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in names] == [
        *("base.css", "icon.svg", "qingdan.css", "reader.js", "search.js", "tables.js"),
    ]
