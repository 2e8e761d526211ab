"""What is measured of the pages: a city that refers to itself, built by us and written by others, who must all do the work."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.measure import Cost
from bench.pages.alike import alike
from bench.pages.city import REVISIONS, amend_one, entry_addresses, write_city
from bench.pages.output import Output, write_pack
from bench.pages.report import section
from bench.pages.results import kept_section, with_section
from bench.pages.serving import shown
from bench.pages.site import AGAIN, BUILD, HTML, HUGO, LOOP, MEMORY, MKDOCS, SERVE, ZENSICAL, Site
from bench.pages.turns import built_again, built_from_nothing, by_stage, run_site
from bench.pages.writers import PACK, Place, written_by_loop
from bench.peers import LOCK, version
from bench.report import Machine
from bench.scenarios import GOAL_AT, GROWTH, SITES, Pages
from bench.turns import UnusableRunError
from qingdan.cli import main
from tests.world import ROOT

PAGES = 150
PEERS = LOCK.parent.parent / "build" / "bench" / "peers" / "bin"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("bench") / "city", PAGES, 1).folder


@pytest.fixture
def place(city: Path, tmp_path: Path) -> Place:
    return Place(city, tmp_path, list(entry_addresses(city)), MEMORY)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(("git", "-C", str(folder), *arguments), check=True, capture_output=True, text=True).stdout


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_city_has_as_many_pages_as_were_asked_for_and_passes_the_checks(city: Path, tmp_path: Path) -> None:
    addresses = list(entry_addresses(city))
    assert len(addresses) == len(set(addresses)) == PAGES
    assert main(["check", "--root", str(city), "--no-cache"]) == 0
    write_city(tmp_path / "larger", 1_100, 1)
    assert [
        len(rows_of(tmp_path / "larger" / "lists" / name / f"{name}.csv")) for name in ("procedures", "powers", "implementations")
    ] == [
        33,
        67,
        1_000,
    ]


def test_entries_refer_to_bodies_laws_and_each_other_and_procedures_have_their_steps(city: Path) -> None:
    entries = {row["id"] for name in ("procedures", "powers") for row in rows_of(city / "lists" / name / f"{name}.csv")}
    implementations = rows_of(city / "lists" / "implementations" / "implementations.csv")
    assert {row["entry"] for row in implementations} == entries
    steps = [row["entry"] for row in rows_of(city / "lists" / "procedures" / "steps.csv")]
    assert {steps.count(entry) for entry in set(steps)} <= {3, 4, 5, 6}
    assert {entry for entry in entries if entry.startswith("PRC")} == set(steps)
    related = rows_of(city / "lists" / "procedures" / "related.csv")
    assert {row["relation"] for row in related} == {"carries_out", "see_also"}
    assert {row["other"] for row in related} <= entries
    assert any("PWR-" in row["note"] for row in rows_of(city / "lists" / "procedures" / "procedures.csv"))


def test_three_revisions_amend_entries_and_the_same_seed_gives_the_same_commits(city: Path, tmp_path: Path) -> None:
    assert len(git(city, "log", "--format=%h").split()) == REVISIONS + 1
    changed = git(city, "log", f"-{REVISIONS}", "--format=", "--name-only").split()
    assert {changed.count(name) for name in set(changed)} == {REVISIONS}
    assert "lists/powers/powers.csv" in changed
    again, other = (write_city(tmp_path / str(seed), PAGES, seed).folder for seed in (1, 2))
    assert git(again, "rev-parse", "main") == git(city, "rev-parse", "main")
    assert git(other, "rev-parse", "main") != git(city, "rev-parse", "main")


def test_one_cell_of_one_entry_is_amended(city: Path) -> None:
    path = city / "lists" / "powers" / "powers.csv"
    before = rows_of(path)
    page = amend_one(city, "（样例）")
    changed = [(old, new) for old, new in zip(before, rows_of(path), strict=True) if old != new]
    git(city, "checkout", "-q", "--", "lists")
    assert [{**old, "summary": f"{old['summary']}（样例）"} for old, _ in changed] == [new for _, new in changed]
    assert [f"powers/{new['id']}/" for _, new in changed] == [page]


def test_everybody_writes_the_same_pages_and_says_what_it_cost(tmp_path: Path) -> None:
    peer = PEERS if PEERS.is_dir() and any(PEERS.glob("zensical*")) else None
    site = run_site(tmp_path, MEMORY, Pages(PAGES, 1, 0, mkdocs=1, zensical=1), 1, 1, peer, lambda _: None)
    assert site.costs.keys() - {SERVE} == {BUILD, AGAIN, HTML, LOOP, MKDOCS, *((HUGO, ZENSICAL) if peer else ())}
    assert all(0 < cost.cpu < 120 and 0 < cost.wall < 300 and 5 < cost.memory < 1000 for (cost,) in site.costs.values())
    assert site.outputs[LOOP] == site.outputs[HTML]
    assert site.outputs[HTML].files == PAGES < site.outputs[BUILD].files == site.outputs[AGAIN].files
    assert 0 < site.stages["entry JSON"] < site.stages["exports"]
    assert site.stages["pages"] > 0
    assert 0 < site.again["entry JSON"] < site.stages["entry JSON"]
    assert site.again.keys() == site.stages.keys()
    assert list(tmp_path.iterdir()) == []
    if peer is None:
        pytest.skip("Hugo and Zensical are installed by `make bench` alone")


def test_a_build_with_other_pages_or_without_the_change_gives_no_figure(place: Place, tmp_path: Path) -> None:
    for address in place.addresses:
        put(place.folder(HTML) / address, "样例")
    with pytest.raises(UnusableRunError, match="does not write the pages that a build writes"):
        built_from_nothing(place, tmp_path / "kept")
    with pytest.raises(UnusableRunError, match="does not show what was changed"):
        built_again(place, tmp_path / "kept", "（样例 < 样例）")
    git(place.tree, "checkout", "-q", "--", "lists")


def put(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, "utf-8")


def test_a_writer_that_misses_a_page_or_writes_something_else_gives_no_figure(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path, ["powers/PWR-0001/"], MEMORY)
    put(place.folder(HTML) / "powers/PWR-0001", "样例一")
    write_pack(place.folder(HTML), place.folder(PACK))
    assert written_by_loop(place)[1] == Output(1, len("样例一".encode()))
    with pytest.raises(UnusableRunError, match=r"a page was not written: .*PWR-0002"):
        written_by_loop(replace(place, addresses=["powers/PWR-0001/", "powers/PWR-0002/"]))
    put(place.folder(HTML) / "powers/PWR-0001", "样例二")
    with pytest.raises(UnusableRunError, match="did not write our bytes"):
        written_by_loop(place)


def test_a_build_that_is_refused_gives_no_figure_by_stage(place: Place, city: Path) -> None:
    path = city / "lists" / "powers" / "bodies.csv"
    path.write_text(path.read_text("utf-8").replace("ORG-9", "ORG-8"), "utf-8")
    with pytest.raises(UnusableRunError, match="ended with 1"):
        by_stage(place)
    git(city, "checkout", "-q", "--", "lists")


SERVER = """
import functools, http.server, sys
files = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), files) as running:
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)", flush=True)
    running.serve_forever()
"""


def written(folder: Path, text: str) -> Callable[[], str]:
    def amend() -> str:
        (folder / "sample.html").write_text(text, "utf-8")
        return "sample.html"

    return amend


def test_a_server_that_shows_a_change_says_what_it_cost_and_one_that_does_not_gives_no_figure(tmp_path: Path) -> None:
    command = (sys.executable, "-P", "-c", SERVER, str(tmp_path))
    environment = {"PYTHONPATH": str(ROOT / "scripts")}
    cost = shown(command, environment, written(tmp_path, "样例：新"), "样例：新")
    assert cost
    assert 0 <= cost.cpu < 10
    assert 5 < cost.memory < 1000
    assert shown(command, environment, written(tmp_path, "样例：旧"), "样例：新") is None
    with pytest.raises(UnusableRunError, match="ended before it served anything"):
        shown((sys.executable, "-c", "raise SystemExit(2)"), environment, written(tmp_path, ""), "样例")


OURS = """<body><header>FRAME</header><article><div id="content"><nav><a href="../../">SAMPLE 首页</a></nav>
<h1>样例一</h1><p>样例：带身份证。</p></div></article></body>"""


def test_pages_are_alike_by_their_texts_and_links_whatever_surrounds_them() -> None:
    assert alike(OURS, OURS) == 1
    assert alike(OURS, "<a href='../../../'> SAMPLE\n首页</a><p><b>样例一</b><p>样例：带身份证。") == 1
    assert 0.3 < alike(OURS, "<a href='../../'>SAMPLE 首页</a><h1>样例一</h1>") < 0.95
    assert alike(OURS.replace("../../", "../../laws/"), OURS) < 0.95
    with pytest.raises(ValueError, match="substring not found"):
        alike("<p>样例</p>", OURS)


def costs(*times: float) -> tuple[Cost, ...]:
    return tuple(Cost(time, time + 1, 10 * time) for time in times)


MACHINE = Machine("SAMPLE processor", 2, "SAMPLE system", "3.11", "0.1.0", "5.21", "git 2", "2026-03-01")


AGAIN_BY_STAGE = {"start": 0.5, "pages": 7.0, "exports": 2.0, "search": 1.5, "publish": 1.0, "entry JSON": 0.1}


def site(pages: int, factor: float = 1) -> Site:
    times = {BUILD: (40, 50, 60), AGAIN: (9, 9, 9), HTML: (10, 10, 11), LOOP: (1, 1, 1), HUGO: (20, 21, 22), MKDOCS: (300,)}
    stages = {"start": 0.5, "pages": 9.0, "exports": 8.0, "entry JSON": 5.5}
    measured = {who: costs(*(factor * time for time in run)) for who, run in times.items()}
    return Site(pages, MEMORY, measured, dict.fromkeys(times, Output(pages, pages * 2**20)), stages, AGAIN_BY_STAGE)


def rows_in(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]


def test_the_section_sets_every_figure_beside_its_goal() -> None:
    shows = replace(site(GOAL_AT), costs={**site(GOAL_AT).costs, SERVE: costs(1, 1, 3)})
    text = section((shows, site(GROWTH[0]), site(GROWTH[1], 20)), MACHINE, "0.0-SAMPLE", "0.1-SAMPLE")
    rows = rows_in(text)
    named = [f"{GOAL_AT:,}", "memory", "3"]
    assert [*named, "50.00", "51.00", "1.56", "600", "32,000", "32000", "≤ 60", "yes", "≤ 300", "**no**"] in [
        [*row[:9], row[9].removesuffix(" s"), *row[10:]] for row in rows if len(row) == 13
    ]
    assert [*named, "9.00", "10.00", "8.50", "≤ 8", "**no**", "1.00", "2.00", "≤ 2", "yes"] in rows
    assert ["10,000", "memory", "3", "9.00", "10.00", "8.50", "", "", "not shown", "", "", ""] in rows
    assert ["qingdan", *named, "10.00", "11.00", "110", "32000", "0.48", "≤ 20 s and ≤ 0.5 of Hugo's", "yes"] in rows
    assert ["a plain loop", *named, "1.00", "2.00", "10", "32000", "0.05", "", ""] in rows
    assert ["entry JSON", *["5.50", "0.10"] * 3, "≤ 5 at 32,000", "**no**"] in rows
    assert ["pages", *["9.00", "7.00"] * 3, "", ""] in rows
    assert "2.00 times as much CPU at 100,000 pages as at 10,000; goal ≤ 1.2, met: **no**" in text
    assert "Zensical with 32,000 and 10,000 and 100,000 pages" in text
    assert "Zensical 0.1-SAMPLE" in text


def test_the_section_says_so_where_the_others_could_not_be_had_and_where_growth_was_not_measured() -> None:
    alone = replace(site(1_000), costs={who: one for who, one in site(1_000).costs.items() if who != HUGO})
    text = section((alone,), MACHINE, "0.0-SAMPLE", "0.1-SAMPLE")
    assert text.count("**not measured**") == 2


def test_the_section_takes_the_place_of_the_old_one_and_leaves_the_others_as_they_stand() -> None:
    others = "# SAMPLE\n\n## A check\n\nSAMPLE one\n\n{}## How it was measured\n\nSAMPLE two\n"
    first = with_section(others.format(""), "## The pages\n\nold\n\n### More\n\nold")
    assert kept_section(first) == "## The pages\n\nold\n\n### More\n\nold"
    assert with_section(first, "## The pages\n\nnew") == others.format("## The pages\n\nnew\n\n")
    assert kept_section(others) == ""
    with pytest.raises(ValueError, match="no results"):
        with_section("# SAMPLE\n", "## The pages")


def test_nothing_is_measured_where_there_are_no_results_to_set_the_section_into(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("# SAMPLE\n", "utf-8")
    for name, why in (("nowhere.md", "No such file"), ("empty.md", "no results")):
        command = (sys.executable, "-m", "bench.pages.run", "--into", str(tmp_path / name))
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert why in done.stderr
        assert "Traceback" not in done.stderr


def test_all_sizes_are_measured_and_the_versions_of_the_others_are_locked() -> None:
    assert [size.pages for size in SITES] == [1_000, 10_000, 32_000, 100_000]
    assert all(size.runs >= 3 or size.pages == max(GROWTH) for size in SITES)
    assert GOAL_AT in {size.pages for size in SITES}
    assert {*GROWTH[:2]} <= {size.pages for size in SITES}
    assert version("hugo")[0].isdigit()
    assert version("zensical")[0].isdigit()
