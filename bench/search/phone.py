"""How long a question takes on a slow phone, in Chromium: 150 ms a request, 200 kB a second, a quarter of the speed."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.served import Quiet, served

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
SLOWER = 4
TIMES = 3

ASKED = """question => new Promise(done => {
  const input = document.querySelector(".qd-search input"), start = performance.now();
  const seen = new MutationObserver(() => {
    if (!document.querySelector(`.qd-search [role=option][data-entry]`)) return;
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  });
  seen.observe(document.querySelector(".qd-search"), { childList: true, subtree: true });
  input.focus();
  input.value = question;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""
"""Types a question into the box at once; the milliseconds until a result stands below it."""


def measured_phone(site: Path, page: str, questions: Sequence[str]) -> tuple[float, float]:
    """Seconds from a question in the box of a page, before which nothing of the search was loaded, to the first results.

    Of each question the median of `TIMES` new visitors; of these the median and the most.
    """
    with served(site, _Packing) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        times = [median(_asked(browser, address + page, question) for _ in range(TIMES)) for question in questions]
        browser.close()
    return median(times), max(times)


def _asked(browser: Browser, address: str, question: str) -> float:
    """The seconds that one visitor waits."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address, wait_until="networkidle")
    _slow(page)
    milliseconds = page.evaluate(ASKED, question)
    expect(page.get_by_role("option").first).to_be_visible()
    page.close()
    return float(milliseconds) / 1000


def _slow(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


class _Packing(Quiet):
    """Sends scripts, styles and pages packed, as most hosts do."""

    def do_GET(self) -> None:  # noqa: N802 - as http.server calls it
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".js", ".css") or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        for name, value in (
            ("Content-Type", self.guess_type(path)),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(data))),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
