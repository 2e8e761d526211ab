"""Pages as MkDocs itself renders them: each is given to it as a page of its own, at its own path; it knows nothing of shells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from qingdan.model import Settings, Text
from qingdan.skin.mkdocs import run_mkdocs, write_page
from qingdan.skin.shell import HTML, NAMES, Shell
from qingdan.skin.skin import Navigation
from tests.world import change

HOOK = """
import json
from pathlib import Path

BODIES = json.loads(Path(__file__).with_name("bodies.json").read_text("utf-8"))

def on_page_content(html, page, config, files):
    assert page.canonical_url == page.meta["canonical"], (page.canonical_url, page.meta["canonical"])
    return BODIES[page.file.src_uri]
"""
"""MkDocs' own way to let a page have another body than its Markdown; it also says where MkDocs thinks that the page stands."""


@dataclass(frozen=True)
class Given:
    """What a page is made of: where it stands, the words for its frame, and its HTML."""

    path: str
    language: str
    frame: Mapping[str, object]
    body: str


def taken_apart(path: str, language: str, html: str, shell: Shell) -> Given:
    """What the shell was filled with to get this page."""
    found = re.fullmatch("(.*?)".join(map(re.escape, shell.pieces)), html, re.DOTALL)
    assert found, f"{path} does not stand in its shell"
    values = dict(zip(shell.tokens, found.groups(), strict=True))
    marks = {name.removeprefix("WAY "): values.pop(name) for name in [*values] if name not in NAMES}
    frame = {name.lower(): value if name in HTML else unescape(value) for name, value in values.items()}
    body = frame.pop("body")
    return Given(path, language, {**frame, "marks": marks}, body)


def rendered(
    root: Path, pages: Iterable[Given], settings: Settings, words: Mapping[str, Text], navigation: Navigation
) -> Mapping[str, str]:
    """Each page by its path as real MkDocs renders it, in `root`, which holds the look (see `add_the_look`)."""
    given = tuple(pages)
    (root / "hook.py").write_text(HOOK, "utf-8")
    (root / "bodies.json").write_text(json.dumps({f"{page.path}index.md": page.body for page in given}), "utf-8")
    change(root / "mkdocs.yml", "\nplugins: []\n", "\nplugins: []\nhooks: [hook.py]\n")
    pages_of_mkdocs = root / "build" / "pages"
    for path in pages_of_mkdocs.rglob("*.md"):
        path.unlink()
    for page in given:
        write_page(pages_of_mkdocs, f"{page.path}index.md", page.language, page.frame, "")
    run_mkdocs(root, settings, words, navigation)
    return {page.path: (root / "build" / "skin" / page.path / "index.html").read_text("utf-8") for page in given}
