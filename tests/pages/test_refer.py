"""What a cell becomes on a page: text, or a link to what it names."""

from __future__ import annotations

import pytest

from qingdan.model import Field, Text
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, named, refer, refer_to_entry, refer_to_version
from qingdan.pages.told import said

BLANK = Text("", "")


@pytest.mark.parametrize(
    ("register", "key", "expected"),
    [
        ("organisations", "ORG-0001", Shown(Text("样例街道办事处", "SAMPLE office"), "organisations/ORG-0001/")),
        ("laws", "LAW-0002", Shown(Text("旧法", "SAMPLE Old Law"), "laws/LAW-0002/")),
        ("authorities", "AUT-0003", Shown(Text("样例决定", ""), "authorities/AUT-0003/")),
        ("status", "in_force", Shown(Text("样例现行", "SAMPLE in force"), "codes/status/in_force/")),
        ("sources", "SRC-0001", Shown(Text("样例网页一", ""), "https://source.example/1")),
        ("sources", "SRC-0002", Shown(Text("样例无网址", ""), "")),
        ("entries", "PRC-0002", Shown(Text("样例二", ""), "procedures/PRC-0002/")),
        ("entries", "IMP-0001", Shown(Text("样例一 · 虚构街道", ""), "implementations/IMP-0001/")),
        (
            "law-versions",
            "LAW-0002-1999",
            Shown(Text("旧法（1999）", "SAMPLE Old Law (1999)"), "laws/LAW-0002/", "LAW-0002-1999"),
        ),
        ("organisations", "ORG-9999", Shown(Text("ORG-9999", "ORG-9999"))),
    ],
)
def test_a_key_is_shown_by_the_name_that_a_reader_knows(small: Publication, register: str, key: str, expected: Shown) -> None:
    assert refer(small.linked, register, key) == expected


def test_a_cell_without_a_register_is_its_own_text(small: Publication) -> None:
    field = Field("note", "string", BLANK, BLANK, "", {})
    assert said(small, field, "样例 <b>") == Shown(Text("样例 <b>", ""))


def test_a_cell_with_a_register_is_a_link(small: Publication) -> None:
    field = Field("body", "string", BLANK, BLANK, "", {}, references="organisations")
    assert said(small, field, "ORG-0002") == refer(small.linked, "organisations", "ORG-0002")


def test_an_entry_is_shown_by_its_name_and_page(small: Publication) -> None:
    assert refer_to_entry(small.linked, small.linked.entries["RSP-0001"]) == Shown(
        Text("样例责任", ""), "responsibilities/RSP-0001/"
    )


def test_a_version_bears_its_date_and_leads_to_its_place_on_the_page_of_the_law(small: Publication) -> None:
    version = small.linked.look_up("law-versions", "LAW-0001-20200101")
    assert version
    assert refer_to_version(small.linked, version) == Shown(
        Text("样例法（2020-01-01）", "SAMPLE Law (2020-01-01)"), "laws/LAW-0001/", "LAW-0001-20200101"
    )


def test_a_row_that_is_not_there_has_a_blank_name() -> None:
    assert named(None) == BLANK


@pytest.mark.parametrize(
    ("address", "is_outside"),
    [
        ("", False),
        ("laws/LAW-0001/", False),
        ("https://a.example/", True),
        ("http://a.example/", True),
        ("mailto:a@b.example", True),
    ],
)
def test_a_full_address_leaves_the_site(address: str, is_outside: bool) -> None:
    assert Shown(BLANK, address).is_outside is is_outside
