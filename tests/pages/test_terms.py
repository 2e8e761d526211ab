"""The page of what residents say, and what an entry's page gives of it."""

from __future__ import annotations

from typing import cast

from qingdan.linked import Linked
from qingdan.model import Package, Text
from qingdan.pages.entry import WORDS, entry_page
from qingdan.pages.general import general_pages
from qingdan.pages.parts import LINES, Limit
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown
from qingdan.pages.terms import OfList, Said, terms_pages
from tests.world import TERMS, amended, publish_linked

FILE = f"{TERMS}/terms.csv"


def pages(publication: Publication, limit: Limit = LINES) -> dict[str, Page]:
    (package,) = (one for one in publication.linked.catalogue.lists if one.terms)
    return {page.path: page for page in terms_pages(publication, package, limit)}


def lists(page: Page) -> list[tuple[str, int, list[tuple[str, tuple[str, ...]]]]]:
    found = cast("tuple[OfList, ...]", page.values["lists"])
    return [(one.title.en, one.count, [(said.id, said.words) for said in one.said]) for one in found]


def test_a_list_of_words_has_one_page_in_each_language_and_none_of_entries(small: Publication) -> None:
    found = pages(small)
    assert {path: (page.language, page.twin) for path, page in found.items()} == {
        "search-terms/": ("zh", "en/search-terms/"),
        "en/search-terms/": ("en", "search-terms/"),
    }


def test_words_stand_by_the_list_and_the_entry_that_they_lead_to(small: Publication) -> None:
    page = pages(small)["search-terms/"]
    assert page.values["count"] == 4, "a word of two entries is one word"
    assert lists(page) == [
        ("Procedures", 3, [("PRC-0001", ("样例俗话",)), ("PRC-0001", ("SAMPLE word",)), ("PRC-0002", ("样例老话",))]),
        ("Responsibilities", 1, [("RSP-0001", ("样例俗话",))]),
    ]


def test_words_of_which_the_same_is_to_be_said_stand_together(linked: Linked) -> None:
    more = amended(linked, (FILE, "source\n", "source\n样例又一句,plain_word,PRC-0001,,,\n"))
    assert lists(pages(publish_linked(more))["search-terms/"])[0][2][0] == ("PRC-0001", ("样例又一句", "SAMPLE word"))


def test_a_word_says_its_kind_where_it_is_not_plain_its_note_and_its_source(small: Publication) -> None:
    procedures = cast("tuple[OfList, ...]", pages(small)["search-terms/"].values["lists"])[0]
    assert procedures.said[2] == Said(
        ("样例老话",),
        Shown(Text("样例旧称", "SAMPLE old name"), "codes/term-kind/old_name/"),
        Text("现在叫样例二。", "It is now called SAMPLE two."),
        Shown(Text("样例网页一", ""), "https://source.example/1"),
        Shown(Text("样例二", ""), "procedures/PRC-0002/"),
        "PRC-0002",
    )
    assert procedures.said[1].kind is None


def test_what_no_list_holds_comes_first_and_only_on_the_first_part(small: Publication) -> None:
    whole = pages(small)["search-terms/"]
    assert [(said.words, said.entry) for said in cast("list[Said]", whole.values["nowhere"])] == [(("样例没有",), None)]
    parts = pages(small, Limit(2, 2))
    assert list(parts) == [
        *("search-terms/", "search-terms/from/PRC-0002/", "search-terms/from/RSP-0000/"),
        *("en/search-terms/", "en/search-terms/from/PRC-0002/", "en/search-terms/from/RSP-0000/"),
    ]
    assert [bool(page.values["nowhere"]) for page in parts.values()] == [True, False, False] * 2


def test_the_home_page_counts_the_words_of_such_a_list(small: Publication) -> None:
    (home,) = (page for page in general_pages(small) if page.path == "")
    counts = {package.name: count for package, count, _ in cast("list[tuple[Package, int, int]]", home.values["lists"])}
    assert counts["search-terms"] == 4


def test_the_page_of_an_entry_gives_the_first_of_its_words_and_how_many_more_there_are(linked: Linked) -> None:
    rows = "".join(f"样例词{number},plain_word,PRC-0002,,,\n" for number in range(WORDS))
    more = amended(linked, (FILE, "source\n", f"source\n{rows}"))
    page = entry_page(publish_linked(more), more.entries["PRC-0002"])
    assert page.values["called"] == tuple(f"样例词{number}" for number in range(WORDS))
    assert page.values["called_left"] == 1
