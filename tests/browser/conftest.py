"""A real Chromium that looks at the real site through a plain file server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.make import write_tree
from qingdan.difference.html import write
from qingdan.difference.words import Words
from qingdan.language import LANGUAGES
from tests.browser.test_every_kind_of_page import KINDS
from tests.conftest import Common
from tests.difference.worlds import changed
from tests.lived import OF_SAMPLES
from tests.served import served
from tests.world import PROCEDURES, add_the_look

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PATIENCE = 30_000
"""Milliseconds after which what is expected has not come, however busy the machine is: as long as for everything else."""


@pytest.fixture(scope="session")
def plain_address(plain_site: Path) -> Iterator[str]:
    """The address of the site in the plain skin."""
    with served(plain_site) as found:
        yield found


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site on this machine."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def address_of_releases(released: Path) -> Iterator[str]:
    """The address of a SAMPLE site that has releases."""
    with served(released / "public") as found:
        yield found


@pytest.fixture(scope="session")
def address_of_samples(lived: Path) -> Iterator[str]:
    """The address of a SAMPLE site that has the kinds of page that the real lists have not yet (see tests/lived.py)."""
    with served(lived / "public") as found:
        yield found


@pytest.fixture(scope="session")
def every_kind(address: str, address_of_samples: str, lived: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The full address of one page of every kind in either language, the pages of `qingdan diff` among them."""
    commit = max(path.parent.name for path in (lived / "public/changes").glob("????????????/index.html"))
    compared = changed((f"{PROCEDURES}/procedures.csv", "样例：第一件事。", "样例：又一件事。"))
    folder = tmp_path_factory.mktemp("difference")
    for language in LANGUAGES:
        (folder / f"{language}.html").write_text(write(compared, Words(language)), "utf-8")
    return (
        *(address + path for path in KINDS),
        *(address_of_samples + path for path in (*OF_SAMPLES, f"changes/{commit}/")),
        *((folder / f"{language}.html").as_uri() for language in LANGUAGES),
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the browser tests are not run, and under CI=true that is a failure."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        message = "no Chromium on this machine: the browser tests were not run"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone's window on the site. Fails the test when any request left the host or did not succeed."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", accept_downloads=True)
    opened = context.new_page()
    away: list[str] = []
    failed: list[str] = []
    opened.on("request", lambda request: away.append(request.url) if not request.url.startswith(address) else None)
    opened.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    opened.goto(address)
    yield opened
    context.close()
    assert not away, f"requests left the host: {away}"
    assert not failed, f"requests failed: {failed}"


@pytest.fixture(scope="session")
def address_of_a_city(common: Common) -> Iterator[str]:
    """The address of an invented SAMPLE city whose lists are too long for one page."""
    with served(common.world("city", _write_city) / "public") as found:
        yield found


def _write_city(root: Path) -> None:
    write_tree(root, 1_100, 1)
    add_the_look(root)
