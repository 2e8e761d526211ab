"""`qingdan as-of` as a person calls it, on real repositories: what it writes, what it refuses, and what it says then."""

from __future__ import annotations

import csv
import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.history.made import commit_all, git
from tests.test_cli import both_languages
from tests.world import POWERS, PROCEDURES, change, write_world

Answer = subprocess.CompletedProcess[bytes]
TABLE = f"{PROCEDURES}/procedures.csv"


def run(root: Path, *arguments: str) -> Answer:
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "as-of", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}, timeout=60)


def rows(answer: Answer) -> list[dict[str, str]]:
    assert (answer.returncode, answer.stderr) == (0, b"")
    return [*csv.DictReader(io.StringIO(answer.stdout.decode("utf-8"), newline=""))]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SAMPLE list published on 10 January; on 20 February PRC-0001 was amended from 1 March; then its folder moved."""
    root = write_world(tmp_path_factory.mktemp("told") / "world")
    git(root, "init")
    commit_all(root, "2026-01-10T08:00:00+08:00")
    change(root / TABLE, "样例：第一件事。", "样例：第一件事，改过。")
    change(root / TABLE, "2026-01-01,2026-12-31", "2026-03-01,")
    change(root / PROCEDURES / "bodies.csv", "PRC-0001,assists,ORG-0002", "PRC-0001,assists,ORG-0009")
    commit_all(root, "2026-02-20T08:00:00+08:00")
    shutil.move(root / PROCEDURES, root / "lists/matters")
    change(root / "catalogue/catalogue.yaml", "[procedures,", "[matters,")
    commit_all(root, "2026-03-30T16:30:00Z")
    return root


def test_the_version_that_applied_is_told_with_the_columns_of_the_table(told: Path) -> None:
    before, after = (rows(run(told, day, "matters")) for day in ("2026-02-28", "2026-03-01"))
    assert [(row["id"], row["summary"], row["as_of"]) for row in before] == [
        ("PRC-0001", "样例：第一件事。", "in_force"),
        ("PRC-0002", "样例：第二件事。", "date_unknown"),
        ("PRC-0009", "样例：虚构的事。", "date_unknown"),
    ]
    assert after[0]["summary"] == "样例：第一件事，改过。"
    assert [row["id"] for row in rows(run(told, "2025-12-31", "matters"))] == ["PRC-0002", "PRC-0009"]
    heading = (told / "lists/matters/procedures.csv").read_text("utf-8").split("\n")[0].split(",")
    assert [*before[0]] == [*heading, "as_of"]


def test_a_table_that_belongs_to_the_entries_is_told_as_it_stood_with_that_version(told: Path) -> None:
    bodies = {
        day: [row["body"] for row in rows(run(told, day, "matters/bodies")) if row["entry"] == "PRC-0001"]
        for day in ("2025-12-31", "2026-02-28", "2026-03-01")
    }
    assert bodies == {"2025-12-31": [], "2026-02-28": ["ORG-0001", "ORG-0002"], "2026-03-01": ["ORG-0001", "ORG-0009"]}


@pytest.mark.parametrize("name", ["procedures", "matters"])
def test_what_was_published_later_was_not_known_and_a_list_is_found_where_it_was(told: Path, name: str) -> None:
    by_february = rows(run(told, "2026-12-01", "--published", "2026-02-19", name))
    assert by_february[0]["summary"] == "样例：第一件事。"
    assert rows(run(told, "2026-12-01", "--published", "2026-02-20", name))[0]["summary"] != "样例：第一件事。"
    assert rows(run(told, "2026-12-01", "--published", "2026-02-20", f"{name}/bodies"))[1]["body"] == "ORG-0009"


def test_the_day_of_publication_is_that_of_the_time_zone_of_the_catalogue(told: Path) -> None:
    assert run(told, "2026-03-31", "--published", "2026-03-30", "procedures").returncode == 0
    gone = run(told, "2026-03-31", "--published", "2026-03-31", "procedures")
    assert (gone.returncode, b"matters" in gone.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("2026-02-30", "powers"), "2026-02-30"),
        (("today", "powers"), "today"),
        (("2026-03-01", "--published", "", "powers"), "2026-01-31"),
        (("2026-03-01", "--published", "2026-3-1", "powers"), "2026-3-1"),
        (("2026-03-01", "--published", "2026-01-09", "powers"), "2026-01-10"),
        (("2026-03-01", "power"), "powers"),
        (("2026-03-01", "../powers"), "powers"),
        (("2026-03-01", "\x1b[31m"), "\\x1b[31m"),
        (("2026-03-01", "powers/steps"), "bodies"),
        (("2026-03-01", "powers/../powers"), "bodies"),
    ],
)
def test_a_question_that_has_no_answer_is_a_wrong_call(told: Path, arguments: tuple[str, ...], named: str) -> None:
    answer = run(told, *arguments)
    said = answer.stderr.decode("utf-8")
    assert (answer.returncode, answer.stdout, both_languages(said)) == (2, b"", True)
    assert named in said
    assert "\x1b" not in said
    assert "Traceback" not in said


def test_without_the_whole_history_only_what_needs_none_is_answered(told: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{told}", str(shallow)], check=True)
    shutil.copytree(shallow, tmp_path / "none", ignore=shutil.ignore_patterns(".git"))
    for root, why in ((shallow, b"shallow"), (tmp_path / "none", b"no git repository")):
        assert rows(run(root, "2026-03-01", "matters")) == rows(run(told, "2026-03-01", "matters"))
        for arguments in (("2026-02-28", "matters"), ("2026-03-01", "--published", "2026-03-01", "matters")):
            answer = run(root, *arguments)
            assert (answer.returncode, answer.stdout, why in answer.stderr) == (2, b"", True)
            assert both_languages(answer.stderr.decode("utf-8"))


def test_what_is_not_committed_is_known_today_and_was_not_published(told: Path, tmp_path: Path) -> None:
    root = shutil.copytree(told, tmp_path / "world")
    change(root / POWERS / "powers.csv", "样例：下放的权力。", "样例：还没有提交。")
    assert rows(run(root, "2026-03-01", "powers"))[0]["summary"] == "样例：还没有提交。"
    assert rows(run(root, "2026-03-01", "--published", "2026-12-31", "powers"))[0]["summary"] == "样例：下放的权力。"


def test_an_entry_that_was_deleted_counts_as_it_stood_until_then(told: Path, tmp_path: Path) -> None:
    root = shutil.copytree(told, tmp_path / "world")
    path = root / "lists/matters/procedures.csv"
    path.write_text(
        "".join(line for line in path.read_text("utf-8").splitlines(True) if not line.startswith("PRC-0002")), "utf-8"
    )
    commit_all(root, "2026-04-05T08:00:00+08:00")
    kept = rows(run(root, "2026-04-01", "--published", "2026-04-04", "matters"))
    assert [row["id"] for row in kept] == ["PRC-0001", "PRC-0002", "PRC-0009"]
    assert [row["id"] for row in rows(run(root, "2026-04-01", "matters"))] == ["PRC-0001", "PRC-0009"]


def test_settings_that_cannot_be_read_are_told_as_problems(told: Path, tmp_path: Path) -> None:
    root = shutil.copytree(told, tmp_path / "world")
    change(root / "catalogue/catalogue.yaml", "base_url: https", "base_url: ftp")
    answer = run(root, "2026-03-01", "powers")
    assert (answer.returncode, answer.stdout) == (1, b"")
    assert answer.stderr.startswith(b"catalogue/catalogue.yaml:")


def test_a_terminal_gets_no_character_that_steers_it(told: Path, tmp_path: Path) -> None:
    root = shutil.copytree(told, tmp_path / "world")
    change(root / POWERS / "powers.csv", "样例：下放的权力。", "样例\x1b[31m")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "as-of", "2026-03-01", "powers"]
    subprocess.run(command, stdout=theirs, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    said = os.read(ours, 100_000)
    os.close(theirs)
    os.close(ours)
    assert (b"\\x1b[31m" in said, b"\x1b" in said, said.count(b"\n")) == (True, False, 2)
    assert b"\x1b[31m" in run(root, "2026-03-01", "powers").stdout
