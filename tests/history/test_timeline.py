"""What happened to an entry, by the real git, in the small world."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qingdan.history.timeline import EDITORIAL, NEW, SAME, editorial_fields, ground
from tests.history.made import commit_all, git, told
from tests.world import POWERS, PROCEDURES, REGISTERS, change, linked_world

TABLE = f"{PROCEDURES}/procedures.csv"
TWO = ",样例二,"


@pytest.fixture
def root(world: Path) -> Path:
    commit_all(world, "2026-01-10")
    return world


def events(root: Path, subject: str) -> list[tuple[str, str]]:
    """What happened to an entry, the newest first, and on which day."""
    return [(one.event, one.published.day.isoformat() if one.published.day else "") for one in told(root).happened(subject)]


def without(root: Path, path: str, word: str) -> None:
    """Takes the line with a word out of a file."""
    lines = (root / path).read_text("utf-8").splitlines(keepends=True)
    left = [line for line in lines if word not in line]
    assert len(left) == len(lines) - 1
    (root / path).write_text("".join(left), "utf-8", newline="\n")


def test_an_entry_is_added_amended_withdrawn_and_restored(root: Path) -> None:
    change(root / TABLE, TWO, ",样例二改,")
    commit_all(root, "2026-02-01")
    change(root / TABLE, "order,,in_force", "order,,withdrawn")
    commit_all(root, "2026-03-01")
    change(root / TABLE, "order,,withdrawn", "order,,in_force")
    commit_all(root, "2026-04-01")
    days = ("2026-04-01", "2026-03-01", "2026-02-01", "2026-01-10")
    assert events(root, "PRC-0002") == list(zip(("restored", "withdrawn", "amended", "added"), days, strict=True))
    assert told(root).happened("PRC-0002")[2].revision.fields == (("name", "样例二", "样例二改"),)


def test_a_deleted_entry_is_seen_and_its_return_is_a_restoration(root: Path) -> None:
    text = (root / TABLE).read_text("utf-8")
    without(root, TABLE, TWO)
    commit_all(root, "2026-02-01")
    (root / TABLE).write_text(text, "utf-8", newline="\n")
    commit_all(root, "2026-03-01")
    assert events(root, "PRC-0002") == [("restored", "2026-03-01"), ("deleted", "2026-02-01"), ("added", "2026-01-10")]
    gone = told(root).happened("PRC-0002")[1].revision
    assert (gone.name, gone.authority) == ("样例二", "AUT-0001")
    assert ("summary", "样例：第二件事。", "") in gone.fields


def test_an_entry_under_another_id_is_only_possibly_renumbered(root: Path) -> None:
    change(root / TABLE, "PRC-0002", "PRC-0003")
    commit_all(root, "2026-02-01")
    found = told(root)
    assert [(one.event, one.revision.alike) for one in found.happened("PRC-0002")] == [("deleted", "PRC-0003"), ("added", "")]
    assert [(one.event, one.revision.alike) for one in found.happened("PRC-0003")] == [("added", "PRC-0002")]


def test_a_change_of_a_row_that_belongs_to_an_entry_is_one_of_the_entry(root: Path) -> None:
    change(root / f"{PROCEDURES}/bodies.csv", "PRC-0002,responsible,ORG-0001", "PRC-0002,responsible,ORG-0002")
    commit_all(root, "2026-02-01")
    happened = told(root).happened("PRC-0002")[0]
    assert (happened.event, happened.revision.fields, happened.revision.name) == ("amended", (), "样例二")
    assert [row.fields for row in happened.revision.rows] == [(("body", "ORG-0001", "ORG-0002"),)]


def test_the_day_is_that_of_the_zone_and_of_the_merge_that_published_it(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    change(root / TABLE, "虚构三", "虚构三改")
    commit_all(root, "2026-02-01")
    git(root, "checkout", "-q", "main")
    change(root / TABLE, "样例：第一件事。", "样例：第一件事，改。")
    commit_all(root, "2026-02-02")
    git(root, "merge", "-q", "--no-ff", "side", "--message", "SAMPLE merge", day="2026-03-01T20:00:00Z")
    assert events(root, "PRC-0009")[0] == ("amended", "2026-03-02")
    assert events(root, "PRC-0001")[0] == ("amended", "2026-02-02")


def test_a_revert_is_an_amendment_back(root: Path) -> None:
    change(root / TABLE, TWO, ",样例二改,")
    commit_all(root, "2026-02-01")
    git(root, "revert", "--no-edit", "HEAD", day="2026-03-01T12:00:00Z")
    assert told(root).happened("PRC-0002")[0].revision.fields == (("name", "样例二改", "样例二"),)


def test_other_order_quotes_line_ends_and_a_mark_change_nothing(root: Path) -> None:
    heading, *rows = csv.reader((root / TABLE).open(encoding="utf-8", newline=""))
    with (root / TABLE).open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([heading, *reversed(rows)])
    commit_all(root, "2026-02-01")
    assert len(told(root).published) == 1


def test_a_renamed_column_is_a_change_of_the_table_and_of_no_entry(root: Path) -> None:
    change(root / TABLE, "what_to_do", "what_to_bring")
    commit_all(root, "2026-02-01")
    difference = told(root).published[-1].difference
    assert difference.revisions == ()
    assert [(one.renamed, one.added, one.removed) for one in difference.reshaped] == [
        ((("what_to_do", "what_to_bring"),), (), ())
    ]


def test_a_column_that_comes_with_values_is_filled_in_as_data(root: Path) -> None:
    lines = (root / TABLE).read_text("utf-8").splitlines()
    (root / TABLE).write_text("\n".join([f"{lines[0]},extra", f"{lines[1]},x", *(f"{line}," for line in lines[2:])]) + "\n")
    commit_all(root, "2026-02-01")
    difference = told(root).published[-1].difference
    assert [one.added for one in difference.reshaped] == [("extra",)]
    assert [(one.subject, one.fields) for one in difference.revisions] == [("PRC-0001", (("extra", "", "x"),))]


def test_a_moved_list_keeps_the_history_of_its_entries(root: Path) -> None:
    git(root, "mv", PROCEDURES, "lists/ways")
    commit_all(root, "2026-02-01")
    change(root / "lists/ways/procedures.csv", TWO, ",样例二改,")
    commit_all(root, "2026-03-01")
    assert events(root, "PRC-0002") == [("amended", "2026-03-01"), ("added", "2026-01-10")]
    moved = told(root).published[1].difference
    assert moved.revisions == ()
    assert ("lists/procedures/procedures.csv", "lists/ways/procedures.csv") in [(one.before, one.after) for one in moved.reshaped]


def test_what_is_not_committed_stands_at_the_top_without_a_day(root: Path) -> None:
    change(root / TABLE, TWO, ",样例二改,")
    assert events(root, "PRC-0002")[0] == ("amended", "")
    assert not told(root).is_whole


def test_on_what_a_revision_rests(root: Path) -> None:
    change(root / TABLE, "样例：第二件事。", "样例：第二件事，改。")
    commit_all(root, "2026-02-01")
    change(root / TABLE, TWO, ",样例二改,")
    commit_all(root, "2026-03-01")
    change(root / TABLE, "order,,in_force,,,statute_text,AUT-0001", "care,,in_force,,,statute_text,AUT-0003")
    change(root / f"{REGISTERS}/authorities.csv", "样例决定", "样例决定改")
    change(root / f"{PROCEDURES}/bodies.csv", "PRC-0001,assists,ORG-0002,", "PRC-0001,assists,ORG-0002,样例说明")
    change(
        root / f"{POWERS}/bodies.csv",
        "PWR-0001,responsible,ORG-0001,",
        "PWR-0001,responsible,ORG-0001,\nPWR-0001,assists,ORG-0002,",
    )
    commit_all(root, "2026-04-01")
    found, editorial = told(root), editorial_fields(linked_world(root).catalogue)
    assert [ground(one.revision, editorial) for one in found.happened("PRC-0002")] == [NEW, SAME, EDITORIAL, NEW]
    assert ground(found.happened("AUT-0003")[0].revision, editorial) == EDITORIAL
    assert ground(found.happened("PRC-0001")[0].revision, editorial) == EDITORIAL, "only the note of a body changed"
    assert ground(found.happened("PWR-0001")[0].revision, editorial) == SAME, "a body came"


def test_the_day_in_force_is_told_where_the_change_gives_one(root: Path) -> None:
    change(root / TABLE, "order,,in_force,,,", "order,,in_force,2026-05-01,,")
    commit_all(root, "2026-02-01")
    change(root / TABLE, "order,,in_force,2026-05-01,,", "order,,withdrawn,2026-05-01,2026-06-30,")
    commit_all(root, "2026-03-01")
    assert [one.revision.in_force for one in told(root).happened("PRC-0002")] == ["2026-06-30", "2026-05-01", ""]
    assert told(root).happened("PRC-0001")[-1].revision.in_force == "2026-01-01"
