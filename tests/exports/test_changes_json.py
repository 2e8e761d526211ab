"""`changes.json` tells every commit of the lists, and loses nothing that is no longer in the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qingdan.exports import changes_json
from tests.history.made import AUTHOR, commit_all, told
from tests.world import POWERS, PROCEDURES, REGISTERS, SETTINGS, change, linked_world, texts

FIRST, SECOND, THIRD = "2026-02-01T08:00:00+08:00", "2026-02-01T23:30:00+00:00", "2026-02-04T08:00:00+08:00"
TABLE = f"{PROCEDURES}/procedures.csv"


def written(root: Path) -> bytes:
    return changes_json.write(linked_world(root), told(root))


def read(root: Path) -> Any:
    return json.loads(written(root))


@pytest.fixture
def begun(world: Path) -> Path:
    """The small world, committed once."""
    commit_all(world, FIRST, "SAMPLE")
    return world


def test_a_commit_is_told_with_what_it_rests_on_and_each_of_its_changes(begun: Path) -> None:
    change(begun / TABLE, "样例一,样例：第一件事。", "样例新,样例：第一件事。")
    change(begun / TABLE, "AUT-0001", "AUT-0003")
    name = commit_all(begun, SECOND, '样例 | "<b>"')
    assert read(begun)["published"][0] == {
        "commit": name,
        "time": SECOND,
        "day": "2026-02-02",
        "message": '样例 | "<b>"',
        "authorities": ["AUT-0003"],
        "editorial": False,
        "tables": [],
        "descriptors": [],
        "changes": [
            {
                "entry": "PRC-0001",
                "list": "procedures",
                "table": TABLE,
                "event": "amended",
                "name": "样例新",
                "authority": "AUT-0003",
                "ground": "authority",
                "fields": {"authority": ["AUT-0001", "AUT-0003"], "name": ["样例一", "样例新"]},
            }
        ],
    }


def test_the_newest_commit_comes_first_and_what_is_not_committed_is_left_out(begun: Path) -> None:
    change(begun / TABLE, "带上样例", "带上一份样例")
    commit_all(begun, SECOND, "SAMPLE")
    change(begun / TABLE, "带上一份样例", "带上两份样例")
    tree = read(begun)
    assert [commit["time"] for commit in tree["published"]] == [SECOND, FIRST]
    assert (tree["format"], tree["unofficial"], tree["history"], tree["why"]) == ("qingdan-changes/1", True, "whole", None)


def test_an_entry_that_was_added_is_told_by_its_name_and_address_alone(begun: Path) -> None:
    changes = {change["entry"]: change for change in read(begun)["published"][0]["changes"]}
    assert changes["PWR-0001"] == {
        "entry": "PWR-0001",
        "list": "powers",
        "table": f"{POWERS}/powers.csv",
        "event": "added",
        "name": "样例权力",
        "authority": "AUT-0001",
        "ground": "authority",
        "address": "https://sample.example/powers/PWR-0001/",
    }
    assert [entry for entry, change in changes.items() if change.get("sample")] == ["IMP-0001", "PRC-0009"]


def test_an_entry_that_was_deleted_can_be_put_back_from_what_is_told(begun: Path) -> None:
    paths = [f"{PROCEDURES}/{name}.csv" for name in ("procedures", "bodies", "bases")]
    gone = {path: [row for row in rows(begun / path) if "PRC-0009" in row.values()] for path in paths}
    for path in paths:
        kept = [line for line in (begun / path).read_text("utf-8").splitlines(True) if not line.startswith("PRC-0009")]
        (begun / path).write_text("".join(kept), "utf-8")
    commit_all(begun, SECOND, "SAMPLE")
    (told,) = read(begun)["published"][0]["changes"]
    assert (told["event"], told["sample"]) == ("deleted", True)
    assert {name: before for name, (before, _) in told["fields"].items()} == gone[TABLE][0]
    assert {row["table"]: [row["before"]] for row in told["rows"]} == {path: gone[path] for path in paths[1:]}


def test_a_table_that_moves_and_a_column_that_has_another_name_are_told_as_such(begun: Path) -> None:
    change(begun / f"{REGISTERS}/laws.csv", "id,title,", "id,full_title,")
    commit_all(begun, SECOND, "SAMPLE")
    (begun / TABLE).rename(begun / f"{PROCEDURES}/moved.csv")
    commit_all(begun, THIRD, "SAMPLE")
    timeline = told(begun)
    (begun / f"{PROCEDURES}/moved.csv").unlink()
    for path in (f"{REGISTERS}/laws.csv", TABLE):
        (begun / path).write_text(texts()[path], "utf-8")
    moved, renamed, _ = json.loads(changes_json.write(linked_world(begun), timeline))["published"]
    assert [(table["before"], table["after"]) for table in moved["tables"]] == [(TABLE, f"{PROCEDURES}/moved.csv")]
    assert [table["renamed"] for table in renamed["tables"]] == [{"title": "full_title"}]


def test_a_change_that_needs_no_authority_makes_its_commit_editorial(begun: Path) -> None:
    change(begun / f"{REGISTERS}/laws.csv", ",旧法,", ",旧的法,")
    commit_all(begun, SECOND, "SAMPLE")
    newest, first = read(begun)["published"]
    assert (newest["editorial"], newest["authorities"], first["editorial"], first["authorities"]) == (
        True,
        [],
        False,
        ["AUT-0001"],
    )


def test_each_change_is_one_line_so_that_the_file_compares_well(begun: Path) -> None:
    before = written(begun).decode().splitlines()
    change(begun / TABLE, "带上样例", "带上一份样例")
    commit_all(begun, SECOND, "SAMPLE")
    after = written(begun).decode().splitlines()
    assert after[-len(before) + 2 :] == before[2:]
    assert len(after) == len(before) + 3


def test_nobody_is_named_unless_the_settings_ask_for_it(begun: Path) -> None:
    assert AUTHOR.encode() not in written(begun)
    (begun / "catalogue/catalogue.yaml").write_text(f"{SETTINGS}authors: true\n", "utf-8")
    assert [commit["author"] for commit in read(begun)["published"]] == [AUTHOR]


def test_where_the_history_cannot_be_told_the_file_says_so(world: Path) -> None:
    tree = read(world)
    assert (tree["history"], tree["why"], tree["published"]) == ("unavailable", "no_repository", [])


def test_bytes_that_are_no_text_do_not_end_the_program(begun: Path) -> None:
    path = begun / f"{POWERS}/powers.csv"
    data = path.read_bytes()
    path.write_bytes(data.replace("样例权力".encode(), b"SAMPLE \xb5"))
    commit_all(begun, SECOND, "SAMPLE")
    path.write_bytes(data)
    commit_all(begun, THIRD, "SAMPLE")
    (told,) = read(begun)["published"][1]["changes"]
    assert told["fields"]["name"] == ["样例权力", "SAMPLE \udcb5"]


def rows(path: Path) -> list[Mapping[str, str]]:
    """The rows of a table without quotation marks, each as its cells that are not blank."""
    heading, *lines = (line.split(",") for line in path.read_text("utf-8").splitlines() if '"' not in line)
    return [{name: cell for name, cell in zip(heading, line, strict=True) if cell} for line in lines]
