"""The pages of bodies, laws, authorities and codes, each with everything that refers to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from qingdan.model import Text
from qingdan.numerals import article_number
from qingdan.pages.drawer import OfList
from qingdan.pages.portrait import ExercisedGroup
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown
from qingdan.pages.registers import Resting, register_chapters
from tests.pages.chapters import pages_in

Pages = Mapping[str, Page]
ByList = list[OfList]


@pytest.mark.parametrize(
    ("article", "number"),
    [
        ("第一条", 1),
        ("第九条", 9),
        ("第十条", 10),
        ("第十二条", 12),
        ("第二十条", 20),
        ("第九十九条", 99),
        ("第一百条", 100),
        ("第一百零八条", 108),
        ("第一百一十条", 110),
        ("第二百七十七条", 277),
        ("第一千条", 1000),
        ("第一千零五条", 1005),
        ("第一千一百五十条", 1150),
        ("第一千二百六十条", 1260),
        ("第十条之一", 10),
        ("第三条第二款", 3),
        ("", 0),
        ("附件", 0),
        ("附件二", 0),
        ("清单（第一批）", 0),
    ],
)
def test_the_number_of_an_article(article: str, number: int) -> None:
    assert article_number(article) == number


@pytest.fixture(scope="module")
def pages(small: Publication) -> Pages:
    return {page.path: page for page in pages_in(register_chapters(small))}


def test_every_row_of_a_register_with_pages_has_one_and_every_register_an_index(pages: Pages, small: Publication) -> None:
    registers = small.linked.catalogue.registers.tables
    expected = {"codes/"}
    for table in registers:
        root = f"codes/{table.name}/" if table.role == "codes" else f"{table.name}/"
        if table.role in ("organisations", "laws", "authorities", "codes"):
            expected |= {root, *(f"{root}{row[table.primary_key[0]]}/" for row in table.rows)}
    assert set(pages) == expected
    assert {(page.language, page.twin) for page in pages.values()} == {("both", "")}


def test_the_page_of_a_law_names_the_entries_that_rest_on_it_in_the_order_of_the_articles(pages: Pages) -> None:
    resting = cast("list[Resting]", pages["laws/LAW-0001/"].values["resting"])
    assert [(item.cited.article, item.version_date, item.entry.address) for item in resting] == [
        ("第二条", "2020-01-01", "procedures/PRC-0002/"),
        ("第十条", "2020-01-01", "powers/PWR-0001/"),
        ("第十二条", "2020-01-01", "procedures/PRC-0001/"),
    ]


def test_the_page_of_a_body_names_its_entries_by_its_part_in_them(pages: Pages) -> None:
    def parts(body: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        found = cast("list[tuple[Text, str, ByList]]", pages[f"organisations/{body}/"].values["parts"])
        return [
            (label.zh, [(found.address, [shown.text.zh for shown in found.entries]) for found in by_list])
            for label, _, by_list in found
        ]

    assert parts("ORG-0001") == [
        (
            "样例负责",
            [("procedures/", ["样例一", "样例二"]), ("responsibilities/", ["样例责任"]), ("powers/", ["样例权力"])],
        )
    ]
    assert parts("ORG-0002") == [("样例协助", [("procedures/", ["样例一"])])]


def test_the_page_of_a_body_names_the_procedures_in_which_it_acts(pages: Pages) -> None:
    steps = cast("ByList", pages["organisations/ORG-0001/"].values["steps"])
    assert [(found.address, [shown.text.zh for shown in found.entries]) for found in steps] == [("procedures/", ["样例一"])]


def test_the_page_of_a_body_names_what_it_exercises_itself(pages: Pages) -> None:
    exercised = {
        path: cast("tuple[ExercisedGroup, ...]", page.values["exercised"]) for path, page in pages.items() if "/ORG-" in path
    }
    assert {
        path: [(one.list.address, [shown.address for _, matters in one.groups for shown, _ in matters]) for one in found]
        for path, found in exercised.items()
    } == {
        "organisations/ORG-0001/": [],
        "organisations/ORG-0002/": [],
        "organisations/ORG-0009/": [("procedures/", ["implementations/IMP-0001/"])],
    }


def test_the_page_of_a_sample_body_says_so(pages: Pages) -> None:
    marked = {path: page.values["is_sample"] for path, page in pages.items() if path.startswith("organisations/ORG")}
    assert marked == {f"organisations/ORG-000{number}/": number == 9 for number in (1, 2, 9)}


def test_counts_in_the_indexes_leave_samples_out(pages: Pages) -> None:
    _, _, rows = cast("list[tuple[Text, str, list[tuple[Shown, int, bool]]]]", pages["organisations/"].values["groups"])[0]
    assert [(shown.address[-9:-1], count, is_sample) for shown, count, is_sample in rows] == [
        ("ORG-0001", 4, False),
        ("ORG-0002", 1, False),
        ("ORG-0009", 0, True),
    ]
    aspects = cast("list[tuple[Mapping[str, str], int]]", pages["codes/aspect/"].values["rows"])
    assert [(row["code"], count) for row, count in aspects] == [("care", 2), ("order", 1)]


def test_the_page_of_a_code_names_the_entries_and_registered_rows_that_bear_it(pages: Pages) -> None:
    entries = cast("ByList", pages["codes/aspect/care/"].values["entries"])
    assert [(found.address, [shown.text.zh for shown in found.entries]) for found in entries] == [
        ("procedures/", ["样例一", "虚构三"]),
        ("responsibilities/", ["样例责任"]),
    ]
    registered = cast("list[tuple[Text, list[Shown], int]]", pages["codes/authority-kind/decision/"].values["registered"])
    assert [[shown.address for shown in found] for _, found, _ in registered] == [["authorities/AUT-0003/"]]


def test_the_page_of_an_authority_names_what_rests_on_it(pages: Pages) -> None:
    entries = cast("ByList", pages["authorities/AUT-0001/"].values["entries"])
    assert [found.address for found in entries] == ["procedures/", "responsibilities/", "powers/", "implementations/"]
    assert cast("ByList", pages["authorities/AUT-0002/"].values["entries"]) == []
