"""A real Chromium that looks at the real site through a plain file server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bench.make import write_tree
from tests.served import served
from tests.world import add_the_look

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site on this machine."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def plain_address(plain_site: Path) -> Iterator[str]:
    """The address of the site in the plain skin."""
    with served(plain_site) as found:
        yield found


@pytest.fixture(scope="session")
def address_of_releases(released: Path) -> Iterator[str]:
    """The address of a SAMPLE site that has releases."""
    with served(released / "public") as found:
        yield found


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
def address_of_a_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an invented SAMPLE city whose lists are too long for one page."""
    root = tmp_path_factory.mktemp("city") / "tree"
    write_tree(root, 1_100, 1)
    add_the_look(root)
    subprocess.run([sys.executable, "-m", "qingdan", "--root", str(root), "build"], check=True, capture_output=True)
    with served(root / "public") as found:
        yield found
