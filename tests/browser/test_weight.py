"""What a page weighs on an old phone: the HTML of every entry, and all that a browser asks for on a first and a next visit."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

ENTRY = re.compile(r"[a-z-]+/[A-Z]{3}-[0-9]{4,6}")
REGISTERS = ("laws", "organisations", "authorities")
HTML, PACKED = 24 * 1024, 7 * 1024
WORDY = 12_000
"""Bytes of text alone with which an entry may be heavier: it is then the law that asks for so many papers, not the page."""


def packed(data: bytes) -> int:
    """Bytes as a server sends them at its best."""
    return len(gzip.compress(data, 9, mtime=0))


NAMED = "[...document.querySelectorAll('link[rel=icon], link[rel=stylesheet], script[src]')].map(it => it.href || it.src)"
"""What a page names for a browser to hold. It fetches the icon when it has time, which may be after the page is left."""


def text_of(page: bytes) -> bytes:
    """What is left of a page without its tags and blanks."""
    return re.sub(rb"\s+", b" ", re.sub(rb"<[^>]*>", b"", page))


def entries(site: Path) -> dict[str, bytes]:
    """The page of every entry, by its address."""
    found = {path.parent.relative_to(site).as_posix(): path for path in site.rglob("index.html")}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if ENTRY.fullmatch(name) and not name.startswith(tuple(f"{register}/" for register in REGISTERS))
    }


def test_the_page_of_an_entry_is_light(site: Path) -> None:
    pages = entries(site)
    assert len(pages) > 180
    wordy = {name for name, page in pages.items() if len(text_of(page)) > WORDY}
    assert len(wordy) < len(pages) / 100
    heavy = {name: (len(page), packed(page)) for name, page in pages.items() if len(page) > HTML or packed(page) > PACKED}
    assert {name: found for name, found in heavy.items() if name not in wordy} == {}
    assert {name: found for name, found in heavy.items() if found[0] > HTML * 1.25 or found[1] > PACKED * 1.1} == {}


def asked(page: Page, address: str) -> list[Response]:
    """The answers to all that a browser asks for when it opens an address."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    return list(answers)


@pytest.mark.parametrize("path", ["procedures/PRC-0004/", "powers/PWR-0021/", "community-assistance/NEG-0003/"])
def test_a_first_visit_is_light_and_the_next_page_lighter(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    first = asked(page, address + path)
    assert len(first) <= 6
    assert [answer.url for answer in first if not answer.url.startswith(address)] == []
    assert all(answer.status == 200 for answer in first)
    assert sum(packed(answer.body()) for answer in first) <= 16 * 1024
    files = {answer.url for answer in first if "/assets/" in answer.url} | set(page.evaluate(NAMED))
    page.locator("dd a[href]").first.click()
    page.wait_for_load_state()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
    assert files >= set(loaded), "a next page asks for nothing that the browser does not hold"
    assert packed(page.content().encode()) <= 10 * 1024
    page.close()
