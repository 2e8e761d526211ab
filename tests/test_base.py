"""`qingdan check --base` as a person calls it: what it compares, what it says where it cannot, and that it remembers nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bad.changes import commit_of, new_repository
from tests.history.made import git
from tests.test_cli import both_languages, run
from tests.world import PROCEDURES, change

PROCEDURE = f"{PROCEDURES}/procedures.csv"
NEW = ("样例一,", "样例新名,")


@pytest.fixture
def repository(world: Path) -> Path:
    return new_repository(world)


@pytest.mark.parametrize("written", ["--base HEAD", "--base=HEAD"])
def test_a_change_is_refused_whichever_way_the_base_is_written(repository: Path, written: str) -> None:
    change(repository / PROCEDURE, *NEW)
    assert run("--root", str(repository), "check").returncode == 0
    answer = run("--root", str(repository), "check", *written.split(" "))
    assert (answer.returncode, answer.stdout, both_languages(answer.stderr)) == (1, "", True)
    assert answer.stderr.startswith(f"{PROCEDURE}:2 · U2 · 所依决定 · authority\n")


def test_what_was_committed_since_the_base_is_compared_with_the_base_too(repository: Path) -> None:
    git(repository, "tag", "v1")
    change(repository / PROCEDURE, *NEW)
    git(repository, "commit", "--all", "--message", "SAMPLE")
    assert [run("--root", str(repository), "check", "--base", base).returncode for base in ("HEAD", "v1", "HEAD~1")] == [0, 1, 1]


def test_lists_in_a_folder_of_a_repository_are_compared_with_themselves(tmp_path: Path, world: Path) -> None:
    new_repository(tmp_path)
    assert run("--root", str(world), "check", "--base", "HEAD").returncode == 0
    change(world / PROCEDURE, *NEW)
    assert run("--root", str(world), "check", "--base", "HEAD").returncode == 1


def test_a_base_without_lists_leaves_everything_new(world: Path) -> None:
    git(world, "init")
    git(world, "commit", "--allow-empty", "--message", "SAMPLE")
    assert run("--root", str(world), "check", "--base", "HEAD").returncode == 0


def test_the_answer_to_a_change_is_neither_remembered_nor_taken_from_memory(repository: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = commit_of(repository)
    change(repository / PROCEDURE, *NEW)
    assert run("--root", str(repository), "check", "--base", "main-of-before", more=cache).returncode == 2
    git(repository, "tag", "moving", first)
    assert run("--root", str(repository), "check", "--base", "moving", more=cache).returncode == 1
    git(repository, "commit", "--all", "--message", "SAMPLE")
    git(repository, "tag", "--force", "moving")
    for written in (("--base", "moving"), ("--base=moving",)):
        assert run("--root", str(repository), "check", *written, more=cache).returncode == 0
    assert not (tmp_path / "cache" / "qingdan" / "checks").exists()


@pytest.mark.parametrize(
    "base", ["no-such-branch", "", " ", "HEAD:lists", "HEAD~99", "0" * 40, "-x", "$(touch x)", "\x1b[31m", "样例"]
)
def test_a_base_that_is_no_commit_is_a_wrong_call(repository: Path, base: str) -> None:
    answer = run("--root", str(repository), "check", f"--base={base}")
    assert (answer.returncode, answer.stdout, "Traceback" in answer.stderr, "\x1b" in answer.stderr) == (2, "", False, False)
    assert both_languages(answer.stderr)


def test_a_base_that_is_not_named_is_a_wrong_call(repository: Path) -> None:
    assert run("--root", str(repository), "check", "--base").returncode == 2


def test_a_base_without_git_or_a_repository_is_a_wrong_call(world: Path, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    without = run("--root", str(world), "check", "--base", "HEAD", more={"PATH": str(tmp_path / "empty")})
    outside = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    (repository / ".git").rename(tmp_path / "put-away")
    no_repository = run("--root", str(repository), "check", "--base", "HEAD", more=outside)
    for answer in (without, no_repository):
        assert (answer.returncode, answer.stdout, both_languages(answer.stderr)) == (2, "", True), answer.stderr
    assert without.stderr != no_repository.stderr


def test_a_git_that_refuses_is_told(repository: Path) -> None:
    (repository / ".git" / "config").write_text("[broken\n")
    answer = run("--root", str(repository), "check", "--base", "HEAD")
    assert (answer.returncode, "bad config" in answer.stderr, both_languages(answer.stderr)) == (2, True, True)


def test_a_base_that_a_shallow_clone_lacks_is_told_with_what_helps(repository: Path, tmp_path: Path) -> None:
    base = commit_of(repository)
    change(repository / PROCEDURE, *NEW)
    git(repository, "commit", "--all", "--message", "SAMPLE")
    git(tmp_path, "clone", "--depth", "1", repository.as_uri(), "shallow")
    answer = run("--root", str(tmp_path / "shallow"), "check", "--base", base)
    assert (answer.returncode, "fetch-depth: 0" in answer.stderr) == (2, True)
    git(tmp_path / "shallow", "fetch", "--unshallow")
    assert run("--root", str(tmp_path / "shallow"), "check", "--base", base).returncode == 1


def test_a_base_whose_files_were_never_fetched_is_told(repository: Path, tmp_path: Path) -> None:
    base = commit_of(repository)
    change(repository / PROCEDURE, *NEW)
    git(repository, "commit", "--all", "--message", "SAMPLE")
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--filter=blob:none", repository.as_uri(), "partial")
    answer = run("--root", str(tmp_path / "partial"), "check", "--base", base)
    assert (answer.returncode, "--filter" in answer.stderr, "Traceback" in answer.stderr) == (2, True, False), answer.stderr


def test_lists_that_cannot_be_loaded_are_refused_for_that_alone(repository: Path) -> None:
    change(repository / PROCEDURE, *NEW)
    (repository / PROCEDURES / "stray.csv").write_text("id\n")
    answer = run("--root", str(repository), "check", "--base", "HEAD", "--format", "json")
    assert answer.returncode == 1
    keys = [problem["key"] for problem in json.loads(answer.stdout)["problems"] if problem["level"] == "error"]
    assert keys == ["orphan_file"]


def test_a_check_of_a_change_writes_nothing_into_the_repository(repository: Path) -> None:
    change(repository / PROCEDURE, *NEW)
    before = git(repository, "status", "--porcelain")
    files = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    run("--root", str(repository), "check", "--base", "HEAD")
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*") if path in files} == files
    assert git(repository, "status", "--porcelain") == before
