"""Feeds say what happened to entries: each once, the newest first, to those who follow its list or a body that it names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qingdan.exports.feeds.feeds import MOST, feeds
from qingdan.exports.feeds.items import MANY, tag
from qingdan.history.timeline import Timeline
from qingdan.words import load_words
from tests.exports.feeds.schemas import ATOM, atom_faults, json_faults, relax_ng
from tests.history.made import AUTHOR, commit_all, told
from tests.world import DAY, IMPLEMENTATIONS, POWERS, PROCEDURES, REGISTERS, ROOT, SETTINGS, TERMS, change, linked_world

FIRST, SECOND, THIRD = "2026-02-01T08:00:00+08:00", "2026-02-02T23:30:00+00:00", "2026-02-04T08:00:00+08:00"
WORDS, _ = load_words(ROOT)
TABLE = f"{PROCEDURES}/procedures.csv"


@dataclass(frozen=True)
class Written:
    """The feeds of a world by their paths."""

    files: Mapping[str, bytes]

    def items(self, name: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.files[f"feeds/{name}.json"])["items"]
        return found

    def titles(self, name: str) -> list[str]:
        return [item["title"] for item in self.items(name)]

    def content(self, name: str, title: str) -> str:
        (found,) = (item["content_html"] for item in self.items(name) if item["title"] == title)
        return found


def written(root: Path, timeline: Timeline | None = None) -> Written:
    """The feeds of a world, all of them valid."""
    history = told(root) if timeline is None else timeline
    files = {file.path: file.data for file in feeds(linked_world(root), history, DAY, WORDS)}
    for path, data in files.items():
        faults = [*atom_faults(data)] if path.endswith(".xml") else json_faults(data)
        assert faults == [], path
    return Written(files)


@pytest.fixture
def begun(world: Path) -> Path:
    """The small world, committed once."""
    commit_all(world, FIRST, "SAMPLE")
    return world


def test_there_is_a_feed_of_everything_of_each_list_and_of_each_body_in_both_formats(begun: Path) -> None:
    lists = ("procedures", "responsibilities", "powers", "implementations", "search-terms")
    names = ("all", *lists, "ORG-0001", "ORG-0002", "ORG-0009")
    assert sorted(written(begun).files) == sorted(f"feeds/{name}.{ending}" for name in names for ending in ("xml", "json"))


def test_every_feed_is_valid_by_the_schema_of_its_format(begun: Path) -> None:
    change(begun / TABLE, "样例一", "样例 <b>&amp; |`@user` ]]>")
    commit_all(begun, SECOND, "SAMPLE")
    for path, data in written(begun).files.items():
        if path.endswith(".xml"):
            assert relax_ng()(data), path


def test_a_change_names_the_field_both_values_and_the_authority(begun: Path) -> None:
    change(begun / TABLE, "带上样例", "带上两份样例")
    change(begun / TABLE, "AUT-0001", "AUT-0003")
    name = commit_all(begun, SECOND, "SAMPLE")
    item = written(begun).items("procedures")[0]
    assert item == {
        "id": f"tag:sample.example,2026-02-02:entry/PRC-0001/{name}",
        "url": "https://sample.example/procedures/PRC-0001/",
        "title": "修改：样例一",
        "content_html": "<p>依据文件：样例决定（AUT-0003）。</p>\n<dl>\n"
        "<dt>您要做什么</dt><dd>带上<ins>两份</ins>样例</dd>\n"
        "<dt>所依决定</dt><dd><del>样例来源文件（AUT-0001）</del> <ins>样例决定（AUT-0003）</ins></dd>\n</dl>",
        "date_published": SECOND,
        "date_modified": SECOND,
        "tags": ["amended"],
    }


def test_atom_and_json_say_the_same(begun: Path) -> None:
    change(begun / TABLE, "带上样例", "带上<样例>&")
    commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    feed = ElementTree.fromstring(found.files["feeds/all.xml"])
    entries = feed.findall(f"{ATOM}entry")
    told = [[entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content", "updated")] for entry in entries]
    items = found.items("all")
    assert told == [[item[name] for name in ("id", "title", "content_html", "date_modified")] for item in items]
    assert feed.findtext(f"{ATOM}updated") == SECOND
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "样例编者"


def test_what_holds_from_a_day_or_until_a_day_says_so(begun: Path) -> None:
    change(begun / TABLE, "2026-01-01,2026-12-31", "2026-05-01,2026-12-31")
    change(begun / f"{POWERS}/powers.csv", "in_force,,,", "withdrawn,,2026-03-31,")
    commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    assert "<p>施行日期：2026-05-01。</p>" in found.content("all", "修改：样例一")
    assert "<p>有效期至：2026-03-31。</p>" in found.content("all", "取消：样例权力")


def test_an_editorial_change_and_one_of_a_row_say_what_they_are(begun: Path) -> None:
    change(begun / f"{IMPLEMENTATIONS}/implementations.csv", "000-00000", "000-00001")
    change(begun / f"{PROCEDURES}/materials.csv", "PRC-0001,1,样例证,true", "PRC-0001,1,样例新证,true")
    change(begun / f"{PROCEDURES}/bodies.csv", "PRC-0001,assists,ORG-0002,\n", "")
    commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    phone = found.content("implementations", "样例 · 修改：样例一 · 虚构街道")
    assert "编辑性修改，内容所依据的文件没有变。" in phone
    assert "<dd>000-<del>00000</del><ins>00001</ins></dd>" in phone
    rows = found.content("procedures", "修改：样例一")
    assert "<p>依据的文件没有变：样例来源文件（AUT-0001）。</p>" in rows
    assert "<dt>材料</dt><dd>材料：样例<ins>新</ins>证</dd>" in rows
    assert "<dt>机构</dt><dd><del>角色：样例协助（assists）；机构：样例居委会（ORG-0002）</del></dd>" in rows


def test_of_a_long_text_with_many_changes_only_the_first_are_told(begun: Path) -> None:
    words = [f"样例第{number}段不变的文字" for number in range(60)]
    change(begun / TABLE, "样例：第一件事。", "甲".join(words))
    commit_all(begun, SECOND, "SAMPLE")
    change(begun / TABLE, "甲".join(words), "乙".join(words))
    commit_all(begun, THIRD, "SAMPLE")
    told = written(begun).items("procedures")[0]["content_html"]
    assert (told.count("<del>甲</del><ins>乙</ins>"), told.count("…</dd>")) == (4, 1)


def test_a_body_hears_of_entries_that_name_it_or_named_it(begun: Path) -> None:
    change(begun / f"{PROCEDURES}/bodies.csv", "PRC-0001,assists,ORG-0002,\n", "")
    commit_all(begun, SECOND, "SAMPLE")
    change(begun / TABLE, "带上样例", "带上两份样例")
    commit_all(begun, THIRD, "SAMPLE")
    found = written(begun)
    assert [item["date_published"] for item in found.items("ORG-0002")] == [SECOND, FIRST]
    assert found.titles("ORG-0002") == ["修改：样例一", "收入本站：样例一"]
    assert [item["date_published"] for item in found.items("ORG-0001")][:2] == [THIRD, SECOND]


def test_an_entry_that_is_gone_leads_to_the_page_of_changes_and_a_sample_still_says_so(begun: Path) -> None:
    for path in ("procedures", "bodies", "bases"):
        lines = (begun / f"{PROCEDURES}/{path}.csv").read_text("utf-8").splitlines(keepends=True)
        (begun / f"{PROCEDURES}/{path}.csv").write_text(
            "".join(line for line in lines if not line.startswith("PRC-0009")), "utf-8"
        )
    commit_all(begun, SECOND, "SAMPLE")
    (item, *_) = written(begun).items("procedures")
    assert (item["title"], item["url"]) == ("样例 · 删除：虚构三", "https://sample.example/changes/")
    assert "<p>删除前依据的文件：样例来源文件（AUT-0001）。</p>" in item["content_html"]


def test_many_entries_of_a_commit_are_told_together_and_the_same_in_every_feed(begun: Path) -> None:
    line = "PRC-{},样例,样例。,,,,,,,,,,,,care,,in_force,,,statute_text,AUT-0001,SRC-0001,\n"
    body = "PRC-{},responsible,ORG-0001,\n"
    for path, text in ((TABLE, line), (f"{PROCEDURES}/bodies.csv", body)):
        with (begun / path).open("a", encoding="utf-8", newline="") as opened:
            opened.writelines(text.format(1000 + number) for number in range(MANY + 1))
    name = commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    (item,) = (item for item in found.items("all") if item["date_published"] == SECOND)
    assert (item["id"], item["title"]) == (f"tag:sample.example,2026-02-02:list/procedures/{name}", "程序清单：收入本站 21 条")
    assert item["url"] == "https://sample.example/procedures/"
    assert item == found.items("procedures")[0] == found.items("ORG-0001")[0]


def test_what_became_of_the_registers_is_told_together_and_to_nobody_who_follows_a_list(begun: Path) -> None:
    change(begun / f"{REGISTERS}/laws.csv", ",旧法,", ",旧<法>,")
    commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    assert found.titles("all")[0] == "登记册：修改 1 条"
    assert found.items("all")[0]["content_html"] == "<p>登记册：修改 1 条</p>\n<ul>\n<li>修改：旧&lt;法&gt;</li>\n</ul>"
    assert {item["date_published"] for name in ("procedures", "ORG-0001") for item in found.items(name)} == {FIRST}


def test_a_feed_holds_the_newest_items_only(begun: Path) -> None:
    for number in range(MOST + 1):
        change(begun / TABLE, "带上样例", f"带上样例{number} 带上样例")
        commit_all(begun, f"2026-03-01T08:00:{number:02}+08:00")
    dates = [item["date_published"] for item in written(begun).items("procedures")]
    assert dates == [f"2026-03-01T08:00:{number:02}+08:00" for number in range(MOST, 0, -1)]


def test_what_is_not_committed_stands_in_no_feed(begun: Path) -> None:
    before = written(begun).files
    change(begun / TABLE, "带上样例", "带上两份样例")
    assert written(begun).files == before


def test_an_id_stays_when_the_entry_changes_its_name_and_when_more_is_committed(begun: Path) -> None:
    before = {item["id"]: item for item in written(begun).items("all")}
    change(begun / TABLE, "样例一", "样例新")
    commit_all(begun, SECOND, "SAMPLE")
    after = {item["id"]: item for item in written(begun).items("all")}
    assert {name: after[name] for name in before if "IMP" not in name} == {
        name: item for name, item in before.items() if "IMP" not in name
    }
    assert before.keys() < after.keys()


def test_a_tag_is_that_of_our_host_and_of_a_day_that_no_setting_moves() -> None:
    parts = ("entry", "PRC 1/样", "abc")
    assert tag("https://样例.example:8000/a/", "2026-02-02T01:00:00+08:00", parts) == (
        "tag:xn--fsq541d.example,2026-02-01:entry/PRC%201%2F%E6%A0%B7/abc"
    )


def test_nobody_is_named_unless_the_settings_ask_for_it(begun: Path) -> None:
    assert not any(AUTHOR.encode() in data for data in written(begun).files.values())
    (begun / "catalogue/catalogue.yaml").write_text(f"{SETTINGS}authors: true\n", "utf-8")
    tree = json.loads(written(begun).files["feeds/all.json"])
    assert [item["authors"] for item in tree["items"]] == [[{"name": AUTHOR}]] * len(tree["items"])
    assert tree["authors"] == [{"name": "样例编者"}]


def test_where_the_history_cannot_be_told_there_are_no_feeds(world: Path) -> None:
    assert written(world).files == {}
    assert told(world).why_not == "no_repository"


def test_feeds_in_which_nothing_stands_yet_are_valid_too(world: Path) -> None:
    found = written(world, Timeline())
    assert (found.items("all"), b"<updated>2026-03-01T00:00:00Z</updated>" in found.files["feeds/all.xml"]) == ([], True)
    assert relax_ng()(found.files["feeds/all.xml"])


def test_the_same_history_gives_the_same_bytes(begun: Path) -> None:
    assert written(begun).files == written(begun).files


def test_a_change_of_words_goes_by_the_title_of_their_table_and_leads_to_their_list(begun: Path) -> None:
    change(begun / f"{TERMS}/terms.csv", "样例老话", "样例老话改")
    commit_all(begun, SECOND, "SAMPLE")
    found = written(begun)
    item = found.items("search-terms")[0]
    assert (item["title"], item["url"]) == ("修改：说法", "https://sample.example/search-terms/")
    assert "修改：说法" not in found.titles("procedures")
