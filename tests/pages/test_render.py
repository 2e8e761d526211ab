"""From a page to its HTML: relative links, both languages, and no data that could become markup."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from jinja2 import Environment

from qingdan.linked import Linked, link
from qingdan.model import File, Text
from qingdan.pages.links import relative
from qingdan.pages.publication import Publication
from qingdan.pages.render import Renderer
from qingdan.pages.site import all_pages
from qingdan.pages.templates import Templates
from qingdan.publish.verify import links_of
from qingdan.skin.shell import cut
from tests.world import PROCEDURES, REGISTERS, ROOT, amended, publish_linked, templates, words

SHELL = cut(
    "<!doctype html><title><!--QINGDAN-TITLE-TOKEN--></title>"
    '<meta name="description" content="<!--QINGDAN-DESCRIPTION-TOKEN-->">'
    '<link rel="canonical" href="<!--QINGDAN-CANONICAL-TOKEN-->"><!--QINGDAN-ALTERNATES-TOKEN-->'
    '<a class="twin" href="<!--QINGDAN-TWIN-TOKEN-->">twin</a><main><!--QINGDAN-BODY-TOKEN--></main>'
)
TEMPLATES = ROOT / "site" / "templates"
DEPTHS = range(8)
NASTY = "<img src=x onerror=alert(1)>'\"&amp;{{ 4321*7 }}QINGDAN-BODY-TOKEN"


class Seen(HTMLParser):
    """The tags, attributes and texts of a page, as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.inside: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [f"{name}={value}" for name, value in attrs]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data
        self.inside[self.tags[-1]] = self.inside.get(self.tags[-1], "") + data


def renderer_of(publication: Publication, look: Templates | None = None) -> Renderer:
    return Renderer(publication, look or templates(), {(language, depth): SHELL for language in ("zh", "en") for depth in DEPTHS})


def html_of(publication: Publication, look: Templates | None = None) -> Mapping[str, str]:
    files = map(renderer_of(publication, look).file, all_pages(publication))
    return {file.path: file.data.decode() for file in files}


@pytest.fixture(scope="module")
def html(small: Publication) -> Mapping[str, str]:
    return html_of(small)


@pytest.mark.parametrize(
    ("here", "there", "anchor", "expected"),
    [
        ("", "", "", "./"),
        ("", "powers/", "", "powers/"),
        ("powers/", "", "", "../"),
        ("powers/PWR-0001/", "powers/", "", "../"),
        ("powers/PWR-0001/", "powers/PWR-0001/", "", "./"),
        ("powers/PWR-0001/", "laws/LAW-0001/", "LAW-0001-2020", "../../laws/LAW-0001/#LAW-0001-2020"),
        ("powers/PWR-0001/", "powers/PWR-0001.json", "", "../PWR-0001.json"),
        ("en/powers/by/aspect/care/", "data/powers.zip", "", "../../../../../data/powers.zip"),
        ("powers/", "https://a.example/b/", "", "https://a.example/b/"),
        ("powers/", "mailto:a@b.example", "", "mailto:a@b.example"),
    ],
)
def test_a_link_is_relative_to_its_page(here: str, there: str, anchor: str, expected: str) -> None:
    assert relative(here, there, anchor) == expected


def test_no_body_of_a_page_links_to_its_own_site_by_a_full_address(html: Mapping[str, str]) -> None:
    links = {(path, link) for path, page in html.items() for link in Seen(page.split("<main>")[1]).links}
    assert [found for found in sorted(links) if found[1].startswith(("/", "https://sample.example"))] == []


def test_the_links_that_a_browser_finds_in_a_body_are_those_known_from_the_making(small: Publication) -> None:
    renderer = renderer_of(small)
    bodies = [File(file.path, file.data.split(b"<main>")[1]) for file in map(renderer.file, all_pages(small))]
    found = {target for body in bodies for target in links_of(body, small.settings.base_url).targets}
    within = {(body.path, anchor) for body in bodies for _, anchor in found if anchor}
    assert len(renderer.targets) > 100
    assert set(renderer.targets) - found == set()
    assert found - set(renderer.targets) - within == set()


def test_every_kind_of_page_is_made_with_its_title_and_canonical_address(html: Mapping[str, str], small: Publication) -> None:
    pages = {f"{page.path}index.html": page for page in all_pages(small)}
    assert set(html) == set(pages)
    for path, page in pages.items():
        seen = Seen(html[path])
        assert seen.inside["title"] == page.title
        assert f"https://sample.example/{page.path}" in seen.links


def test_a_page_in_both_languages_has_the_english_small_behind_the_chinese(html: Mapping[str, str], small: Publication) -> None:
    page, words = html["procedures/PRC-0001/index.html"], small.words
    assert f'<h2 id="first">{words["first_of_all"].zh} <i lang="en">{words["first_of_all"].en}</i></h2>' in page
    assert 'rel="alternate"' not in page
    assert Seen(page).links[1] == "../../en/"


def test_a_page_in_one_language_says_its_own_words_only_in_that_language(html: Mapping[str, str], small: Publication) -> None:
    chinese, english, words = html["powers/index.html"], html["en/powers/index.html"], small.words
    assert f'<h2 id="take">{words["downloads"].zh}</h2>' in chinese
    assert f'<h2 id="take">{words["downloads"].en}</h2>' in english
    assert (Seen(chinese).links[3], Seen(english).links[3]) == ("../en/powers/", "../../powers/")
    for page in (chinese, english):
        assert '<link rel="alternate" hreflang="en" href="https://sample.example/en/powers/">' in page
        assert '<link rel="alternate" hreflang="zh" href="https://sample.example/powers/">' in page


def test_a_text_without_english_stands_in_chinese_and_is_marked_as_such(linked: Linked) -> None:
    settings = linked.catalogue.settings._replace(title=Text("样例清单", ""))
    pages = html_of(publish_linked(link(linked.catalogue._replace(settings=settings))))
    assert "<h1>样例清单</h1>" in pages["index.html"]
    assert '<h1><span lang="zh">样例清单</span></h1>' in pages["en/index.html"]


def test_a_sample_says_so_on_its_page_and_in_its_title(html: Mapping[str, str], small: Publication) -> None:
    said, about = small.words["sample"].zh, small.words["sample_about"].zh
    for path in ("procedures/PRC-0009/index.html", "implementations/IMP-0001/index.html"):
        assert html[path].startswith(f"<!doctype html><title>{said} · ")
        assert about in html[path]
        assert 'data-sample="true"' in html[path]
    assert about not in html["procedures/PRC-0001/index.html"]
    assert 'data-entry="PRC-0009" data-sample="true"' in html["procedures/index.html"]


@pytest.fixture(scope="module")
def spoilt(linked: Linked) -> Mapping[str, str]:
    """The pages of a world in which every kind of data holds markup, a template's brackets and a token."""
    cell = '"' + NASTY.replace('"', '""') + '"'
    cells = (
        *((f"{PROCEDURES}/procedures.csv", old) for old in ("样例一", "样例：第一件事。", "带上样例")),
        *((f"{PROCEDURES}/steps.csv", old) for old in ("样例申请", "交样例。", "退回样例")),
        (f"{PROCEDURES}/materials.csv", "样例证"),
        (f"{PROCEDURES}/scopes.csv", "样例当地写法"),
        (f"{REGISTERS}/organisations.csv", "样例街道办事处"),
        (f"{REGISTERS}/laws.csv", "样例国样例法"),
        (f"{REGISTERS}/laws.csv", "旧法,SAMPLE"),
        (f"{REGISTERS}/sources.csv", "样例网页一"),
        (f"{REGISTERS}/authorities.csv", "样例来源文件"),
        (f"{REGISTERS}/codes/aspect.csv", "样例照顾"),
        (f"{REGISTERS}/codes/aspect.csv", "样例含义"),
    )
    changed = amended(linked, *((path, old, f"{cell},SAMPLE" if old.endswith(",SAMPLE") else cell) for path, old in cells))
    settings = changed.catalogue.settings._replace(title=Text(NASTY, NASTY), contact={"email": "'\"><script>@sample.example"})
    return html_of(publish_linked(link(changed.catalogue._replace(settings=settings))))


def test_markup_in_the_data_stays_text_in_titles_attributes_and_bodies(
    spoilt: Mapping[str, str], html: Mapping[str, str]
) -> None:
    assert set(spoilt) == set(html)
    for path, page in spoilt.items():
        seen = Seen(page)
        assert not {"img", "script"} & set(seen.tags), path
        assert not [value for value in seen.values if value.startswith("onerror")], path
        assert "30247" not in page, path


def test_markup_in_the_data_is_shown_as_it_was_written(spoilt: Mapping[str, str]) -> None:
    seen = Seen(spoilt["procedures/PRC-0001/index.html"])
    assert seen.inside["title"] == NASTY
    assert f"content={NASTY}" in seen.values
    assert seen.inside["h1"].strip() == NASTY
    assert any(value.startswith(f"aria-label={NASTY}") for value in seen.values)


def test_templates_are_compiled_once_for_all_publications_and_show_each_as_fresh_ones_do(
    small: Publication, linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = publish_linked(amended(linked, (f"{PROCEDURES}/procedures.csv", "样例一", "样例另一")))
    once, fresh = Templates(TEMPLATES, words()), Templates(TEMPLATES, words())
    assert html_of(small, once) != html_of(other, fresh)
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert html_of(other, once) == html_of(other, fresh)
