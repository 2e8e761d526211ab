"""The commands as a person calls them: exit codes, what is said where, and what is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from qingdan import remembered
from qingdan.check.ids import TAKEN
from tests.history.made import commit_all, git
from tests.world import PROCEDURES, add_the_look, change, write_world

Answer = subprocess.CompletedProcess[str]


def run(*arguments: str, more: Mapping[str, str] | None = None) -> Answer:
    command = [sys.executable, "-m", "qingdan", *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000", **(more or {})}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder with the time of its last change, and its content."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


def both_languages(text: str) -> bool:
    return bool(re.search("[\u4e00-\u9fff]", text) and re.search("[A-Za-z]{3}", text))


def test_a_check_of_valid_lists_says_so_returns_0_and_writes_nothing(world: Path) -> None:
    before = state(world)
    answer = run("--root", str(world), "check")
    assert answer.returncode == 0
    assert [re.findall(r"\d+", line) for line in answer.stdout.splitlines()] == [["6", "77", "4"]] * 2
    assert both_languages(answer.stdout)
    assert state(world) == before


def test_a_check_of_broken_lists_names_each_cell_in_both_languages_returns_1_and_writes_nothing(world: Path) -> None:
    change(world / PROCEDURES / "steps.csv", ",10,day", ",ten,day")
    change(world / PROCEDURES / "bodies.csv", "ORG-0002", "样例居委")
    before = state(world)

    answer = run("--root", str(world), "check")

    assert (answer.returncode, answer.stdout, state(world) == before) == (1, "", True)
    steps, bodies, end = re.split(r"\n(?=lists/|\n)", answer.stderr.strip())
    for said, place, words in (
        (steps, r"lists/procedures/steps\.csv:3 · H3 · .+ · days", "ten"),
        (bodies, r"lists/procedures/bodies\.csv:3 · C3 · .+ · body", "ORG-0002"),
    ):
        where, chinese, english, paragraph = said.split("\n")
        assert re.fullmatch(place, where)
        assert words in chinese
        assert words in english
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert re.search("does not stand|is no whole number", english)
        assert re.fullmatch(r"  → CONTRIBUTING\.md#[a-z-]+", paragraph)
    assert [re.findall(r"\d+", line) for line in end.strip().splitlines()] == [["2"], ["2"]]


def test_a_name_of_a_file_brings_no_control_characters_to_the_terminal(world: Path) -> None:
    (world / "lists" / "\x1b[31m.csv").write_text("")
    answer = run("--root", str(world), "check")
    assert (answer.returncode, "\x1b" in answer.stderr) == (1, False)
    assert answer.stderr.startswith("lists/\\x1b[31m.csv\n")


def test_a_folder_without_lists_is_a_wrong_call(tmp_path: Path) -> None:
    for command in ("check", "build", "serve"):
        answer = run("--root", str(tmp_path), command)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert str(tmp_path) in answer.stderr
        assert both_languages(answer.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("publish",), ("check", "--into", "x"), ("--no-such-option", "check")])
def test_a_call_that_nobody_understands_is_a_wrong_call(arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout, answer.stderr.startswith("usage: qingdan")) == (2, "", True)


def test_help_names_every_command_in_both_languages() -> None:
    answer = run("--help")
    assert answer.returncode == 0
    for command in ("check", "build", "serve"):
        (line,) = re.findall(rf"^ +{command} +(.+(?:\n {{10,}}.+)*)", answer.stdout, re.MULTILINE)
        assert both_languages(line)


@pytest.mark.parametrize("target", [".", "lists", "site", "catalogue", ".."])
def test_a_build_over_a_folder_that_is_no_site_is_a_wrong_call_and_touches_nothing(tmp_path: Path, target: str) -> None:
    root = add_the_look(write_world(tmp_path / "here" / "world"))
    before = state(tmp_path)
    answer = run("--root", str(root), "build", "--into", target)
    assert (answer.returncode, answer.stdout, both_languages(answer.stderr)) == (2, "", True)
    assert state(tmp_path) == before


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """The small world after `qingdan build`, and what the command said."""
    root = add_the_look(write_world(tmp_path_factory.mktemp("built")))
    return root, run("--root", str(root), "build")


def test_a_build_returns_0_and_says_how_much_there_is_and_where(built: tuple[Path, Answer]) -> None:
    root, answer = built
    assert answer.returncode == 0, answer.stderr
    files = sum(1 for path in (root / "public").rglob("*") if path.is_file())
    numbers = [re.findall(r"\d+", line) for line in answer.stdout.splitlines()[:2]]
    assert numbers == [[str(files), "4", "4"]] * 2
    assert [f"{root}/public/" in line for line in answer.stdout.splitlines()[2:4]] == [True, True]


def test_a_build_writes_only_into_the_site_and_the_work_folder(built: tuple[Path, Answer]) -> None:
    root, _ = built
    assert sorted(path.name for path in root.iterdir()) == ["build", "catalogue", "lists", "mkdocs.yml", "public", "site"]
    for path in (root / "lists").rglob("*.csv"):
        assert path.read_bytes() == (write_world(root.parent / "again") / path.relative_to(root)).read_bytes()


def test_a_release_is_refused_without_the_whole_history_and_with_changes_that_are_not_committed(tmp_path: Path) -> None:
    root = add_the_look(write_world(tmp_path / "world"))

    def released(at: Path) -> tuple[int, bool, bool]:
        answer = run("--root", str(at), "build", "--release")
        return answer.returncode, "Nothing was published" in answer.stderr, (at / "public").exists()

    assert released(root) == (1, True, False), "no repository"
    git(root, "init")
    assert released(root) == (1, True, False), "no commit"
    (root / ".gitignore").write_text("/build/\n/public/\n")
    commit_all(root, "2026-01-01")
    change(root / PROCEDURES / "procedures.csv", "样例二", "样例二改")
    assert released(root) == (1, True, False), "not committed"
    commit_all(root, "2026-02-01")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    assert released(tmp_path / "shallow") == (1, True, False), "shallow"
    assert run("--root", str(tmp_path / "shallow"), "build").returncode == 0
    assert 'data-history="unavailable"' in (tmp_path / "shallow/public/changes/index.html").read_text("utf-8")
    assert released(root) == (0, False, True)
    assert 'data-history="unavailable"' not in (root / "public/changes/index.html").read_text("utf-8")


def test_a_decision_that_was_published_late_is_a_finding_of_the_site(tmp_path: Path) -> None:
    root = add_the_look(write_world(tmp_path / "world"))
    commit_all(root, "2025-05-01")
    change(
        root / PROCEDURES / "procedures.csv", "order,,in_force,,,statute_text,AUT-0001", "order,,in_force,,,statute_text,AUT-0003"
    )
    commit_all(root, "2025-05-08")
    assert run("--root", str(root), "build").returncode == 0
    assert 'id="late_publication"' not in (root / "public/findings/index.html").read_text("utf-8"), "3 working days"
    git(root, "commit", "--amend", "--no-edit", day="2025-05-09T12:00:00Z")
    assert run("--root", str(root), "build").returncode == 0
    findings = (root / "public/findings/index.html").read_text("utf-8").partition('id="late_publication"')[2]
    assert "PRC-0002" in findings
    assert "findings/#late_publication" in (root / "public/procedures/PRC-0002/index.html").read_text("utf-8")


def test_findings_are_listed_where_they_are_asked_for_or_come_with_a_change(tmp_path: Path) -> None:
    root = write_world(tmp_path / "world")
    listed = run("--root", str(root), "check", "--findings")
    assert listed.returncode == 0
    assert listed.stderr.count("PWR-0001 样例权力：") == listed.stderr.count("PWR-0001 样例权力: ") == 2
    assert "PWR-0001" not in run("--root", str(root), "check").stderr
    commit_all(root, "2026-01-01")
    assert "PRC-0002" not in run("--root", str(root), "check", "--base", "HEAD").stderr
    change(root / "catalogue/registers/law-versions.csv", "in_force,,2026-01-31", "check,样例,2026-01-31")
    brought = run("--root", str(root), "check", "--base", "HEAD")
    assert (brought.returncode, "PRC-0002" in brought.stderr, both_languages(brought.stderr)) == (0, True, True)
    assert "not_admitted" not in brought.stderr
    found = json.loads(run("--root", str(root), "check", "--base", "HEAD", "--findings", "--format", "json").stdout)
    assert found["counts"] == {"errors": 0, "notices": 9}


def test_without_git_the_day_of_the_site_is_the_one_that_the_environment_names(built: tuple[Path, Answer]) -> None:
    text = (built[0] / "public" / "sitemap.xml").read_text("utf-8")
    assert set(re.findall("<lastmod>(.*?)</lastmod>", text)) == {"2026-09-21"}


def test_an_editor_is_told_that_the_contact_is_an_example(built: tuple[Path, Answer]) -> None:
    assert "catalogue.yaml" in built[1].stderr
    assert both_languages(built[1].stderr)


def test_every_folder_of_the_site_bears_the_name_of_a_list_or_one_that_no_list_may_take(built: tuple[Path, Answer]) -> None:
    folders = {path.name for path in (built[0] / "public").iterdir() if path.is_dir()}
    lists = {path.name for path in (built[0] / "lists").iterdir()}
    registers = {path.stem for path in (built[0] / "catalogue" / "registers").glob("*.csv")}
    assert folders - lists - registers - TAKEN == set()


def test_an_unchanged_check_is_answered_from_memory_and_a_changed_byte_asks_again(world: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = run("--root", str(world), "check", more=cache)
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert (first.returncode, len(kept)) == (0, 1)
    again = run("--root", str(world), "check", more=cache)
    assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)

    change(world / PROCEDURES / "steps.csv", ",10,day", ",ten,day")
    refused = run("--root", str(world), "check", more=cache)
    assert (refused.returncode, run("--root", str(world), "check", more=cache).stderr) == (1, refused.stderr)
    assert "steps.csv:3" in refused.stderr


def test_what_was_remembered_is_what_is_said(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    run("--root", str(world), "check", more=cache)
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    monkeypatch.setenv("XDG_CACHE_HOME", cache["XDG_CACHE_HOME"])
    remembered.keep(kept.name, (0, "伪造\n", ""))
    assert run("--root", str(world), "check", more=cache).stdout == "伪造\n"
    assert "伪造" not in run("--root", str(world), "check", "--no-cache", more=cache).stdout


@pytest.mark.parametrize("damage", [b"", b"x", b"0\n0\0valid\0", b"\xff" * 100])
def test_a_damaged_memory_is_none(world: Path, tmp_path: Path, damage: bytes) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    right = run("--root", str(world), "check", more=cache)
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    kept.write_bytes(damage)
    assert run("--root", str(world), "check", more=cache).stdout == right.stdout
    assert kept.read_bytes() != damage


def test_a_memory_that_a_branch_brings_along_in_the_tree_is_not_looked_at(world: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    change(world / PROCEDURES / "steps.csv", ",10,day", ",ten,day")
    run("--root", str(world), "check", more=cache)
    shutil.copytree(tmp_path / "cache", world / "build")
    shutil.copytree(tmp_path / "cache", world / ".cache")
    shutil.rmtree(tmp_path / "cache")
    assert run("--root", str(world), "check", more=cache).returncode == 1


def test_where_nothing_can_be_remembered_the_check_goes_on(world: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("--root", str(world), "check", more={"XDG_CACHE_HOME": str(tmp_path / "file")}).returncode == 0


@pytest.mark.parametrize(
    ("locale", "chinese", "english"), [("zh_CN.UTF-8", True, False), ("en_US", False, True), ("C", True, True)]
)
def test_messages_come_in_the_language_of_the_locale(world: Path, locale: str, chinese: bool, english: bool) -> None:
    change(world / PROCEDURES / "steps.csv", ",10,day", ",ten,day")
    said = run("--root", str(world), "check", more={"LC_ALL": locale}).stderr
    assert ("整数" in said, "whole number" in said) == (chinese, english)


@pytest.mark.parametrize("root", ["=", " "])
def test_the_root_may_be_named_in_either_way(world: Path, root: str) -> None:
    arguments = (f"--root={world}",) if root == "=" else ("--root", str(world))
    assert run("--root", "/nowhere", *arguments, "--lang", "en", "check").stdout.startswith("No problems: 6 packages")


@pytest.mark.parametrize("before", [0, 1, 2])
def test_root_and_language_may_stand_before_the_command_and_after_it(world: Path, before: int) -> None:
    options = [("--root", str(world)), ("--lang", "en")]
    arguments = [*options[:before], ("check", "--no-cache"), *options[before:]]
    assert run(*(word for option in arguments for word in option)).stdout.startswith("No problems: 6 packages")


@pytest.mark.parametrize("damage", ["folder", "pipe", "parts"])
def test_what_lies_in_the_place_of_an_answer_and_is_none_is_passed_over(
    world: Path, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    right = run("--root", str(world), "check", more=cache)
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    kept.unlink()
    if damage == "folder":
        kept.mkdir()
    elif damage == "pipe":
        os.mkfifo(kept)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", cache["XDG_CACHE_HOME"])
        remembered.keep_bytes(remembered.CHECKS, kept.name, (b"0",), remembered.MOST)
    assert run("--root", str(world), "check", more=cache).stdout == right.stdout


@pytest.mark.parametrize("home", ["", "here"])
def test_nothing_is_remembered_where_the_users_own_folder_is_not_known(world: Path, tmp_path: Path, home: str) -> None:
    command = (sys.executable, "-m", "qingdan", "--root", str(world), "check")
    environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": ""}
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True).returncode == 0
    assert [path for path in tmp_path.rglob("*") if world not in (path, *path.parents)] == []


@pytest.mark.parametrize("command", ["check --format json", "tidy --check"])
@pytest.mark.parametrize(("into", "code"), [("| true", 0), (">&-", 0), ("2>&-", 0), (">/dev/full", 2)])
def test_an_output_that_nobody_reads_or_that_is_full_ends_without_a_traceback(
    world: Path, command: str, into: str, code: int
) -> None:
    called = f"{shlex.quote(sys.executable)} -m qingdan --root {shlex.quote(str(world))} {command} {into}"
    answer = subprocess.run(("bash", "-c", called), capture_output=True, text=True, check=False)
    assert (answer.returncode, "Traceback" in answer.stderr, "Exception" in answer.stderr) == (code, False, False)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
@pytest.mark.parametrize("kind", ["json", "sarif", "github"])
def test_what_programs_read_is_utf_8_whatever_the_locale(world: Path, kind: str, encoding: str) -> None:
    change(world / PROCEDURES / "steps.csv", ",10,day", ",十𠮷é😀,day")
    command = (sys.executable, "-m", "qingdan", "--root", str(world), "check", "--format", kind)
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    said = subprocess.run(command, env=environment, check=False, capture_output=True).stdout.decode("utf-8")
    assert "十𠮷é😀" in said
    assert kind == "github" or json.loads(said)


def test_a_folder_that_was_deleted_or_whose_name_is_no_text_ends_without_a_traceback(world: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe")
    shutil.copytree(world, odd)
    command = (sys.executable, "-m", "qingdan", "check", "--root")
    assert subprocess.run((*command, odd), check=False, capture_output=True).returncode == 0
    gone = f"mkdir {tmp_path}/gone && cd {tmp_path}/gone && rmdir ../gone && {sys.executable} -m qingdan check"
    answer = subprocess.run(("sh", "-c", gone), check=False, capture_output=True, text=True)
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)


def test_a_command_writes_no_control_characters_to_the_terminal() -> None:
    assert "\x1b" not in run("--root", "/tmp/\x1b[31mx", "check").stderr


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [("PRC-0001,", "PRW-0001,", "procedures.csv:2 · A2"), ("PRC-0001,", ",", "procedures.csv:2 · A2")],
    ids=["a misspelt id", "a blank id"],
)
def test_a_slip_of_the_pen_in_an_id_is_told_before_what_follows_from_it(world: Path, old: str, new: str, cause: str) -> None:
    change(world / PROCEDURES / "procedures.csv", old, new)
    first, *others = (line for line in run("--root", str(world), "check").stderr.splitlines() if not line.startswith(" "))
    assert cause in first
    assert len(others) > 2


def test_a_table_that_was_emptied_is_told_before_what_follows_from_it(world: Path) -> None:
    table = world / PROCEDURES / "procedures.csv"
    change(world / PROCEDURES / "datapackage.yaml", "role: entries", "role: entries\n      rows: {minimum: 1}")
    table.write_text(table.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    assert run("--root", str(world), "check").stderr.startswith("lists/procedures/procedures.csv:1")
