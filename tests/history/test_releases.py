"""The address of a release: of every tag its own, the same for ever, fit for a file and for a browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, unquote_to_bytes
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.history.releases import OWN_FILES, address, releases
from qingdan.problem import Notice, Place
from tests.soundness.runs import run_of

ZONE = ZoneInfo("Asia/Shanghai")
LINE = (("c3", "2026-01-31T16:30:00Z"), ("c2", "2026-01-20T00:00:00Z"), ("c1", "2026-01-10T00:00:00Z"))
FILES: Mapping[str, Mapping[str, bytes]] = {
    "c3": {"lists/a/a.csv": b"id\n", "lists/a/README.md": b"SAMPLE"},
    "c2": {"lists/a/a.csv": bytes([*b"id\n"])},
    "c1": {},
}


@run_of(2)
@given(st.text(min_size=1), st.sampled_from([frozenset[str](), OWN_FILES]))
def test_an_address_gives_its_name_back_and_holds_nothing_but_plain_characters(name: str, taken: frozenset[str]) -> None:
    whole = name.encode("utf-8", "replace").decode()
    found = address(whole, taken)
    assert unquote_to_bytes(found.replace("~", "%")).decode() == whole
    assert quote(found, safe="") == found
    assert found[0] not in ".-_"
    assert found.lower() not in taken


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("v1.0", "v1.0"),
        ("2026-01-31", "2026-01-31"),
        ("releases/2026", "releases~2f2026"),
        ("样", "~e6~a0~b7"),
        ("-v1", "~2dv1"),
        (".v1", "~2ev1"),
        ("a~2fb", "a~7e2fb"),
        ("index.html", "~69ndex.html"),
        ("Index.HTML", "~49ndex.HTML"),
    ],
)
def test_an_address_is_a_promise(tag: str, expected: str) -> None:
    assert address(tag, OWN_FILES) == expected


def test_the_newest_release_comes_first_with_the_day_in_the_time_zone_of_the_catalogue_and_tables_alone() -> None:
    found, notices = releases((("one", "c2"), ("two", "c3")), LINE, ZONE, FILES.__getitem__)
    assert [(one.tag, one.commit, one.day, [copy.path for copy in one.copies]) for one in found] == [
        ("two", "c3", date(2026, 2, 1), ["lists/a/a.csv"]),
        ("one", "c2", date(2026, 1, 20), ["lists/a/a.csv"]),
    ]
    assert found[0].copies[0].data is found[1].copies[0].data
    assert notices == ()


def test_of_tags_that_differ_only_in_case_the_oldest_keeps_its_address() -> None:
    found, notices = releases((("V1", "c3"), ("v1", "c2")), LINE, ZONE, FILES.__getitem__)
    assert ([one.tag for one in found], [one.values["tag"] for one in notices]) == (["v1"], ["V1"])
    twins = {"c3": {"lists/a/a.csv": b"", "lists/A/a.csv": b""}}
    assert [one.key for one in releases((("v1", "c3"),), LINE, ZONE, twins.__getitem__)[1]] == ["release_without_address"]


@pytest.mark.parametrize(
    ("tag", "commit", "key"),
    [
        ("SAMPLE", "elsewhere", "release_elsewhere"),
        ("SAMPLE", "c1", "release_without_lists"),
        ("x" * 201, "c3", "release_without_address"),
        ("样" * 23, "c3", "release_without_address"),
        ("SAMPLE\udcff", "c3", "release_without_address"),
    ],
)
def test_a_tag_that_is_no_release_is_told(tag: str, commit: str, key: str) -> None:
    notice = Notice(key, Place(f"refs/tags/{tag}"), {"tag": tag})
    assert releases(((tag, commit),), LINE, ZONE, FILES.__getitem__) == ((), (notice,))
