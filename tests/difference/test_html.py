"""The page of a difference: one file that loads nothing, runs nothing, and shows every cell as text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from qingdan.difference.html import write
from qingdan.difference.words import Words
from qingdan.speak import seen
from tests.difference.test_markdown import cells
from tests.difference.worlds import changed, compared, files
from tests.history.repositories import WAYS, written
from tests.soundness.runs import run_of
from tests.world import PROCEDURES

TABLE = f"{PROCEDURES}/procedures.csv"

VOID = frozenset({"meta"})


class Page(HTMLParser):
    """What a browser would make of it: the elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*changes: tuple[str, str, str], language: str = "both") -> str:
    return write(changed(*changes), Words(language))


def test_the_page_asks_for_nothing_and_may_run_nothing() -> None:
    html = page((TABLE, "样例：第一件事。", "样例：头一件事。"))
    found = Page(html)
    assert found.open == []
    assert {tag for tag, _ in found.elements} & {"script", "link", "img", "iframe", "object", "form", "base"} == set()
    assert {name for _, given in found.elements for name in given if name.startswith("on") or name in ("style", "src")} == set()
    assert all((given.get("href") or "#").startswith("#") for _, given in found.elements)
    style = re.findall("<style>(.*?)</style>", html, re.DOTALL)[0]
    assert not re.search(r"url\(|@import", style)
    (policy,) = (given["content"] for _, given in found.elements if given.get("http-equiv") == "Content-Security-Policy")
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"


def test_every_link_leads_to_a_place_on_the_page() -> None:
    found = Page(page((TABLE, "样例：第一件事。", "样例：头一件事。"), (TABLE, "PRC-0002,", "PRC-0777,")))
    places = [given["id"] for _, given in found.elements if "id" in given]
    links = {given["href"] for tag, given in found.elements if tag == "a"}
    assert links
    assert links <= {f"#{place}" for place in places}
    assert len(set(places)) == len(places)


def test_both_values_stand_beside_each_other_with_what_differs_marked() -> None:
    html = page((TABLE, "样例：第一件事。", "样例：头一件事。"), language="en")
    assert '<span class="text">样例：<del>第</del>一件事。</span>' in html
    assert '<span class="text">样例：<ins>头</ins>一件事。</span>' in html


def test_a_change_of_substance_under_the_same_authority_is_marked() -> None:
    html = page((TABLE, ",15,day", ",14,day"), language="en")
    assert re.search('<li class="check">please check: .*AUT-0001 样例来源文件</li>', html)


@run_of(0.5)
@given(cells, cells)
def test_no_cell_is_more_than_text(one: str, other: str) -> None:
    heading = ["id", one or "name", "note"]
    before = {"lists/a/a.csv": written(heading, [("A", "样例", "x")], WAYS[0])}
    after = {"lists/a/a.csv": written(heading, [("A", one, other), (other, "样", one)], WAYS[0])}
    usual = {tag for tag, _ in Page(page((TABLE, "PRC-0002,", "PRC-0777,"), (TABLE, ",15,day", ",14,day"))).elements}
    found = Page(write(compared(before, after), Words("both")))
    assert found.open == []
    assert {tag for tag, _ in found.elements} <= usual | {"i", "ins", "del", "table", "tr", "td", "th", "thead", "tbody"}
    assert seen(other) in found.text
    assert all(character == "\n" or character.isprintable() for character in found.text)


@pytest.mark.parametrize(("language", "said"), [("zh", "没有变化"), ("en", "No change.")])
def test_where_nothing_changed_it_says_so(language: str, said: str) -> None:
    assert said in Page(write(compared(files(), files()), Words(language))).text
