"""The schemas refuse what the formats refuse: otherwise it would say nothing that our feeds pass them."""

from __future__ import annotations

import json

import pytest

from tests.exports.feeds.schemas import atom_faults, json_faults, relax_ng

ENTRY = (
    "<entry><title>SAMPLE</title><link rel='alternate' href='https://sample.example/1'/><id>tag:sample.example,2026:1</id>"
    "<updated>2026-01-01T00:00:00Z</updated><content type='html'>&lt;p&gt;SAMPLE&lt;/p&gt;</content></entry>"
)
FEED = (
    "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='zh'><title>SAMPLE</title>"
    "<link rel='self' href='https://sample.example/feed'/><link rel='alternate' href='https://sample.example/'/>"
    "<updated>2026-01-01T00:00:00Z</updated><author><name>SAMPLE</name></author><id>https://sample.example/feed</id>"
    f"{ENTRY}</feed>"
)


def test_a_feed_as_the_rfc_has_it_is_valid() -> None:
    assert relax_ng()(FEED.encode())
    assert [*atom_faults(FEED.encode())] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>https://sample.example/feed</id>", ""),
        ("<title>SAMPLE</title>", ""),
        ("<title>SAMPLE</title>", "<title>SAMPLE</title><title>SAMPLE</title>"),
        ("2026-01-01T00:00:00Z", "2026-01-01 00:00:00"),
        ("2026-01-01T00:00:00Z", "2026-13-01T00:00:00Z"),
        ("<author><name>SAMPLE</name></author>", "<author/>"),
        ("rel='self' href='https://sample.example/feed'", "rel='self'"),
        ("<entry>", "<entry><content>SAMPLE</content>"),
        ("<entry>", "<entry><item/>"),
        ("xml:lang='zh'", "xml:lang='zh_CN'"),
        ("xml:lang='zh'", "language='zh'"),
        ("SAMPLE", "SAM\x01PLE"),
        ("SAMPLE", "SAM&PLE"),
    ],
)
def test_what_the_schema_of_the_rfc_forbids_is_refused(old: str, new: str) -> None:
    assert old in FEED
    assert not relax_ng()(FEED.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<author><name>SAMPLE</name></author>", ""),
        ("rel='self'", "rel='related'"),
        ("<id>tag:sample.example,2026:1</id>", "<id>1</id>"),
        ("rel='alternate' href='https://sample.example/1'", "rel='alternate' href='/1'"),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00"),
        (ENTRY, ENTRY + ENTRY),
        ("type='html'", "type='text'"),
    ],
)
def test_what_the_rfc_says_beyond_its_schema_is_asked_for(old: str, new: str) -> None:
    assert old in FEED
    assert [*atom_faults(FEED.replace(old, new, 1).encode())] != []


def test_json_feed_is_asked_for_what_it_must_have() -> None:
    item = {"id": "1", "content_html": "<p>SAMPLE</p>", "date_published": "2026-01-01T00:00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "SAMPLE", "items": [item]}
    assert json_faults(json.dumps(feed).encode()) == []
    for wrong in (
        {**feed, "version": "https://jsonfeed.org/version/1"},
        {**feed, "author": {"name": "SAMPLE"}},
        {**feed, "authors": [{}]},
        {**feed, "items": [{**item, "id": 1}]},
        {**feed, "items": [{"id": "1"}]},
        {**feed, "items": [item, item]},
        {**feed, "items": [{**item, "date_published": "2026-01-01"}]},
    ):
        assert json_faults(json.dumps(wrong).encode()) != [], wrong
