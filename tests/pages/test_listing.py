"""The pages of a list: its lines, its groups, its narrowed pages, and counts without samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from qingdan.linked import Linked
from qingdan.model import Package, Text
from qingdan.pages.listing import LONGEST_PICTURE, Choice, Group, line, list_pages
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import Shown
from tests.draw.drawing import lines, read
from tests.world import POWERS, PROCEDURES, REGISTERS, RESPONSIBILITIES, amended, publish_linked

Pages = Mapping[str, Page]


def package(publication: Publication, name: str) -> Package:
    return next(found for found in publication.linked.catalogue.lists if found.name == name)


def pages_of(publication: Publication, name: str) -> Pages:
    return {page.path: page for page in list_pages(publication, package(publication, name))}


def groups(page: Page) -> list[tuple[str, list[str]]]:
    found = cast("tuple[Group, ...]", page.values["groups"])
    return [(group.heading.zh, [item.entry.id for item in group.lines]) for group in found]


def choices(page: Page) -> list[tuple[str, list[tuple[str, str, int, bool]]]]:
    found = cast("tuple[tuple[Text, tuple[Choice, ...]], ...]", page.values["choices"])
    return [(label.en, [(item.text.zh, item.address, item.count, item.is_chosen) for item in items]) for label, items in found]


@pytest.fixture(scope="module")
def procedures(small: Publication) -> Pages:
    return pages_of(small, "procedures")


def test_a_list_has_a_page_and_a_page_for_each_value_that_its_entries_have_in_both_languages(procedures: Pages) -> None:
    narrow = ["by/aspect/care/", "by/aspect/order/", "by/focus/public_service/"]
    chinese = ["procedures/", *(f"procedures/{path}" for path in narrow)]
    assert list(procedures) == [*chinese, *(f"en/{path}" for path in chinese)]
    assert {path: (page.language, page.twin) for path, page in procedures.items()} == {
        **{path: ("zh", f"en/{path}") for path in chinese},
        **{f"en/{path}": ("en", path) for path in chinese},
    }


def test_titles_are_in_the_language_of_the_page(procedures: Pages, small: Publication) -> None:
    title = package(small, "procedures").title
    assert [page.title for path, page in procedures.items() if "focus" not in path] == [
        *(title.zh, f"{title.zh} · 样例照顾", f"{title.zh} · 样例秩序"),
        *(title.en, f"{title.en} · SAMPLE care", f"{title.en} · SAMPLE order"),
    ]


def test_entries_stand_under_the_codes_of_the_grouping_and_those_without_one_last(procedures: Pages) -> None:
    assert groups(procedures["procedures/"]) == [("样例服务", ["PRC-0001"]), ("", ["PRC-0002", "PRC-0009"])]


def test_a_list_without_a_grouping_is_one_group(small: Publication) -> None:
    assert groups(pages_of(small, "implementations")["implementations/"]) == [("", ["IMP-0001"])]


def test_a_narrowed_page_shows_the_entries_of_its_code_and_no_pictures(procedures: Pages) -> None:
    page = procedures["procedures/by/aspect/care/"]
    assert [entry for _, entries in groups(page) for entry in entries] == ["PRC-0001", "PRC-0009"]
    assert (page.values["is_narrowed"], page.values["pictures"]) == (True, ())
    assert page.values["chosen"] == Shown(Text("样例照顾", "SAMPLE care"), "codes/aspect/care/")


def test_samples_stand_in_the_list_and_are_counted_apart(procedures: Pages) -> None:
    counts = {path: (page.values["count"], page.values["samples"]) for path, page in procedures.items() if page.language == "zh"}
    assert counts == {
        "procedures/": (2, 1),
        "procedures/by/aspect/care/": (1, 1),
        "procedures/by/aspect/order/": (1, 0),
        "procedures/by/focus/public_service/": (1, 0),
    }


def test_every_value_can_be_chosen_with_its_count_without_samples(procedures: Pages) -> None:
    first, second = choices(procedures["en/procedures/by/aspect/care/"])
    assert first[1] == [
        ("样例照顾", "en/procedures/by/aspect/care/", 1, True),
        ("样例秩序", "en/procedures/by/aspect/order/", 1, False),
    ]
    assert second[1] == [("样例服务", "en/procedures/by/focus/public_service/", 1, False)]


def test_a_line_says_who_is_responsible_what_it_is_and_whether_it_is_a_sample(small: Publication) -> None:
    linked = small.linked
    made = line(linked, linked.entries["PRC-0009"])
    assert made.who
    assert (made.who.label, [shown.text.zh for shown in made.who.values]) == (
        Text("样例负责", "SAMPLE responsible"),
        ["虚构街道"],
    )
    assert made.name == "虚构三"
    assert (made.status, made.is_sample) == (None, True)


def test_a_status_is_shown_where_it_is_not_in_force(small: Publication) -> None:
    linked = amended(small.linked, (f"{POWERS}/powers.csv", "in_force", "withdrawn"))
    assert line(linked, linked.entries["PWR-0001"]).status == Shown(
        Text("样例取消", "SAMPLE withdrawn"), "codes/status/withdrawn/"
    )


def pictures(page: Page) -> list[tuple[str, list[str]]]:
    found = cast("tuple[tuple[Text, str], ...]", page.values["pictures"])
    return [(label.zh, [item.text for item in lines(picture)]) for label, picture in found]


def test_the_overview_counts_by_value_and_by_law_without_samples(procedures: Pages, small: Publication) -> None:
    aspect, focus = (field.title.zh for field in small.linked.catalogue.lists[0].tables[0].fields if field.facet)
    assert pictures(procedures["procedures/"]) == [
        (aspect, ["样例照顾", "1", "样例秩序", "1"]),
        (focus, ["样例服务", "1"]),
        (small.words["law"].zh, ["样例法", "2", "旧法", "1"]),
    ]


def test_a_picture_says_in_words_what_it_shows(procedures: Pages) -> None:
    found = cast("tuple[tuple[Text, str], ...]", procedures["en/procedures/"].values["pictures"])
    label = read(found[0][1]).attrib["aria-label"]
    assert label.endswith("SAMPLE care 1; SAMPLE order 1")


def test_a_picture_of_many_values_gathers_the_smallest(linked: Linked) -> None:
    names = [f"样例{number}" for number in range(10, LONGEST_PICTURE + 12)]
    laws = "".join(f"LAW-10{name[2:]},样例国{name},{name},SAMPLE,law,\n" for name in names)
    versions = "".join(f"LAW-10{name[2:]}-2020,LAW-10{name[2:]},2020,,,,,in_force,,,\n" for name in names)
    bases = "".join(f"RSP-0001,LAW-10{name[2:]}-2020,,,establishes,\n" for name in names)
    publication = publish_linked(
        amended(
            linked,
            (f"{REGISTERS}/laws.csv", "LAW-0002,", f"{laws}LAW-0002,"),
            (f"{REGISTERS}/law-versions.csv", "LAW-0002-1999,", f"{versions}LAW-0002-1999,"),
            (f"{RESPONSIBILITIES}/bases.csv", "note\n", f"note\n{bases}"),
        )
    )
    _, (_, shown) = pictures(pages_of(publication, "responsibilities")["responsibilities/"])
    expected = [text for name in names[: LONGEST_PICTURE - 1] for text in (name, "1")]
    assert shown == [*expected, publication.words["others"].zh, "3"]


def test_an_entry_counts_once_for_a_law_however_many_of_its_articles_it_names(linked: Linked) -> None:
    row = "PRC-0002,LAW-0001-20200101,第二条,,establishes,\n"
    changed = amended(linked, (f"{PROCEDURES}/bases.csv", row, row + row.replace("第二条", "第九条")))
    page = pages_of(publish_linked(changed), "procedures")["procedures/"]
    assert pictures(page)[-1][1] == ["样例法", "2", "旧法", "1"]
