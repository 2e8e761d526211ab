"""A page of ours is, byte for byte, what MkDocs itself makes of it when it is given as a page of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from qingdan.history.releases import read_releases
from qingdan.linked import Linked, link
from qingdan.model import TIME_ZONE, Finder, Settings, Text
from qingdan.pages.history import LATEST
from qingdan.pages.publication import Page, Publication
from qingdan.pages.render import Renderer
from qingdan.pages.site import all_pages, navigation
from qingdan.pages.templates import PIECES
from qingdan.problem import Place
from qingdan.skin.mkdocs import render_skin
from qingdan.skin.skin import Navigation, Skin
from qingdan.skin.written import html_of, written_pages
from tests.browser.test_every_kind_of_page import KINDS
from tests.history.made import told
from tests.pages.test_happened import amend
from tests.skin.given import rendered, taken_apart
from tests.skin.seen import Seen
from tests.tagged import tag_world
from tests.world import PROCEDURES, ROOT, SOURCE, add_the_look, amended, linked_world, publish_linked, templates, words

TOKEN = "<!--QINGDAN-BODY-TOKEN-->QINGDAN-TITLE-TOKEN"
NASTY = f"<b title=\"'>&amp; {{{{ words }}}}</b>{TOKEN}"
"""What would break out of a text or of an attribute, and what looks like a token of a shell."""


@dataclass(frozen=True)
class World:
    """A SAMPLE world with a history and releases, its skin, its pages as we publish them, and the folder of its look."""

    publication: Publication
    navigation: Navigation
    skin: Skin
    pages: tuple[tuple[Page, str], ...]
    look: Path


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tag_world(tmp_path_factory.mktemp("tagged") / "world")
    amend(root, LATEST + 1)
    return root


@pytest.fixture(scope="module", params=["plain words", "nasty words"])
def world(request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    linked = with_a_finder(linked_world(repository))
    publication = publish_linked(spoilt(linked) if request.param == "nasty words" else linked, told(repository))
    publication = replace(publication, releases=read_releases(repository, SOURCE, ZoneInfo(TIME_ZONE))[0])
    look = add_the_look(tmp_path_factory.mktemp("look"))
    ways = navigation(publication.linked.catalogue, publication.words)
    skin = render_skin(look, publication.settings, publication.words, ways)
    renderer = Renderer(publication, templates(), skin.shells)
    pages = tuple((page, renderer.file(page).data.decode()) for page in all_pages(publication))
    return World(publication, ways, skin, pages, look)


def with_a_finder(linked: Linked) -> Linked:
    """The world with a list that leads from a question to its entries."""
    finder = Finder(
        "ask", Text("样例问什么？", "Which SAMPLE?"), Text("样例", "SAMPLE"), "status", (), ("bodies", "scopes"), Place("")
    )
    lists = tuple(package._replace(finder=finder if package.folder == PROCEDURES else None) for package in linked.catalogue.lists)
    return link(linked.catalogue._replace(lists=lists))


def spoilt(linked: Linked) -> Linked:
    """The world with nasty words wherever the frame or the head of a page shows any."""
    cell = f'"{NASTY.replace(chr(34), chr(34) * 2)}"'
    catalogue = amended(
        linked, *((f"{PROCEDURES}/procedures.csv", old, cell) for old in ("样例一", "样例：第一件事，改过。"))
    ).catalogue
    settings = catalogue.settings._replace(
        title=Text(NASTY, NASTY),
        description=Text(NASTY, NASTY),
        publisher=Text(NASTY, NASTY),
        filing={"icp": NASTY},
        licence={**catalogue.settings.licence, "name": NASTY},
    )
    nasty = Text(NASTY, NASTY)
    lists = tuple(
        package._replace(
            title=nasty,
            description=nasty,
            finder=package.finder and package.finder._replace(title=nasty, about=nasty),
        )
        for package in catalogue.lists
    )
    return link(catalogue._replace(settings=settings, lists=lists))


ONLY_OF_MANY = {"beside.html", "bodies.html", "search_letter.html"}
"""Templates of pages that only a matter with very many bodies has, or a long list: tests/pages/test_long_pages.py makes them."""


def shell_of(page: Page) -> tuple[str, int]:
    return "en" if page.language == "en" else "zh", page.path.count("/")


def test_every_template_in_both_languages_and_at_every_depth(world: World) -> None:
    of_pages = {path.name for path in (ROOT / "site" / "templates").glob("*.html")} - set(PIECES.values())
    assert {page.template for page, _ in world.pages} == of_pages - ONLY_OF_MANY
    assert {shell_of(page) for page, _ in world.pages} >= {("zh", depth) for depth in range(5)} | {
        ("en", 1),
        ("en", 2),
        ("en", 5),
    }


def test_every_page_of_a_world_is_what_mkdocs_makes_of_it(world: World) -> None:
    given = (taken_apart(page.path, shell_of(page)[0], html, world.skin.shells[shell_of(page)]) for page, html in world.pages)
    made = rendered(world.look, given, world.publication.settings, world.publication.words, world.navigation)
    assert len(made) == len(world.pages)
    assert [page.path for page, html in world.pages if made[page.path] != html] == []


def test_nothing_breaks_out_of_the_frame_and_what_looks_like_a_token_stays_text(world: World) -> None:
    name, way = world.publication.words["site_name"], world.navigation[0][2]
    is_nasty = NASTY in world.publication.settings.title.zh
    assert (way.zh == NASTY) == is_nasty
    for page, html in world.pages:
        seen, language = Seen(html), shell_of(page)[0]
        assert [len(seen.all(tag)) for tag in ("main", "h1", "b", "script")] == [1, 1, 0, 1], page.path
        assert seen.text["title"].startswith(f"{page.title} - {name.in_language(language)}")
        assert {"name": "description", "content": page.description} in seen.all("meta")
        assert way.in_language(language) in seen.text["nav"]
        assert seen.text["footer"].count(NASTY) >= (3 if is_nasty else 0), page.path


def test_pages_of_the_real_site_are_what_mkdocs_makes_of_them(site: Path, tmp_path: Path) -> None:
    settings, words, ways = of_the_repository()
    look = add_the_look(tmp_path)
    skin = render_skin(look, settings, words, ways)
    published = {path: (site / path / "index.html").read_text("utf-8") for path in KINDS if not path.endswith(".html")}
    given = []
    for path, html in published.items():
        language = "en" if path.startswith("en/") else "zh"
        given.append(taken_apart(path, language, html, skin.shells[language, path.count("/")]))
    made = rendered(look, given, settings, words, ways)
    assert [path for path, html in published.items() if made[path] != html] == []


def test_a_hand_written_page_of_mkdocs_is_what_a_shell_makes_of_its_markdown(tmp_path: Path) -> None:
    settings, words, ways = of_the_repository()
    skin = render_skin(add_the_look(tmp_path), settings, words, ways)
    files = {file.path: file.data.decode() for file in skin.files}
    pages = tuple(written_pages(ROOT, settings, words))
    assert len(pages) == 6
    for page in pages:
        shell = skin.shells[page.language, page.path.count("/")]
        assert files[f"{page.path}index.html"] == shell.fill(path=page.path, **page.frame, body=html_of(page)), page.path


def of_the_repository() -> tuple[Settings, dict[str, Text], Navigation]:
    catalogue = linked_world(ROOT).catalogue
    return catalogue.settings, dict(words()), navigation(catalogue, words())
