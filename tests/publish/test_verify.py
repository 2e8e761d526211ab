"""Every link inside the site leads somewhere, and no page loads anything from another host."""

from __future__ import annotations

import pytest

from qingdan.problem import Place, Problem
from tests.links import broken_in

BASE = "https://sample.example/"
SITE = {
    "index.html": "<h1 id='top'>home</h1>",
    "laws/index.html": "<h2 id='LAW-0001'>law</h2>",
    "laws/LAW-0001/index.html": "<p id='样例'>law</p>",
    "data/all.zip": "PK",
    "assets/a.css": "",
}


def problems_of(path: str, html: str, base: str = BASE, **more: str) -> list[Problem]:
    """The problems of a site in which one page holds this."""
    return broken_in({name: text.encode() for name, text in {**SITE, **more, path: html}.items()}, base)


def problem(page: str, link: str) -> Problem:
    return Problem("broken_link", Place(page), {"page": page, "link": link})


@pytest.mark.parametrize(
    "link",
    [
        *("../", "./", "", "LAW-0001/", "../data/all.zip", "../#top", "../laws/#LAW-0001", "#here", "/laws/", "/"),
        *("LAW-0001/#%E6%A0%B7%E4%BE%8B", "LAW-0001/#样例", "../laws/?q=1", "https://sample.example/laws/"),
        *("https://sample.example/", "https://sample.example/laws/#LAW-0001", "https://elsewhere.example/x"),
        *("mailto:a@b.example", "tel:12345", "LAW-0001/index.html"),
    ],
)
def test_a_link_that_leads_somewhere_is_no_problem(link: str) -> None:
    assert problems_of("laws/index.html", f'<h2 id="LAW-0001"></h2><p id="here"><a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    "link",
    [
        *("powers/", "../data", "LAW-0001", "LAW-0002/", "../LAW-0001/", "../data/none.zip", "/powers/", "../../powers/"),
        *("#nowhere", "../#nowhere", "LAW-0001/#LAW-0001", "https://sample.example/powers/"),
        *("https://sample.example/laws/#nowhere", "https://sample.example/data/none.zip"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_page(link: str) -> None:
    assert problems_of("laws/index.html", f'<a href="{link}">x</a>') == [problem("laws/index.html", link)]


def test_every_broken_link_of_a_page_is_named_once_in_order() -> None:
    html = "<a href='b/'>b</a><a href='a/'>a</a><a href='b/'>again</a><img src='c.png'>"
    assert problems_of("index.html", html) == [problem("index.html", link) for link in ("a/", "b/", "c.png")]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{}"></script>',
        '<img src="{}">',
        '<img src="{}"/>',
        '<iframe src="{}"></iframe>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="icon" href="{}">',
        '<link rel="preload" href="{}">',
    ],
)
@pytest.mark.parametrize("address", ["https://elsewhere.example/x", "http://elsewhere.example/x", "//elsewhere.example/x"])
def test_a_thing_that_a_page_would_load_from_another_host_is_named(html: str, address: str) -> None:
    assert problems_of("index.html", html.format(address)) == [problem("index.html", address)]


@pytest.mark.parametrize(
    "html",
    [
        '<img srcset="https://elsewhere.example/x 2x">',
        '<video poster="https://elsewhere.example/x"></video>',
        '<link rel="preconnect" href="https://elsewhere.example/x">',
        '<p style="background: url(https://elsewhere.example/x)">',
    ],
)
def test_less_common_ways_of_loading_from_another_host_are_named_too(html: str) -> None:
    assert [found.place for found in problems_of("index.html", html)] == [Place("index.html")]


def test_a_style_sheet_that_loads_from_another_host_is_named() -> None:
    found = problems_of("index.html", "", **{"assets/a.css": "@font-face { src: url(https://elsewhere.example/x.woff2) }"})
    assert [problem.place for problem in found] == [Place("assets/a.css")]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="data:image/png;base64,AA==">',
        '<link rel="stylesheet" href="assets/a.css">',
        '<link rel="canonical" href="https://elsewhere.example/">',
        '<link rel="alternate" hreflang="en" href="https://sample.example/en/">',
        '<a href="https://elsewhere.example/">x</a>',
        '<link rel="license" href="https://elsewhere.example/by/4.0/">',
    ],
)
def test_what_a_page_only_names_or_carries_itself_is_no_problem(html: str) -> None:
    assert problems_of("index.html", html) == []


@pytest.mark.parametrize("link", ["https://name.example/lists/laws/", "https://name.example/lists/", "/lists/laws/", "laws/"])
def test_a_site_below_a_path_of_its_host_finds_its_own_pages(link: str) -> None:
    assert problems_of("index.html", f'<a href="{link}">x</a>', "https://name.example/lists/") == []


@pytest.mark.parametrize("link", ["https://name.example/lists/powers/", "/laws/", "../laws/"])
def test_a_link_above_a_site_below_a_path_of_its_host_leads_nowhere(link: str) -> None:
    assert problems_of("index.html", f'<a href="{link}">x</a>', "https://name.example/lists/") == [problem("index.html", link)]
