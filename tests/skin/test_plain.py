"""The plain skin gives the same pages at the same addresses with the same text, and needs no site tool."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from qingdan.skin.skins import SKINS
from tests.skin.seen import Seen
from tests.test_cli import both_languages, run, state
from tests.world import ROOT, add_the_look, write_world

ENTRY = re.compile(r"[a-z-]+/[A-Z]{3}-[0-9]{4}/index\.html")


@pytest.fixture(scope="module", params=["real", "released"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site in the skin of MkDocs and in the plain one: of the real lists, and of a SAMPLE world with releases."""
    if request.param == "real":
        return request.getfixturevalue("site"), request.getfixturevalue("plain_site")
    root = tmp_path_factory.mktemp("both") / "world"
    shutil.copytree(request.getfixturevalue("released"), root)
    answer = run("--root", str(root), "build", "--skin", "plain", "--into", "plain")
    assert answer.returncode == 0, answer.stderr
    return root / "public", root / "plain"


def files(site: Path) -> Mapping[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@cache
def pages(site: Path) -> tuple[tuple[str, Seen], ...]:
    found = sorted(files(site).items())
    return tuple((name, Seen(data.decode().lstrip())) for name, data in found if name.endswith(".html"))


def test_both_skins_give_the_same_files_and_nothing_but_pages_and_styles_differs(both: tuple[Path, Path]) -> None:
    mkdocs, plain = (files(site) for site in both)
    of_one = {name for name in mkdocs.keys() ^ plain.keys() if name.endswith(".css")}
    assert mkdocs.keys() ^ plain.keys() == of_one
    assert [re.sub("[0-9a-f]{10}", "", name) for name in plain if name in of_one] == ["assets/plain..css"]
    assert [name for name in mkdocs.keys() & plain.keys() if mkdocs[name] != plain[name] and not name.endswith(".html")] == []


def test_every_page_says_the_same_in_both_skins(both: tuple[Path, Path]) -> None:
    for (name, one), (other_name, other) in zip(*map(pages, both), strict=True):
        assert name == other_name
        assert len(one.text["main"]) > 50, name
        for part in ("title", "header", "nav", "main", "footer"):
            assert one.text[part].split() == other.text[part].split(), (name, part)
        for tag in ("link", "meta", "a", "html"):
            assert named(one, tag) == named(other, tag), (name, tag)


def named(page: Seen, tag: str) -> list[dict[str, str]]:
    """What the elements of a name say, but for the styles and the classes of a theme."""
    kept = [found for found in page.all(tag) if found.get("rel") != "stylesheet"]
    return [{name: value for name, value in found.items() if tag != "html" or name != "class"} for found in kept]


def test_every_plain_page_has_its_language_landmarks_and_a_way_past_the_header(plain_site: Path) -> None:
    for name, page in pages(plain_site):
        assert page.all("html") == [{"lang": "en" if name.startswith("en/") else "zh-Hans"}], name
        assert len(page.all("main")) == 1, name
        assert page.all("header")[0] == {"class": "qd-header"}, name
        assert page.all("footer")[-1] == {"class": "qd-footer"}, name
        assert page.all("a")[0] == {"href": "#content", "class": "qd-skip"}, name
        assert {"id": "content"} in page.all("div"), name
        assert all(nav["aria-label"] for nav in page.all("nav")), name
        switches = [link for link in page.all("a") if link.get("class") == "qd-language"]
        assert len(switches) == (0 if name == "404.html" else 1), name


def test_every_link_of_every_plain_page_leads_to_a_file_and_to_an_anchor_in_it(both: tuple[Path, Path]) -> None:
    plain, own = files(both[1]), "https://site.example/"
    anchors = {name: {attributes["id"] for _, attributes in page.tags if "id" in attributes} for name, page in pages(both[1])}
    broken = []
    for name, page in pages(both[1]):
        for tag, attributes in page.tags:
            address = urljoin(own + name, attributes.get("href", ""))
            is_inside = address.startswith(own) and tag in ("a", "link")
            path, _, anchor = unquote(address.removeprefix(own)).partition("#")
            path += "index.html" if path.endswith("/") or not path else ""
            if is_inside and (path not in plain or (anchor and anchor not in anchors[path])):
                broken.append((name, attributes["href"]))
    assert broken == []


def styles_of(plain_site: Path) -> str:
    """The path of the one stylesheet."""
    (path,) = plain_site.glob("assets/plain.*.css")
    return path.relative_to(plain_site).as_posix()


def test_no_plain_page_has_anything_inline_or_from_elsewhere(plain_site: Path) -> None:
    for name, page in pages(plain_site):
        (script,) = page.all("script")
        assert re.fullmatch(r"(/|\./|(\.\./)+)assets/search\.[0-9a-f]{10}\.js", script["src"]), name
        assert not page.all("style"), name
        for tag, attributes in page.tags:
            assert not [key for key in attributes if key == "style" or key.startswith("on")], (name, tag)
        (style,) = (link["href"] for link in page.all("link") if link["rel"] == "stylesheet")
        depth = name.count("/")
        assert style == ("/" if name == "404.html" else "../" * depth or "./") + styles_of(plain_site)


def test_a_first_visit_weighs_little(plain_site: Path) -> None:
    styles = (plain_site / styles_of(plain_site)).read_bytes()
    entries = [data for name, data in files(plain_site).items() if ENTRY.fullmatch(name)]
    assert len(entries) > 100
    assert len(styles) <= 8_600
    assert max(len(gzip.compress(styles)) + len(gzip.compress(data)) for data in entries) <= 12_000
    assert statistics.median(len(styles) + len(data) for data in entries) <= 20_000


def test_without_mkdocs_on_the_machine_the_plain_skin_is_built_all_the_same(tmp_path: Path) -> None:
    root = add_the_look(write_world(tmp_path / "world"))
    absent = ("mkdocs", "material", "pymdownx", "materialx")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent!r})); from qingdan.cli import main; "
        f"code = main(['--root', {str(root)!r}, 'build', *sys.argv[1:]]); "
        f"print(code, sorted(name for name in sys.modules if name.startswith({absent!r}) and sys.modules[name]))"
    )
    plain = subprocess.run([sys.executable, "-c", code, "--skin", "plain"], capture_output=True, text=True, check=False)
    assert (plain.returncode, plain.stdout.splitlines()[-1]) == (0, "0 []"), plain.stderr
    assert (root / "public" / "procedures" / "PRC-0001" / "index.html").is_file()
    assert not [*root.glob("build/*")]
    mkdocs = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "mkdocs" in mkdocs.stderr.splitlines()[-1]


def test_the_same_lists_give_the_same_bytes_in_another_place_language_zone_and_order_of_hashes(tmp_path: Path) -> None:
    built = []
    for number, (zone, tongue) in enumerate((("Asia/Shanghai", "C.UTF-8"), ("America/New_York", "C"))):
        root = add_the_look(write_world(tmp_path / str(number) / ("world" * (number + 1))))
        more = {"TZ": zone, "LC_ALL": tongue, "PYTHONHASHSEED": str(number + 1)}
        assert run("--root", str(root), "build", "--skin", "plain", more=more).returncode == 0
        built.append(files(root / "public"))
    assert built[0] == built[1]


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("name", ["", "Plain", "material", "../plain"])
def test_another_skin_is_a_wrong_call_that_names_the_skins_and_writes_nothing(tmp_path: Path, command: str, name: str) -> None:
    root = add_the_look(write_world(tmp_path / "world"))
    before = state(root)
    answer = run("--root", str(root), command, "--skin", name)
    assert (answer.returncode, answer.stdout, both_languages(answer.stderr)) == (2, "", True)
    assert [" / ".join(SKINS) in line for line in answer.stderr.splitlines()] == [True, True]
    assert state(root) == before


def test_the_skins_are_named_in_the_help_and_the_first_is_used_unless_asked() -> None:
    assert list(SKINS) == ["mkdocs", "plain"]
    for command in ("build", "serve"):
        answer = run(command, "--help").stdout
        (said,) = re.findall(r"--skin SKIN +(.+(?:\n {20,}.+)*)", answer)
        assert both_languages(said)
        assert all(name in said for name in SKINS)


def test_the_plain_skin_has_its_one_template_and_its_one_stylesheet() -> None:
    assert {path.name for path in (ROOT / "site" / "plain").iterdir()} == {"frame.html", "plain.css"}
