"""Whatever the data holds is text, in every output: nothing of it runs, loads, leads astray or is markup (see hostile.py)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from qingdan.gate.text import UNSEEN
from qingdan.search.opensearch import LONGEST_DESCRIPTION
from tests.browser.hostile import PAYLOADS, SEEN, Hostile, hostile
from tests.history.made import git
from tests.served import served

PLAIN = re.compile(r"样例[TSA][0-9]{3}Z|\b(?:[0-9a-f]{40}|[0-9a-f]{12}|[0-9a-f]{10})\b")


@dataclass(frozen=True)
class Twins:
    """The two sites: their folders, what the plain words and the commits of the second are in the first, and their address."""

    made: Hostile
    commits: dict[str, str]
    address: str

    @property
    def spoilt(self) -> Path:
        return self.made.spoilt / "public"

    @property
    def plain(self) -> Path:
        return self.made.plain / "public"

    def told(self, text: str, *, is_html: bool = False) -> str:
        """A text of the plain site, as it must stand in the spoilt one."""
        meant, commits = self.made.meant, self.commits
        write = escape if is_html else str
        return PLAIN.sub(lambda found: write(meant.get(found[0], commits.get(found[0], found[0]))), text)

    def pairs(self, *endings: str) -> list[tuple[Path, Path]]:
        """Every file of the spoilt site with one of these endings, and that of the plain one."""
        paths = [path for path in sorted(self.plain.rglob("*")) if path.is_file() and path.name.endswith(endings)]
        assert paths
        return [(self.spoilt / self.told(path.relative_to(self.plain).as_posix()), path) for path in paths]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Both sites, built by the real command, on one host."""
    root = tmp_path_factory.mktemp("hostile")
    made = hostile(root)
    builds = [
        subprocess.Popen([sys.executable, "-m", "qingdan", "--root", str(world), "build"], stderr=subprocess.PIPE)
        for world in (made.spoilt, made.plain)
    ]
    said = [one.communicate()[1] for one in builds]
    assert [one.returncode for one in builds] == [0, 0], said
    names = [git(world, "rev-list", "--first-parent", "HEAD").split() for world in (made.plain, made.spoilt)]
    commits = dict(zip(*names, strict=True))
    commits |= {plain[:short]: spoilt[:short] for plain, spoilt in commits.items() for short in (12, 10)}
    (root / "index.html").write_text("<!doctype html><title>SAMPLE</title>")
    with served(root) as address:
        yield Twins(made, commits, address)


def test_the_payloads_are_many_and_what_keeps_some_of_them_out_is_known(twins: Twins) -> None:
    assert len(SEEN) > 80
    assert [text for text in PAYLOADS if text not in SEEN] == [text for text in PAYLOADS if UNSEEN.search(text) or "\n" in text]
    refused: dict[str, dict[str, list[str]]] = {}
    for (problem, column), texts in twins.made.refused.items():
        refused.setdefault(problem, {})[column] = texts
    assert {text for texts in refused.pop("formula").values() for text in texts} == {
        '=HYPERLINK("https://away.example/","SAMPLE")'
    }
    by_length = refused.pop("against_constraint")
    assert {text for text in by_length.pop("sources.url") if " " not in text} == set()
    shortest = {name: min(map(len, texts)) for name, texts in by_length.items()}
    longest = {"procedures.name": 60, "responsibilities.name": 60, "powers.name": 60, "steps.name": 12, "terms.term": 40}
    assert {name: shortest[name] > longest[name] for name in shortest} == dict.fromkeys(longest, True)
    assert refused == {}


def test_both_sites_have_the_same_files(twins: Twins) -> None:
    files = [
        {HASHED.sub("", path.relative_to(root).as_posix()) for path in root.rglob("*")} for root in (twins.spoilt, twins.plain)
    ]
    assert files[0] == {twins.told(name) for name in files[1]}
    assert len(twins.pairs("index.html")) > 600


HASHED = re.compile(r"-[0-9a-f]{8}(?=\.bin$)")
"""The hash in the name of a file of the index."""


def unlike(browser: Browser, twins: Twins, pairs: list[tuple[Path, Path]]) -> dict[str, list[str]]:
    """The pages that differ in more than their words, with how: as a browser reads them."""
    page = browser.new_page()
    page.goto(twins.address)
    page.add_script_tag(path=Path(__file__).resolve().parent / "twins.js")
    paths = [[path.relative_to(twins.made.spoilt.parent).as_posix() for path in pair] for pair in pairs]
    given = [paths, twins.made.meant, twins.commits]
    wrong: dict[str, list[str]] = page.evaluate("([paths, meant, commits]) => twins(paths, meant, commits)", given)
    page.close()
    return dict(list(wrong.items())[:5])


def test_every_page_is_that_of_the_plain_words_with_the_payloads_as_text(browser: Browser, twins: Twins) -> None:
    # On the page of the search the entries stand by the first letter of their names, which a payload has not.
    pairs = [(spoilt, plain) for spoilt, plain in twins.pairs(".html") if plain.parent.name != "search"]
    assert unlike(browser, twins, pairs) == {}


def opened(browser: Browser, twins: Twins, heard: list[str]) -> Page:
    """A page that nothing protects: without the policy of the site, so that only the text itself keeps it from running."""
    page = browser.new_context(bypass_csp=True).new_page()
    page.add_init_script("window.ran = 0; window.run = () => { ran += 1 }")
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith(twins.address) else None)
    return page


def test_on_no_page_anything_runs_or_is_asked_of_another_host(browser: Browser, twins: Twins) -> None:
    heard: list[str] = []
    page = opened(browser, twins, heard)
    entries = [f"procedures/PRC-{1000 + number}/" for number in range(0, len(SEEN), 6)]
    kinds = ("laws/LAW", "organisations/ORG", "authorities/AUT", "powers/PWR", "implementations/IMP")
    lists = ["", "en/", "procedures/", "en/powers/", "laws/", "organisations/", "authorities/", "codes/aspect/", "changes/"]
    lists += ["search-terms/", "en/search-terms/", "search/", "en/search/"]
    general = ["about/", "guides/procedures/", "releases/sample/", "404.html"]
    for path in (*entries, *(f"{kind}-1000/" for kind in kinds), *lists, *general):
        page.goto(f"{twins.address}spoilt/public/{path}", wait_until="domcontentloaded")
        assert page.evaluate("ran") == 0, path
        assert page.url.startswith(twins.address), path
    page.context.close()
    assert heard == []


def test_a_page_that_took_a_payload_for_markup_would_be_noticed(browser: Browser, twins: Twins) -> None:
    heard: list[str] = []
    page = opened(browser, twins, heard)
    page.goto(twins.address)
    page.set_content(f"<script>run = () => ran += 1</script>{SEEN[12]}{SEEN[13]}")
    page.wait_for_function("ran === 1")
    page.context.close()
    assert heard == ["https://away.example/x.png"]
    root = twins.made.spoilt.parent
    for name, text in (("marked.html", SEEN[12]), ("words.html", "样例T012Z"), ("text.html", escape(SEEN[12]))):
        (root / name).write_text(f"<!doctype html><title>SAMPLE</title><p>{text}</p>", "utf-8")
    assert list(unlike(browser, twins, [(root / "marked.html", root / "words.html")])) == ["marked.html"]
    assert unlike(browser, twins, [(root / "text.html", root / "words.html")]) == {}


def test_json_holds_the_texts_as_they_are(twins: Twins) -> None:
    for spoilt, plain in twins.pairs(".json"):
        if plain.name != "release.json":
            assert json.loads(spoilt.read_text("utf-8")) == told_tree(twins, json.loads(plain.read_text("utf-8"))), spoilt


def told_tree(twins: Twins, tree: object, name: str = "") -> object:
    """A tree of the plain site, as it must stand in the spoilt one; what is HTML has the payloads as its text."""
    if isinstance(tree, dict):
        return {twins.told(key): told_tree(twins, value, key) for key, value in tree.items()}
    if isinstance(tree, list):
        return [told_tree(twins, value) for value in tree]
    if isinstance(tree, str):
        return twins.told(tree, is_html=name == "content_html")
    return tree


def test_feeds_are_well_formed_and_say_the_texts_as_they_are(twins: Twins) -> None:
    for spoilt, plain in twins.pairs(".xml"):
        one, other = (ElementTree.fromstring(path.read_bytes()) for path in (spoilt, plain))
        if "feeds" not in plain.parts:
            told = sorted(twins.told(it.text or "")[:LONGEST_DESCRIPTION] for it in other.iter())
            assert sorted(it.text or "" for it in one.iter()) == told
            continue
        assert [it.tag for it in one.iter()] == [it.tag for it in other.iter()], spoilt
        for it, twin in zip(one.iter(), other.iter(), strict=True):
            assert it.text == (twin.text and twins.told(twin.text, is_html=twin.get("type") == "html")), spoilt
            assert {name: unquote(value) for name, value in it.items()} == {
                name: twins.told(unquote(value)) for name, value in twin.items()
            }, spoilt


def test_what_hosts_are_told_holds_no_data(twins: Twins) -> None:
    assert (twins.spoilt / "_headers").read_bytes() == (twins.plain / "_headers").read_bytes()


def test_the_page_of_a_difference_is_that_of_the_plain_words(browser: Browser, twins: Twins) -> None:
    root, heard = twins.made.spoilt.parent, list[str]()
    for world in (twins.made.spoilt, twins.made.plain):
        command = [sys.executable, "-m", "qingdan", "--root", str(world), "diff", "sample", "HEAD", "--format", "html"]
        (root / f"{world.name}.html").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    assert unlike(browser, twins, [(root / "spoilt.html", root / "plain.html")]) == {}
    page = opened(browser, twins, heard)
    page.goto(f"{twins.address}spoilt.html")
    assert (page.evaluate("ran"), heard) == (0, [])
    page.context.close()
