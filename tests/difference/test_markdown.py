"""A comment on a pull request: rendered, it shows every cell and does nothing else, and it is never longer than it may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import marko
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qingdan.difference.escaped import escaped
from qingdan.difference.markdown import LONGEST, write
from qingdan.difference.words import Words
from qingdan.speak import seen
from tests.difference.worlds import changed, compared, files
from tests.history.repositories import WAYS, written
from tests.soundness.runs import run_of
from tests.world import PROCEDURES

TABLE = f"{PROCEDURES}/procedures.csv"

RENDERERS: tuple[Callable[[str], str], ...] = (
    marko.Markdown(extensions=["gfm"]).convert,
    MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
)
"""Two that know tables as GitHub does; the first also makes links of bare addresses."""

ELEMENTS = frozenset(
    ["h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "b", "ins", "del", "details", "summary", "wbr"]
)

REFERRED = re.compile(r"@\w|#\w|://|www\.|\bGH-\d|\b[0-9a-f]{7,40}\b|:\w+:|\$.+\$", re.IGNORECASE)
"""What GitHub makes a link, a picture or a formula of in the text of what was rendered, if it stands in one piece."""

HOSTILE = (
    *("|", "\\|", "@someone", "a@b.example", "#12", "x/y#1", "GH-7", "<b>", "<script>", "<!--", "-->", "&lt;", "&#64;x", "\\"),
    *("[a](https://x.example)", "![a](https://x.example/p.png)", "<https://x.example>", "https://x.example", "www.x.example"),
    *("`", "```", "*", "**", "_", "__", "~~", "~", "\n", "\r\n", "\n\n", "\t", "\x1b[31m", "\u202e", "\u200d", "\0", "  ", " "),
    *(
        "- [ ] x",
        "1. ",
        "> ",
        "# ",
        "---",
        "| --- |",
        "</details>",
        "</td>",
        "$x$",
        ":tada:",
        "deadbeefcafe",
        "[^1]",
        "样例",
        "x",
    ),
    *("mailto:a@b.example", "xmpp:a@b.example", "javascript:alert(1)", "[a]: /x", "{{x}}", "{x}", "\ud800", "＠x"),
)

cells = st.one_of(st.lists(st.sampled_from(HOSTILE), max_size=5).map("".join), st.text(max_size=12)).map(
    lambda text: text.encode("utf-8", "replace").decode()
)


class Rendered(HTMLParser):
    """What a browser would make of it: its elements, its attributes, the pieces of its text, the cells of each row."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.pieces: list[str] = []
        self.rows: list[int] = []
        self.widths: list[list[int]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "table":
            self.widths.append([])
        elif tag == "tr":
            self.widths[-1].append(0)
        elif tag in ("td", "th"):
            self.widths[-1][-1] += 1
        if tag != "wbr":
            self.pieces.append("\n")

    def handle_comment(self, data: str) -> None:
        self.elements.add(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.elements.add(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.elements.add(f"instruction {data}")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@pytest.mark.parametrize("render", RENDERERS, ids=["marko", "markdown-it"])
@run_of(1)
@given(st.lists(cells, min_size=6, max_size=6), cells, cells)
@example(["x"] * 6, "a@b.example https://x.example www.x.example", "![a](https://x.example) | @someone #1")
def test_no_cell_is_more_than_text_on_github(render: Callable[[str], str], row: list[str], name: str, note: str) -> None:
    heading = ["id", "name", note or "note"]
    before = {"lists/a/a.csv": written(heading, [("A", row[0], row[1]), ("B", "样例", "样例")], WAYS[0])}
    before["lists/a/b.csv"] = written(["entry", "number", "body"], [("A", "1", row[2])], WAYS[0])
    after = {"lists/a/a.csv": written(heading, [("A", row[3], row[4]), (name, "样", row[0])], WAYS[0])}
    after["lists/a/b.csv"] = written(["entry", "number", "body"], [("A", "1", row[5])], WAYS[0])
    comment = write(compared(before, after), Words("both"))
    found = Rendered(render(comment))
    assert found.elements <= ELEMENTS
    assert found.attributes == set()
    assert [piece for piece in found.pieces if REFERRED.search(piece)] == []
    assert all(len(set(widths)) == 1 for widths in found.widths)
    assert [len(widths) > 1 for widths in found.widths] == [True] * len(found.widths)


@pytest.mark.parametrize("render", RENDERERS, ids=["marko", "markdown-it"])
@run_of(1)
@given(cells)
def test_a_reader_sees_what_stands_in_the_cell(render: Callable[[str], str], cell: str) -> None:
    found = Rendered(render(f"| x |\n| --- |\n| a{escaped(cell)}z |\n"))
    assert found.text.count(f"a{seen(cell)}z") == 1


def many(number: int) -> str:
    """The comment on so many new entries."""
    lines = "".join(f"PRC-{number:04},样例{'很长' * 20}" + "," * 20 + "\n" for number in range(1000, 1000 + number))
    after = files()
    after[TABLE] += lines.encode()
    return write(compared(files(), after), Words("zh"))


@pytest.mark.parametrize("number", [300, 1000, 5000])
def test_a_comment_that_is_too_long_is_cut_between_entries_and_says_how_many_are_left(number: int) -> None:
    comment = many(number)
    assert LONGEST - 1000 < len(comment) <= LONGEST
    shown = len(re.findall("<b>PRC-", comment))
    zh, en = re.findall(r"另有 (\d+) 个条目.* (\d+) more entries", comment)[0]
    assert int(zh) == int(en) == number - shown
    assert "qingdan diff --format html" in comment
    found = Rendered(RENDERERS[0](comment))
    assert found.elements <= ELEMENTS
    assert comment.count("<details>") == comment.count("</details>")


def test_a_comment_that_fits_is_whole() -> None:
    comment = many(20)
    assert len(re.findall("<b>PRC-", comment)) == 20
    assert "--format html" not in comment


def test_the_counts_stand_first_in_a_table_and_the_rest_is_folded() -> None:
    comment = write(changed((TABLE, "样例：第一件事。", "样例：头一件事。")), Words("en"))
    start, *parts = comment.split("<details>")
    assert "| amended | 1 |\n" in start
    assert [re.findall("<summary>(.+)</summary>", part) for part in parts] == [["Entries (1)"], ["By organisation (3)"]]
    assert "| Summary | 样例：<del>第</del>一件事。 | 样例：<ins>头</ins>一件事。 |\n" in comment


def test_a_blank_that_came_is_seen() -> None:
    comment = write(changed((TABLE, "样例：第一件事。", "样例： 第一件事。")), Words("en"))
    assert "<ins>␣</ins>" in comment


def test_where_nothing_changed_it_says_so_and_has_no_table() -> None:
    comment = write(compared(files(), files()), Words("en"))
    assert "No change." in comment
    assert "|" not in comment
