"""The whole line on the real lists: the site that comes out, the packages in it, and what a mistake does."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.exports.feeds.schemas import atom_faults, json_faults
from tests.history.made import is_whole

ROOT = Path(__file__).resolve().parent.parent
LISTS = sorted(path.parent.name for path in ROOT.glob("lists/*/datapackage.yaml"))
FACTS = Path(os.environ.get("QINGDAN_FACTS", ROOT.parent / "shared" / "facts")) / "items.csv"
STANDARDS = Path(os.environ.get("QINGDAN_STANDARDS", ROOT.parent / "shared" / "standards")) / "datapackage-2.0"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository's files as git has them, without its history."""
    return copied(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its site, for tests that change neither."""
    root = copied(tmp_path_factory.mktemp("built"))
    assert run(root, "build").returncode == 0
    return root


def copied(root: Path) -> Path:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.rstrip("\0").split("\0"):
        if name.startswith(("catalogue/", "lists/", "site/", "mkdocs.yml")) and (ROOT / name).exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qingdan", "--root", str(root), *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def validate(package: Path) -> int:
    """The exit code of `frictionless validate`, as anyone installs it."""
    command = [sys.executable, "-m", "frictionless", "validate", package.name]
    return subprocess.run(command, cwd=package.parent, capture_output=True, check=False).returncode


def test_each_source_package_is_valid_for_frictionless_alone() -> None:
    folders = [*(ROOT / "lists" / name for name in LISTS), ROOT / "catalogue" / "registers"]
    assert {folder.name: validate(folder / "datapackage.yaml") for folder in folders} == {folder.name: 0 for folder in folders}


def test_each_published_zip_is_valid_for_frictionless_alone(site: Path) -> None:
    zips = sorted((site / "data").glob("*.zip"))
    assert [path.stem for path in zips] == sorted([*LISTS, "registers", "all"])
    assert {path.name: validate(path) for path in zips} == {path.name: 0 for path in zips}


CORRUPTIONS: tuple[tuple[str, str, Callable[[dict[str, str]], dict[str, str]]], ...] = (
    ("type", "procedures/steps", lambda row: {**row, "number": "one"}),
    ("key", "powers/powers", lambda row: {**row, "id": "PWR-0002"}),
    ("reference", "responsibilities/bodies", lambda row: {**row, "entry": "RSP-9999"}),
    ("pattern", "community-assistance/matters", lambda row: {**row, "id": "AST-1"}),
    ("register", "powers/powers", lambda row: {**row, "aspect": "nothing_of_the_kind"}),
)


@pytest.mark.parametrize(("table", "corrupt"), [rest for _, *rest in CORRUPTIONS], ids=[kind for kind, _, _ in CORRUPTIONS])
def test_one_corrupted_cell_in_a_published_zip_is_refused_even_with_a_fresh_hash(
    site: Path, tmp_path: Path, table: str, corrupt: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    name, member = table.split("/")
    damaged = tmp_path / f"{name}.zip"
    with zipfile.ZipFile(site / "data" / f"{name}.zip") as source, zipfile.ZipFile(damaged, "w") as target:
        files = {item.filename: source.read(item) for item in source.infolist()}
        files[f"{member}.csv"] = _with_first_row(files[f"{member}.csv"], corrupt)
        described = json.loads(files["datapackage.json"])
        for resource in described["resources"]:
            data = files[resource["path"]]
            resource["bytes"], resource["hash"] = len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"
        files["datapackage.json"] = json.dumps(described).encode()
        for path, data in files.items():
            target.writestr(path, data)
    assert validate(damaged) == 1


def test_one_altered_byte_in_a_published_zip_is_refused_by_its_hash(site: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "powers.zip"
    with zipfile.ZipFile(site / "data" / "powers.zip") as source, zipfile.ZipFile(damaged, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            target.writestr(
                item.filename, data.replace("街道".encode(), "街到".encode()) if item.filename == "powers.csv" else data
            )
    assert validate(damaged) == 1


@pytest.mark.parametrize("kind", ["type", "key", "reference"])
def test_one_corrupted_cell_in_a_source_package_is_refused(copy: Path, kind: str) -> None:
    table, corrupt = next((table, corrupt) for name, table, corrupt in CORRUPTIONS if name == kind)
    path = copy / "lists" / f"{table}.csv"
    path.write_bytes(_with_first_row(path.read_bytes(), corrupt))
    assert validate(path.parent / "datapackage.yaml") == 1


def test_each_descriptor_keeps_the_profile_of_data_package_2(site: Path) -> None:
    if not STANDARDS.is_dir():
        pytest.skip("not checked: the profiles of Data Package v2 (name their folder with QINGDAN_STANDARDS)")
    from jsonschema import Draft7Validator

    profile = json.loads((STANDARDS / "datapackage.json").read_text("utf-8"))
    profile.pop("$schema", None)
    for path in sorted((site / "data").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            described = json.loads(archive.read("datapackage.json"))
        problems = [error.message for error in Draft7Validator(profile).iter_errors(described)]
        assert problems == [], path.name


def test_the_published_tables_have_the_rows_of_the_source(site: Path) -> None:
    for path in sorted([*ROOT.glob("lists/*/*.csv"), *ROOT.glob("catalogue/registers/**/*.csv")]):
        package = path.parent.name if path.parent.parent.name == "lists" else "registers"
        published = site / "data" / package / path.name
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        assert list(csv.reader(io.StringIO(published.read_bytes().decode(), newline=""))) == rows
        objects = json.loads(published.with_suffix(".json").read_text("utf-8"))
        assert [list(item) for item in objects] == [rows[0]] * (len(rows) - 1)


def test_every_entry_has_a_page_and_a_json_and_stands_in_the_table_of_entries(site: Path) -> None:
    with zipfile.ZipFile(site / "data" / "all.zip") as archive:
        entries = list(csv.DictReader(io.StringIO(archive.read("entries.csv").decode(), newline="")))
    assert len(entries) == sum(1 for _ in _main_rows())
    for entry in entries:
        assert (site / entry["address"] / "index.html").is_file()
        tree = json.loads((site / entry["address"].rstrip("/")).with_suffix(".json").read_text("utf-8"))
        assert (tree["entry"]["id"], tree["unofficial"]) == (entry["id"], True)


def test_the_history_is_published_whole_and_with_feeds_or_not_at_all(site: Path) -> None:
    is_whole = json.loads((site / "changes.json").read_text("utf-8"))["history"] == "whole"
    bodies = {row["id"] for row in _read("catalogue/registers/organisations.csv")}
    expected = {f"{name}.{ending}" for name in ("all", *LISTS, *bodies) for ending in ("xml", "json")} if is_whole else set()
    assert {path.name for path in site.glob("feeds/*")} == expected
    key = "history" if is_whole else "history_unavailable"
    entries = [path for name in LISTS for path in sorted((site / name).glob("*.json"))]
    assert entries
    assert [path.name for path in entries if key not in json.loads(path.read_text("utf-8"))] == []


def test_every_step_of_a_statutory_procedure_cites_its_article() -> None:
    procedures = {row["id"]: row for row in _read("lists/procedures/procedures.csv")}
    statutory = {row["entry"] for row in _read("lists/procedures/bases.csv")} & {
        key for key, row in procedures.items() if row["certainty"] == "statute_text"
    }
    steps = [row for row in _read("lists/procedures/steps.csv") if row["entry"] in statutory]
    assert len(statutory) >= 12
    assert {row["entry"] for row in steps} == statutory
    assert [row for row in steps if not (row["law_version"] and row["article"])] == []


def test_every_row_of_the_facts_is_in_a_list_or_in_the_table_of_what_waits() -> None:
    if not FACTS.is_file():
        pytest.skip("not checked: items.csv (name its folder with QINGDAN_FACTS)")
    entries = {row["id"] for row in _main_rows()}
    waiting = _waiting()
    rows = list(csv.DictReader(FACTS.open(encoding="utf-8")))
    assert len(rows) == 221
    nowhere = [row["item_id"] for row in rows if entry_of(row) not in entries and row["item_id"] not in waiting]
    twice = [row["item_id"] for row in rows if entry_of(row) in entries and row["item_id"] in waiting]
    assert (nowhere, twice) == ([], [])


def test_every_article_of_the_facts_is_a_basis_of_its_entry() -> None:
    if not FACTS.is_file():
        pytest.skip("not checked: items.csv (name its folder with QINGDAN_FACTS)")
    laws = {row["id"]: row["name"] for row in _read("catalogue/registers/laws.csv")}
    cited = {
        (row["entry"], laws[row["law_version"][:8]], row["article"])
        for path in ROOT.glob("lists/*/bases.csv")
        for row in _read(path.relative_to(ROOT).as_posix())
    }
    entries = {row["id"] for row in _main_rows()}
    verified = [
        row
        for row in csv.DictReader(FACTS.open(encoding="utf-8"))
        if row["article_certainty"] == "verified_in_stored_text" and entry_of(row) in entries
    ]
    assert len(verified) > 100
    assert [
        row["item_id"]
        for row in verified
        if (entry_of(row), row["basis_law"].removeprefix("中华人民共和国"), row["basis_article"]) not in cited
    ] == []


def entry_of(row: dict[str, str]) -> str:
    """The id under which a row of the facts is published (HACKING.md gives the rule in words)."""
    item = row["item_id"]
    if item == "NEW-001":
        return "PWR-0024"
    if item.startswith("PRF-HB"):
        names = {"户口登记项目内容变更更正证明": "户口登记项目内容变更申请证明", "生育状况证明": "婚育状况证明"}
        name = names.get(row["item_name"], row["item_name"])
        found = [entry["id"] for entry in _main_rows() if entry["id"].startswith("PRF") and entry["name"].split("（")[0] == name]
        return found[0] if found else ""
    prefix, number = item.removeprefix("PRF-CN").split("-")[0] or "PRF", int(item.split("-")[-1])
    if item in ("ADM-001", "WHO-005"):
        return {"ADM-001": "ADM-0001", "WHO-005": "ADM-0002"}[item]
    moved = {"RGT": ("PWR", number + 24), "WHP": ("PRC", number), "OTH": ("PWR", number + 28)}
    moved["WHO"] = ("STR", number - (number > 5))
    return "{}-{:04}".format(*moved.get(prefix, (prefix, number)))


BREAKAGES = {
    "an unknown body": ("lists/powers/bodies.csv", "PWR-0014,responsible,ORG-0001", "PWR-0014,responsible,ORG-9999", "body"),
    "no basis": ("lists/powers/bases.csv", None, "PWR-0019,", "id"),
    "a double id": ("lists/responsibilities/responsibilities.csv", "RSP-0002,", "RSP-0001,", "id"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_row_stops_the_build_and_leaves_the_last_site_as_it_was(built: Path, tmp_path: Path, breakage: str) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    before = _fingerprint(copy / "public")
    name, old, new, field = BREAKAGES[breakage]
    path = copy / name
    lines = path.read_text("utf-8").splitlines(keepends=True)
    broken = (
        [line for line in lines if not line.startswith(new)] if old is None else [line.replace(old, new, 1) for line in lines]
    )
    assert broken != lines
    path.write_text("".join(broken), "utf-8", newline="")

    answer = run(copy, "build")

    assert answer.returncode == 1
    place = "lists/powers/powers.csv" if old is None else name
    assert re.search(rf"^{re.escape(place)}:\d+ · [A-Z]+\d+ · .*\b{field}$", answer.stderr, re.MULTILINE), answer.stderr
    assert _fingerprint(copy / "public") == before
    assert sorted(path.name for path in copy.iterdir() if path.name.startswith("public")) == ["public"]


SAMPLE_BODY = "ORG-9100,样例街道办事处,sample sub-district office,sub_district,虚构的样例机构。,,,true\n"
SAMPLE_ROW = "IMP-0001,PRC-0004,ORG-9100,,样例路1号,一号窗口,,,9,working_day,,,,,,,in_force,,,page,AUT-0002,SRC-0001,\n"


def test_a_sample_says_so_on_its_page_in_its_files_and_in_no_count(copy: Path) -> None:
    _append(copy / "catalogue/registers/organisations.csv", SAMPLE_BODY)
    _append(copy / "lists/implementations/implementations.csv", SAMPLE_ROW)
    assert run(copy, "build").returncode == 0
    page = (copy / "public/implementations/IMP-0001/index.html").read_text("utf-8")
    assert "<title>样例 · 申请最低生活保障 · 样例街道办事处" in page
    assert page.count("样例街道办事处") >= 3
    assert 'data-sample="true"' in page
    assert "这里的机构和数字都是虚构的" in page
    assert "样例路1号" in page
    assert json.loads((copy / "public/implementations/IMP-0001.json").read_text("utf-8"))["sample"] is True
    with zipfile.ZipFile(copy / "public/data/all.zip") as archive:
        entries = {row["id"]: row for row in csv.DictReader(io.StringIO(archive.read("entries.csv").decode(), newline=""))}
    assert (entries["IMP-0001"]["sample"], entries["PRC-0004"]["sample"]) == ("true", "false")
    listing = (copy / "public/implementations/index.html").read_text("utf-8")
    assert "共 0 条" in listing
    assert f"另有样例 {len(_read('lists/implementations/implementations.csv')) + 1} 条" in listing
    assert ">申请最低生活保障 · 样例街道办事处</a>" in listing
    assert "样例街道办事处" in (copy / "public/procedures/PRC-0004/index.html").read_text("utf-8")


def test_a_list_is_added_by_a_folder_and_its_name_alone(copy: Path) -> None:
    added = copy / "lists" / "more-duties"
    shutil.copytree(copy / "lists" / "responsibilities", added)
    for path in added.iterdir():
        text = path.read_text("utf-8").replace("RSP", "MOR").replace("responsibilities", "more-duties")
        path.write_text(text.replace("title: 责任清单", "title: 样例清单"), "utf-8", newline="")
    (added / "responsibilities.csv").rename(added / "more-duties.csv")
    settings = copy / "catalogue" / "catalogue.yaml"
    settings.write_text(settings.read_text("utf-8").replace("lists:\n", "lists:\n  - more-duties\n"), "utf-8", newline="")
    built = run(copy, "build")
    assert built.returncode == 0, built.stderr
    assert "样例清单" in (copy / "public/index.html").read_text("utf-8")
    assert (copy / "public/more-duties/MOR-0045/index.html").is_file()
    assert (copy / "public/en/more-duties/by/aspect/public_safety/index.html").is_file()
    assert validate(copy / "public/data/more-duties.zip") == 0


def test_contact_and_filing_numbers_come_from_the_settings(copy: Path) -> None:
    settings = copy / "catalogue/catalogue.yaml"
    text = settings.read_text("utf-8")
    for old, new in (
        ("email: corrections@qingdan.example", "email: jiucuo@lists.test"),
        ('post: ""', "post: 某处"),
        ('icp: ""', "icp: 鄂ICP备00000000号"),
        ('site_code: ""', "site_code: bm00000000"),
    ):
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, "utf-8", newline="")
    assert run(copy, "build").returncode == 0
    about = (copy / "public/about/index.html").read_text("utf-8")
    assert "mailto:jiucuo@lists.test" in about
    assert "某处" in about
    entry = (copy / "public/powers/PWR-0014/index.html").read_text("utf-8")
    assert "鄂ICP备00000000号 · bm00000000" in entry
    assert "mailto:jiucuo@lists.test?subject=PWR-0014" in entry
    assert "示例邮箱" not in entry + about


def test_a_call_that_cannot_be_followed_says_why_and_touches_nothing(copy: Path) -> None:
    before = _fingerprint(copy)
    over_the_lists = run(copy, "build", "--into", "lists")
    shutil.move(copy / "site", copy / "look")
    without_a_look = run(copy, "build")
    shutil.move(copy / "look", copy / "site")
    nowhere = run(copy / "lists", "check")
    assert (over_the_lists.returncode, without_a_look.returncode, nowhere.returncode) == (2, 2, 2)
    assert "no site that was built before" in over_the_lists.stderr
    assert "no folder site/" in without_a_look.stderr
    assert "no catalogue/catalogue.yaml" in nowhere.stderr
    assert _fingerprint(copy) == before


def test_serve_shows_the_site_on_this_machine(copy: Path) -> None:
    command = [sys.executable, "-m", "qingdan", "--root", str(copy), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as serving:
        assert serving.stdout
        address = next(line for line in serving.stdout if line.startswith("http://")).split()[0]
        with urllib.request.urlopen(f"{address}powers/PWR-0014/") as answer:
            assert "业主委员会备案" in answer.read().decode()
        serving.terminate()


def _append(path: Path, line: str) -> None:
    path.write_bytes(path.read_bytes() + line.encode())


def test_the_same_lists_give_the_same_bytes_twice(built: Path, tmp_path: Path) -> None:
    assert run(built, "build", "--into", str(tmp_path / "again")).returncode == 0
    assert _fingerprint(tmp_path / "again") == _fingerprint(built / "public")


def _fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _with_first_row(data: bytes, corrupt: Callable[[dict[str, str]], dict[str, str]]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    changed = [corrupt(rows[0]), *rows[1:]]
    assert changed != rows
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n" if b"\r\n" in data else "\n")
    writer.writeheader()
    writer.writerows(changed)
    return text.getvalue().encode()


def _read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / name).open(encoding="utf-8")))


def _main_rows() -> Iterator[dict[str, str]]:
    for path in sorted(ROOT.glob("lists/*/*.csv")):
        rows = _read(path.relative_to(ROOT).as_posix())
        if rows and "id" in rows[0]:
            yield from rows


def _waiting() -> set[str]:
    """The rows of the facts that HACKING.md says are waiting, written there as single ids or as first–last."""
    text = (ROOT / "HACKING.md").read_text("utf-8")
    table = text.split("<!-- waiting -->")[1].split("<!-- /waiting -->")[0]
    found: set[str] = set()
    for prefix, first, last in re.findall(r"\b([A-Z]{3})-(\d{3})(?:–(\d{3}))?", table):
        found |= {f"{prefix}-{number:03}" for number in range(int(first), int(last or first) + 1)}
    return found


def test_each_published_feed_is_valid_and_the_changes_are_those_of_the_main_line(site: Path) -> None:
    if not is_whole(ROOT):
        pytest.skip("not checked: the feeds of the real site (this clone does not hold the whole history)")
    feeds = sorted((site / "feeds").iterdir())
    faults = {
        path.name: [*atom_faults(path.read_bytes())] if path.suffix == ".xml" else json_faults(path.read_bytes())
        for path in feeds
    }
    assert {name: found for name, found in faults.items() if found} == {}
    assert {f"{name}.{ending}" for name in ("all", *LISTS) for ending in ("xml", "json")} <= faults.keys()
    changes = json.loads((site / "changes.json").read_text("utf-8"))
    asked = ["git", "log", "--first-parent", "--format=%H", "--", "lists", "catalogue"]
    commits = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    published = [one["commit"] for one in changes["published"]]
    assert published == [name for name in commits if name in published], (
        "in their order; those that only reorder rows are left out"
    )
    assert len(published) >= 9
