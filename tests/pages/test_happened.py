"""What the pages say of the history: of an entry, of a commit, of an authority, and where there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest

from qingdan.history.timeline import Timeline
from qingdan.model import Text
from qingdan.pages.changes import PublishedShown, changes_chapters
from qingdan.pages.happened import ROWS, EntryLine, entry_line, happened_shown
from qingdan.pages.history import LATEST, LIGHT, EntryHistory, entry_history
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown
from qingdan.pages.render import Renderer
from qingdan.pages.site import all_pages
from qingdan.skin.shell import TOKEN, cut
from tests.history.made import AUTHOR, commit_all, git, told
from tests.pages.chapters import pages_in
from tests.world import PROCEDURES, REGISTERS, TERMS, change, linked_world, publish_linked, templates

TABLE = f"{PROCEDURES}/procedures.csv"
WORDS = f"{TERMS}/terms.csv"
SHELL = cut("".join(TOKEN.format(name) for name in ("TITLE", "DESCRIPTION", "CANONICAL", "ALTERNATES", "TWIN", "BODY")))


@pytest.fixture
def root(world: Path) -> Path:
    commit_all(world, "2026-01-10", "SAMPLE first")
    return world


def published(root: Path) -> Publication:
    return publish_linked(linked_world(root), told(root))


def history(publication: Publication, entry: str) -> EntryHistory:
    return entry_history(publication, publication.linked.entries[entry])


def html(publication: Publication, path: str) -> str:
    """The body of a page."""
    (page,) = (page for page in all_pages(publication) if page.path == path)
    shells = {(language, page.path.count("/")): SHELL for language in ("zh", "en")}
    return Renderer(publication, templates(), shells).file(page).data.decode()


def amend(root: Path, times: int) -> None:
    for number in range(times):
        change(root / TABLE, "样例：第二件事" + "。改" * number, "样例：第二件事" + "。改" * (number + 1))
        commit_all(root, f"2026-02-{number + 1:02}", f"SAMPLE {number}")


def test_an_entry_tells_its_latest_events_and_leads_to_all_of_them(root: Path) -> None:
    amend(root, LATEST)
    publication = published(root)
    short = history(publication, "PRC-0002")
    assert (len(short.happened), short.count, short.rest) == (LATEST, LATEST + 1, "procedures/PRC-0002/history/")
    whole = next(page for page in all_pages(publication) if page.path == short.rest).values["history"]
    assert isinstance(whole, EntryHistory)
    assert [one.day for one in whole.happened] == [*(f"2026-02-0{number}" for number in range(LATEST, 0, -1)), "2026-01-10"]
    assert 'href="history/"' in html(publication, "procedures/PRC-0002/")


def test_with_few_events_there_is_no_page_of_all(root: Path) -> None:
    amend(root, LATEST - 1)
    publication = published(root)
    assert history(publication, "PRC-0002").rest == ""
    assert "procedures/PRC-0002/history/" not in {page.path for page in all_pages(publication)}


def test_cells_too_heavy_for_the_page_of_the_entry_stand_on_the_page_of_all(root: Path) -> None:
    change(root / TABLE, "样例：第二件事。", "样例：" + "长" * LIGHT)
    commit_all(root, "2026-02-01", "SAMPLE long")
    publication = published(root)
    short = history(publication, "PRC-0002")
    assert [(one.event, one.fields) for one in short.happened] == [("amended", ()), ("added", ())]
    whole = next(page for page in all_pages(publication) if page.path == short.rest).values["history"]
    assert isinstance(whole, EntryHistory)
    assert [len(one.fields) for one in whole.happened] == [1, 0]


def test_a_change_is_told_field_by_field_in_words_and_in_names(root: Path) -> None:
    change(root / TABLE, "样例：第二件事。", "样例：第二样事。")
    change(root / TABLE, "order,,in_force,,,statute_text,AUT-0001", "care,,in_force,,,statute_text,AUT-0003")
    commit_all(root, "2026-02-01", "SAMPLE second")
    happened = history(published(root), "PRC-0002").happened[0]
    shown = {one.label.zh: one for one in happened.fields}
    assert list(shown) == ["一句话说明", "职能方面", "所依决定"], "in the order of the columns"
    assert [(span.kind, span.text) for span in shown["一句话说明"].spans] == [
        ("same", "样例：第二"),
        ("gone", "件"),
        ("come", "样"),
        ("same", "事。"),
    ]
    assert shown["职能方面"].before == Shown(Text("样例秩序", "SAMPLE order"), "codes/aspect/order/")
    assert shown["职能方面"].after == Shown(Text("样例照顾", "SAMPLE care"), "codes/aspect/care/")
    assert (happened.ground, happened.authority) == ("authority", Shown(Text("样例决定", ""), "authorities/AUT-0003/"))
    assert happened.message == "SAMPLE second"
    page = html(published(root), "procedures/PRC-0002/")
    assert re.search(r"<del>.*件.*</del><ins>.*样.*</ins>", page)


def test_nobody_is_named_unless_the_catalogue_asks_for_it(root: Path) -> None:
    assert AUTHOR not in html(published(root), "changes/")
    settings = root / "catalogue/catalogue.yaml"
    settings.write_text(settings.read_text("utf-8") + "authors: true\n", "utf-8")
    commit_all(root, "2026-02-01")
    assert AUTHOR in html(published(root), "changes/")


def test_an_event_that_only_the_data_knows_says_that_its_date_is_not_stated(root: Path) -> None:
    found = history(published(root), "RSP-0001")
    assert [(one.event.text.zh, one.row["date"]) for one in found.events] == [("样例增加", "")]
    assert [one.event for one in found.happened] == ["added"]
    assert "日期未载明" in html(published(root), "responsibilities/RSP-0001/")


def test_a_withdrawn_entry_leads_to_its_successor_and_back(root: Path) -> None:
    change(root / TABLE, "order,,in_force,,,", "order,,withdrawn,,2026-01-31,")
    change(root / f"{PROCEDURES}/related.csv", "RSP-0001", "RSP-0001\nPRC-0002,merged_into,PRC-0001")
    commit_all(root, "2026-02-01")
    publication = published(root)
    gone = history(publication, "PRC-0002").happened[0]
    assert [(one.relation.zh, one.other.address) for one in gone.successions] == [("样例并入", "procedures/PRC-0001/")]
    came = history(publication, "PRC-0001").happened[0]
    assert (came.event, came.day) == ("succeeds", "2026-02-01")
    assert [(one.relation.zh, one.other.address) for one in came.successions] == [("样例并入了这一条的", "procedures/PRC-0002/")]
    tombstone = re.search('<div class="qd-tombstone".*?</div>', html(publication, "procedures/PRC-0002/"), re.DOTALL)
    assert tombstone
    assert "有效至 2026-01-31" in tombstone[0]
    assert 'href="../PRC-0001/"' in tombstone[0]


def test_what_went_from_a_register_keeps_its_name_in_the_history(root: Path) -> None:
    change(root / TABLE, "statute_text,AUT-0001,SRC-0001,\nPRC-0009", "statute_text,AUT-0002,SRC-0001,\nPRC-0009")
    commit_all(root, "2026-02-01")
    change(root / TABLE, "statute_text,AUT-0002", "statute_text,AUT-0003")
    change(root / f"{REGISTERS}/authorities.csv", "AUT-0002,样例编者更正,correction,,,,,,\n", "")
    commit_all(root, "2026-03-01")
    now, before, _ = history(published(root), "PRC-0002").happened
    assert before.authority == Shown(Text("样例编者更正", ""), note="AUT-0002")
    assert [one.before for one in now.fields] == [before.authority]


def test_every_commit_stands_on_the_page_of_changes_with_its_authority_or_as_editorial(root: Path) -> None:
    amend(root, 1)
    change(root / TABLE, "样例二", "样例二改")
    commit_all(root, "2026-03-01")
    pages = {page.path: page for page in pages_in(changes_chapters(published(root)))}
    text = html(published(root), "changes/")
    assert [("编辑性改动" in item, "样例来源文件" in item) for item in text.split("data-commit=")[1:]] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    commits = {path for path in pages if re.fullmatch("changes/[0-9a-f]{12}/", path)}
    assert len(commits) == 3
    months = {"changes/2026-01/", "changes/2026-02/", "changes/2026-03/"}
    lists = {f"changes/by/{name}/" for name in ("procedures", "responsibilities", "powers", "implementations", "search-terms")}
    assert set(pages) == {"changes/", *commits, *months, *lists}
    assert pages["changes/by/implementations/"].values["published"] == [], "an implementation of a sample body is not counted"


def test_the_page_of_a_commit_tells_each_entry_and_each_row_of_a_register(root: Path) -> None:
    change(root / TABLE, "样例二", "样例二改")
    change(root / f"{REGISTERS}/authorities.csv", "样例决定", "样例决定改")
    change(root / f"{REGISTERS}/codes/aspect.csv", "样例含义", "样例含义改")
    name = commit_all(root, "2026-02-01")
    (page,) = (page for page in pages_in(changes_chapters(published(root))) if page.path == f"changes/{name[:12]}/")
    assert [(title.zh, _ids(found)) for title, *found in _groups(page)] == [("程序清单", ["PRC-0002"])]
    rows = page.values["register_rows"]
    assert isinstance(rows, tuple)
    assert _ids(rows) == ["AUT-0003", f"{REGISTERS}/codes/aspect.csv"]


def test_an_authority_tells_what_was_changed_on_it(root: Path) -> None:
    change(root / TABLE, "order,,in_force,,,statute_text,AUT-0001", "care,,in_force,,,statute_text,AUT-0003")
    commit_all(root, "2026-02-01", "SAMPLE second")
    page = html(published(root), "authorities/AUT-0003/")
    changed = page[page.index('id="changes"') :]
    assert "PRC-0002" in changed
    assert "2026-02-01" in changed
    assert "PRC-0001" not in changed


WHYS = ("no_git", "no_repository", "no_commit", "shallow", "partial")


@pytest.mark.parametrize("why", WHYS)
def test_without_the_whole_history_every_page_that_would_show_it_says_so(root: Path, why: str) -> None:
    publication = publish_linked(linked_world(root), Timeline(why_not=why))
    paths = {page.path for page in all_pages(publication)}
    for path in ("changes/", "procedures/PRC-0002/", "implementations/IMP-0001/", "authorities/AUT-0001/"):
        assert html(publication, path).count('data-history="unavailable"') == 1, path
    assert not [path for path in paths if path.startswith("changes/") and path != "changes/"]


def test_hostile_cells_and_messages_stay_text(root: Path) -> None:
    change(root / TABLE, "样例：第二件事。", "<script>alert(1)</script> & |@x`")
    name = commit_all(root, "2026-02-01", "<img src=x onerror=y>")
    publication = published(root)
    for path in ("changes/", f"changes/{name[:12]}/", "procedures/PRC-0002/", "changes/2026-02/", "authorities/AUT-0001/"):
        text = html(publication, path)
        assert "<script" not in text
        assert "<img" not in text


def _groups(page: Page) -> list[tuple[Text, list[tuple[str, list[EntryLine]]], list[EntryLine]]]:
    groups = page.values["groups"]
    assert isinstance(groups, list)
    return groups


def _ids(told: object) -> list[str]:
    assert isinstance(told, (tuple, list))
    named, detailed = told
    return [one.id for one in detailed] + [one.id for _, ones in named for one in ones]


def test_what_has_news_says_where_feed_readers_find_it(root: Path) -> None:
    publication = published(root)
    for path, feed in (
        ("changes/", "all"),
        ("changes/by/powers/", "powers"),
        ("powers/", "powers"),
        ("en/powers/", "powers"),
        ("organisations/ORG-0001/", "ORG-0001"),
    ):
        text = html(publication, path)
        assert 'type="application/atom+xml" title=' in text
        assert f'href="https://sample.example/feeds/{feed}.xml"' in text
        assert f'feeds/{feed}.json" type="application/feed+json"' in text
    untold = publish_linked(linked_world(root), Timeline(why_not="shallow"))
    assert "feeds/" not in html(untold, "powers/") + html(untold, "changes/") + html(untold, "organisations/ORG-0001/")


def test_a_list_keeps_its_changes_when_its_folder_gets_another_name(root: Path) -> None:
    git(root, "mv", "lists/powers", "lists/rights")
    for path in ("catalogue/catalogue.yaml", "lists/rights/datapackage.yaml"):
        change(root / path, "powers", "rights")
    commit_all(root, "2026-02-01")
    pages = {page.path: page for page in pages_in(changes_chapters(published(root)))}
    (first,) = cast("tuple[PublishedShown, ...]", pages["changes/by/rights/"].values["published"])
    assert first.day == "2026-01-10"


def test_a_change_of_words_is_a_change_of_their_table_and_leads_to_their_list(root: Path) -> None:
    change(root / WORDS, "样例老话", "样例老话改")
    name = commit_all(root, "2026-02-01")
    publication = published(root)
    (happened,) = next(publication.timeline.newest())[1]
    shown = entry_line(publication, happened, True)
    assert (shown.id, shown.entry, shown.what.ground) == (WORDS, Shown(Text("说法", "Terms"), "search-terms/"), "editorial")
    assert [one.revision.subject for one in publication.timeline.happened("PRC-0002")] == ["PRC-0002"], "no event of the entry"
    assert 'href="../../search-terms/"' in html(publication, f"changes/{name[:12]}/")


def test_of_very_many_rows_that_came_at_once_the_first_are_shown(root: Path) -> None:
    rows = "".join(f"样例词{number},plain_word,PRC-0002,,,\n" for number in range(ROWS + 7))
    change(root / WORDS, "source\n", f"source\n{rows}")
    name = commit_all(root, "2026-02-01")
    publication = published(root)
    (happened,) = next(publication.timeline.newest())[1]
    shown = happened_shown(publication, happened)
    assert (len(shown.rows), shown.rows_left) == (ROWS, 7)
    assert "还有 7 行" in html(publication, f"changes/{name[:12]}/")
