"""Whatever stood in a cell, a feed is valid and a reader sees the cell, not what it would do."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from qingdan.exports import changes_json
from qingdan.exports.feeds.content import LONGEST
from qingdan.exports.feeds.feeds import feeds
from qingdan.history.between import between
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.timeline import Timeline, timeline
from qingdan.history.told import History
from qingdan.linked import Linked
from qingdan.words import load_words
from tests.exports.feeds.schemas import ATOM, atom_faults, json_faults, relax_ng
from tests.history.made import ZONE
from tests.soundness.runs import run_of
from tests.world import DAY, PROCEDURES, ROOT

WORDS, _ = load_words(ROOT)
TABLE, ROWS = f"{PROCEDURES}/procedures.csv", f"{PROCEDURES}/materials.csv"
NASTY = (
    "<script>",
    "]]>",
    "&amp;",
    '"',
    "'",
    "|",
    "@user",
    "`x`",
    "\x1b[2J",
    "\0",
    "\u202e",
    "\ufffe",
    "{event}",
    "\n",
    "样",
    " ",
)
TAGS = {"p", "dl", "dt", "dd", "ins", "del", "br", "ul", "li"}

cells = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.integers(0, 3).map(lambda number: "样例 <b>" * 10**number),
)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Two commits of a table and of the rows of its entries, and a message and a name of anything."""
    states = [{path: table(draw, path) for path in (TABLE, ROWS)} for _ in range(2)]
    differences = (between({}, states[0]), between(states[0], states[1]))
    names = (("a" * 40, "2026-02-01T08:00:00+08:00"), ("b" * 40, "2026-02-02T08:00:00Z"))
    who = draw(cells)
    commits = (Commit(name, time, who, who) for name, time in names)
    steps = (Step(commit, difference) for commit, difference in zip(commits, differences, strict=True) if difference)
    return timeline(History(tuple(steps)), ZONE)


def table(draw: st.DrawFn, path: str) -> bytes:
    ids = ("PRC-0001", "PRC-0002", "PRC-7777", "<i>")
    names = ("id" if path == TABLE else "entry", "name", "status", "authority", draw(cells))
    opened = io.StringIO(newline="")
    writer = csv.writer(opened)
    writer.writerow(names)
    rows = draw(st.lists(st.tuples(st.sampled_from(ids), *(cells for _ in names[1:])), max_size=4, unique_by=lambda row: row[0]))
    writer.writerows(rows)
    return opened.getvalue().encode("utf-8", "surrogatepass")


@run_of(1)
@given(timelines())
def test_no_cell_breaks_a_feed(linked: Linked, told: Timeline) -> None:
    for file in feeds(linked, told, DAY, WORDS):
        if file.path.endswith(".json"):
            assert json_faults(file.data) == []
        else:
            assert [*atom_faults(file.data)] == []
            assert relax_ng()(file.data)


@run_of(1)
@given(timelines())
def test_no_cell_is_more_than_text_and_none_is_endless(linked: Linked, told: Timeline) -> None:
    (data,) = (file.data for file in feeds(linked, told, DAY, WORDS) if file.path == "feeds/all.xml")
    for content in ElementTree.fromstring(data).iter(f"{ATOM}content"):
        seen = Seen()
        seen.feed(content.text or "")
        assert seen.tags <= TAGS
        assert not seen.attributes
        assert all(character.isprintable() or character in "\n\u3000" for character in unassigned_out(seen.text))
        assert len(content.text or "") < LONGEST * 400


@run_of(1)
@given(timelines())
def test_no_cell_breaks_the_list_of_changes(linked: Linked, told: Timeline) -> None:
    tree = json.loads(changes_json.write(linked, told))
    assert [commit["commit"] for commit in tree["published"]] == [one.commit.name for one in reversed(told.published)]


def unassigned_out(text: str) -> Iterator[str]:
    """The text without characters that this Python does not know, and without blanks of other widths: both may be shown."""
    return (character for character in text if unicodedata.category(character) not in ("Cn", "Zs"))


class Seen(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data
