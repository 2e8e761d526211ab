"""The releases of a site as it is built: the very bytes of git at lasting addresses, and pages that say that they are old."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qingdan.history.releases import OWN_FILES, address
from qingdan.speak import load_messages
from tests.history.made import git
from tests.tagged import BEFORE, BROKEN, ELSEWHERE, HOSTILE, LONG, PLAIN, TAKEN, TWIN
from tests.test_cli import both_languages
from tests.world import PROCEDURES

RELEASES = (HOSTILE, TAKEN, TWIN, BROKEN, PLAIN)
"""The tags that are releases; the first three are of the same commit."""


def folder(root: Path, tag: str) -> Path:
    return root / "public" / "releases" / address(tag, OWN_FILES)


def read(path: Path) -> str:
    return path.read_text("utf-8")


def blob(root: Path, name: str) -> bytes:
    return subprocess.run(["git", "cat-file", "blob", name], cwd=root, check=True, capture_output=True).stdout


def build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "build"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("tag", RELEASES)
def test_every_table_and_descriptor_of_a_tag_is_there_byte_for_byte_and_nothing_else_of_it(released: Path, tag: str) -> None:
    names = git(released, "ls-tree", "-r", "-z", "--name-only", f"refs/tags/{tag}", "--", "lists", "catalogue").split("\0")
    expected = {
        "/".join(map(address, name.split("/"))): blob(released, f"refs/tags/{tag}:{name}")
        for name in names
        if name.endswith((".csv", ".yaml"))
    }
    files = {
        path.relative_to(folder(released, tag)).as_posix(): path for path in folder(released, tag).rglob("*") if path.is_file()
    }
    pages = {name for name in files if name.endswith("index.html")}
    assert {name: files[name].read_bytes() for name in files.keys() - pages - {"SHA256SUMS", "release.json"}} == expected
    assert len(expected) > 30


@pytest.mark.parametrize("tag", RELEASES)
def test_the_hashes_are_checked_by_the_tool_that_everybody_has(released: Path, tag: str, tmp_path: Path) -> None:
    copy = shutil.copytree(folder(released, tag), tmp_path / "copy")
    command = ("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
    assert subprocess.run(command, cwd=copy, check=False, capture_output=True).returncode == 0
    table = copy / PROCEDURES / "procedures.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    assert subprocess.run(command, cwd=copy, check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("tag", RELEASES)
def test_a_program_reads_what_a_release_holds(released: Path, tag: str) -> None:
    tree = json.loads(read(folder(released, tag) / "release.json"))
    base = f"https://sample.example/releases/{address(tag, OWN_FILES)}/"
    assert (tree["format"], tree["tag"], tree["address"]) == ("qingdan-release/1", tag, base)
    assert tree["commit"] == git(released, "rev-parse", f"refs/tags/{tag}^{{commit}}")
    assert tree["day"] == {BROKEN: "2026-01-20", PLAIN: "2026-01-10"}.get(tag, "2026-01-25")
    for file in tree["files"]:
        data = (folder(released, tag) / file["address"].removeprefix(base)).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_an_old_page_says_so_leads_to_the_present_and_asks_not_to_be_searched(released: Path) -> None:
    pages = [path for path in (released / "public" / "releases").rglob("index.html") if path.parent.name != "releases"]
    assert len(pages) == 5 * (1 + 5) + 2
    for path in pages:
        text, own = read(path), path.relative_to(released / "public").parent.as_posix()
        assert f'<link rel="canonical" href="https://sample.example/{own}/">' in text
        assert '<meta name="robots" content="noindex">' in text
        day, way = re.findall(r'<aside class="qd-old-page"><p>.*?(2026-01-[0-9]{2}).*?</p><p><a href="([^"]+)">', text)[0]
        assert day in {"2026-01-10", "2026-01-20", "2026-01-25"}
        assert (path.parent / way / "index.html").resolve().is_relative_to(released / "public")
        assert "releases" not in (path.parent / way).resolve().relative_to(released / "public").parts
    listed = read(folder(released, PLAIN) / "procedures" / "index.html")
    assert 'href="../../../procedures/"' in listed
    assert ("样例：第一件事。" in listed, "改过" in listed) == (True, False)


def test_the_present_pages_and_the_index_of_releases_are_searched_as_ever(released: Path) -> None:
    assert "noindex" not in read(released / "public/releases/index.html") + read(released / "public/procedures/index.html")
    mapped = re.findall("<loc>https://sample.example/(releases/.*?)</loc>", read(released / "public/sitemap.xml"))
    assert mapped == ["releases/"]


def test_the_index_names_every_release_with_its_day_and_the_downloads_lead_to_it(released: Path) -> None:
    text = read(released / "public/releases/index.html")
    days = re.findall(r'<a href="([^"]+)/">[^<]*</a></th><td[^>]*>([0-9-]+)</td>', text)
    assert days == [
        *((address(tag, OWN_FILES), "2026-01-25") for tag in (TWIN, TAKEN, HOSTILE)),
        (BROKEN, "2026-01-20"),
        (PLAIN, "2026-01-10"),
    ]
    assert all('href="../releases/"' in read(released / "public" / page) for page in ("data/index.html",))
    assert 'href="../../releases/"' in read(released / "public/en/data/index.html")


def test_neither_a_tag_nor_a_cell_becomes_markup_or_steers_what_is_read(released: Path) -> None:
    broken = read(folder(released, BROKEN) / "procedures" / "index.html")
    assert "&lt;script&gt;x&lt;/script&gt;\\x1b" in broken
    for path in (released / "public/releases").rglob("index.html"):
        text = read(path)
        assert (
            re.findall(
                '<script(?! type="module" src="[./]*assets/search)|onclick="|[\x00-\x08\x0b-\x1f\u2028\u2029\u202a-\u202e]', text
            )
            == []
        ), path


def test_lists_that_no_check_would_pass_are_shown_as_far_as_they_can_be_read(released: Path) -> None:
    pages = folder(released, BROKEN)
    assert "PWR-0001" in read(pages / "powers" / "index.html")
    assert "SAMPLE-1" in read(pages / "~53HA256SUMS" / "index.html")
    unread = read(pages / "lists" / "index.html")
    assert ("<tr data-entry" in unread, "lists/lists/一 #~.csv" in unread) == (False, True)
    assert not list(pages.rglob("page.html"))


def test_samples_of_old_are_marked_and_not_counted(released: Path) -> None:
    text = read(folder(released, PLAIN) / "procedures" / "index.html")
    rows = re.findall(r'<tr( data-sample="true")?>\s*<td class="qd-id">(.*?)</td>', text)
    assert [(id_, bool(mark)) for mark, id_ in rows] == [("PRC-0001", False), ("PRC-0002", False), ("PRC-0009", True)]
    assert "共 2 条" in text


def test_a_tag_that_is_no_release_is_told_in_both_languages_and_does_not_stop_the_build(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "world")
    answer = build(root)
    assert answer.returncode == 0
    messages = load_messages("problems")
    for tag, key in ((ELSEWHERE, "elsewhere"), (BEFORE, "without_lists"), (LONG, "without_address")):
        (block,) = re.findall(rf"^refs/tags/{tag}\n((?:  .*\n)+)", answer.stderr, re.MULTILINE)
        assert both_languages(block)
        assert messages[f"release_{key}"]["en"].split("}")[1][:20] in block
        assert not folder(root, tag).exists()
    assert answer.stderr.count("refs/tags/") == 3

    git(root, "tag", "--delete", *RELEASES)
    assert build(root).returncode == 0
    assert_without_releases(root)


@pytest.mark.parametrize("lacking", [("--depth", "1"), ("--filter=blob:none",)])
def test_without_the_whole_history_there_are_no_releases(released: Path, tmp_path: Path, lacking: tuple[str, ...]) -> None:
    root = tmp_path / "clone"
    git(released, "config", "uploadpack.allowFilter", "true")
    subprocess.run(["git", "clone", "--quiet", *lacking, f"file://{released}", str(root)], check=True)
    assert git(root, "tag")
    answer = build(root)
    assert (answer.returncode, "refs/tags" in answer.stderr) == (0, False)
    assert_without_releases(root)


def assert_without_releases(root: Path) -> None:
    assert not (root / "public" / "releases").exists()
    assert "releases/" not in read(root / "public/data/index.html")
