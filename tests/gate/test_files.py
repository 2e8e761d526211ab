"""The gate of the disk: plain files enter, everything else is named and never read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingdan.gate.files import read_folders
from qingdan.gate.walk import LARGEST
from qingdan.model import File
from qingdan.problem import Place, Problem
from qingdan.report import text
from qingdan.report.report import Report
from tests.world import MESSAGES, problems_of

CANARY = "CANARY-what-lies-outside"


def read(root: Path) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    return read_folders(root, ("lists",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.csv").write_bytes(b"id\nA\n")
    return tmp_path


A = File("lists/a.csv", b"id\nA\n")


def test_plain_files_are_read_in_the_order_of_their_paths(root: Path) -> None:
    (root / "lists" / "b").mkdir()
    (root / "lists" / "b" / "z.csv").write_bytes(b"\xff\x00")
    (root / "lists" / "c.csv").write_bytes(b"")
    assert read(root) == ((A, File("lists/b/z.csv", b"\xff\x00"), File("lists/c.csv", b"")), ())


def test_nothing_outside_the_named_folders_is_read(root: Path) -> None:
    (root / "other").mkdir()
    (root / "other" / "b.csv").write_text(CANARY)
    assert read(root) == ((A,), ())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert read(tmp_path) == ((), (Problem("folder_missing", Place("lists")),))


def test_a_link_to_a_file_is_refused_and_its_target_not_read(root: Path) -> None:
    (root / "secret").write_text(CANARY)
    (root / "lists" / "b.csv").symlink_to(root / "secret")
    assert read(root) == ((A,), (Problem("symbolic_link", Place("lists/b.csv")),))


def test_a_link_to_a_folder_is_refused_and_not_entered(root: Path) -> None:
    (root / "secrets").mkdir()
    (root / "secrets" / "b.csv").write_text(CANARY)
    (root / "lists" / "b").symlink_to(root / "secrets")
    assert read(root) == ((A,), (Problem("symbolic_link", Place("lists/b")),))


def test_a_link_that_leads_nowhere_is_refused(root: Path) -> None:
    (root / "lists" / "b.csv").symlink_to(root / "nothing")
    assert read(root) == ((A,), (Problem("symbolic_link", Place("lists/b.csv")),))


def test_a_link_in_the_place_of_the_whole_folder_is_refused(root: Path) -> None:
    (root / "lists").rename(root / "elsewhere")
    (root / "lists").symlink_to(root / "elsewhere")
    assert read(root) == ((), (Problem("symbolic_link", Place("lists")),))


def test_the_content_behind_a_link_stands_in_no_problem_and_no_message(world: Path) -> None:
    secret = world.parent / "secret.csv"
    secret.write_text(f"id,name\n{CANARY},{CANARY}\n")
    table = world / "lists" / "procedures" / "bodies.csv"
    table.unlink()
    table.symlink_to(secret)

    problems = problems_of(world)

    assert problems == (Problem("symbolic_link", Place("lists/procedures/bodies.csv")),)
    assert CANARY not in text.write(Report(problems, "both", MESSAGES, "0.1.0"))


def test_a_pipe_is_refused_without_waiting_for_a_writer(root: Path) -> None:
    os.mkfifo(root / "lists" / "b.csv")
    assert read(root) == ((A,), (Problem("not_a_file", Place("lists/b.csv")),))


def test_a_file_above_the_cap_is_refused_and_not_read(root: Path) -> None:
    with (root / "lists" / "b.csv").open("wb") as large:
        large.truncate(LARGEST + 1)
    problem = Problem("file_too_large", Place("lists/b.csv"), {"bytes": "200000001", "limit": "200000000"})
    assert read(root) == ((A,), (problem,))


def test_a_file_as_large_as_the_cap_is_read(root: Path) -> None:
    with (root / "lists" / "a.csv").open("wb") as large:
        large.truncate(LARGEST)
    files, problems = read(root)
    assert ([len(file.data) for file in files], problems) == ([LARGEST], ())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (".hidden.csv", ".hidden.csv"),
        (" b.csv", " b.csv"),
        ("b.csv ", "b.csv "),
        ("b.", "b."),
        ("b:c.csv", "b:c.csv"),
        ("b?.csv", "b?.csv"),
        ("b*.csv", "b*.csv"),
        ("b|c.csv", "b|c.csv"),
        ("b\\c.csv", "b\\c.csv"),
        ("b\nc.csv", "b\\nc.csv"),
        ("b\x1b[31m.csv", "b\\x1b[31m.csv"),
        ("b\u200b.csv", "b\\u200b.csv"),
        ("b\u202ecsv", "b\\u202ecsv"),
        ("b\ue000.csv", "b\\ue000.csv"),
    ],
)
def test_an_awkward_name_is_refused_and_shown_in_plain_characters(root: Path, name: str, shown: str) -> None:
    (root / "lists" / name).write_text(CANARY)
    assert read(root) == ((A,), (Problem("awkward_name", Place(f"lists/{shown}")),))


def test_a_name_that_is_not_utf8_is_refused(root: Path) -> None:
    with open(os.fsencode(root / "lists") + b"/b\xff.csv", "wb"):  # noqa: PTH123 -- a path of bytes
        pass
    assert read(root) == ((A,), (Problem("awkward_name", Place("lists/b\\udcff.csv")),))


def test_an_awkward_folder_is_refused_and_not_entered(root: Path) -> None:
    (root / "lists" / ".idea").mkdir()
    (root / "lists" / ".idea" / "b.csv").write_text(CANARY)
    assert read(root) == ((A,), (Problem("awkward_name", Place("lists/.idea")),))


@pytest.mark.parametrize("name", ["con.csv", "NUL", "Aux.yaml", "com1", "lpt9.csv"])
def test_a_name_that_windows_keeps_for_a_device_is_refused(root: Path, name: str) -> None:
    (root / "lists" / name).write_text(CANARY)
    assert read(root) == ((A,), (Problem("awkward_name", Place(f"lists/{name}")),))


def test_a_folder_that_is_another_repository_is_refused_and_not_entered(root: Path) -> None:
    (root / "lists" / "b").mkdir()
    (root / "lists" / "b" / ".git").write_text("gitdir: ../../.git/modules/b\n")
    (root / "lists" / "b" / "b.csv").write_text(CANARY)
    assert read(root) == ((A,), (Problem("submodule", Place("lists/b")),))


def test_an_empty_folder_such_as_a_submodule_that_was_not_fetched_is_refused(root: Path) -> None:
    (root / "lists" / "b").mkdir()
    assert read(root) == ((A,), (Problem("empty_folder", Place("lists/b")),))


def test_folders_whose_names_differ_only_in_case_are_twins(root: Path) -> None:
    for name in ("b", "B"):
        (root / "lists" / name).mkdir()
        (root / "lists" / name / f"{name}.csv").write_bytes(b"")
    assert read(root)[1] == (Problem("twin_names", Place("lists/b"), {"other": "lists/B"}),)


def test_more_files_than_any_list_has_are_named_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qingdan.gate.walk.MOST", 3)
    for number in range(5):
        (root / "lists" / f"b{number}.csv").write_bytes(b"")
    assert read(root)[1] == (Problem("too_many_files", Place("lists"), {"limit": "3"}),)


def test_the_root_of_a_repository_among_the_lists_is_refused(root: Path) -> None:
    (root / "lists" / ".git").mkdir()
    (root / "lists" / ".git" / "config").write_text(CANARY)
    assert read(root) == ((), (Problem("submodule", Place("lists")),))


def test_names_that_differ_only_in_case_are_twins(root: Path) -> None:
    (root / "lists" / "A.csv").write_bytes(b"")
    problem = Problem("twin_names", Place("lists/a.csv"), {"other": "lists/A.csv"})
    assert read(root) == ((File("lists/A.csv", b""),), (problem,))


def test_names_that_differ_only_in_the_form_of_their_characters_are_twins(root: Path) -> None:
    composed, taken_apart = "caf\u00e9.csv", "cafe\u0301.csv"
    for name in (composed, taken_apart):
        (root / "lists" / name).write_bytes(b"")
    problem = Problem("twin_names", Place(f"lists/{composed}"), {"other": f"lists/{taken_apart}"})
    assert read(root)[1] == (problem,)


def test_a_chinese_name_is_an_ordinary_name(root: Path) -> None:
    (root / "lists" / "样例.csv").write_bytes(b"")
    assert read(root) == ((A, File("lists/样例.csv", b"")), ())


@pytest.fixture
def deep(root: Path) -> Iterator[Path]:
    """A thousand folders, each in the one before; taken away again because few programs can."""
    folders = [root / "lists" / "/".join(["d"] * depth) for depth in range(1, 1_001)]
    for folder in folders:
        folder.mkdir()
    yield root
    for folder in reversed(folders):
        folder.rmdir()


def test_a_thousand_folders_within_each_other_are_named_and_do_not_break_the_gate(deep: Path) -> None:
    files, problems = read(deep)
    assert (files, len(problems)) == ((A,), 1)
