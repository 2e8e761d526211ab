"""What a change brings about: the findings that were not there before, and none where nobody knows what there was."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.check.between.brought import brought
from qingdan.check.checks import Checked, check_files
from qingdan.gate.files import read_folders
from qingdan.problem import Finding
from tests.world import POWERS, REGISTERS, SOURCE, change


def checked(world: Path) -> tuple[dict[str, bytes], Checked]:
    files, problems = read_folders(world, SOURCE)
    assert not problems
    return {file.path: file.data for file in files}, check_files(files)[1]


def brought_since(before: dict[str, bytes], world: Path) -> tuple[Finding, ...]:
    now, found = checked(world)
    return brought(before, now, found.findings)


def test_lists_that_did_not_change_bring_nothing_and_are_not_checked_again(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, found = checked(world)
    assert found.findings
    monkeypatch.setattr("qingdan.check.between.brought.check_files", None)
    assert brought(files, dict(files), found.findings) == ()


def test_lists_that_are_only_written_in_another_way_bring_nothing(world: Path) -> None:
    files, _ = checked(world)
    with (world / POWERS / "datapackage.yaml").open("a") as descriptor:
        descriptor.write("# SAMPLE\n")
    assert brought_since(files, world) == ()


def test_a_change_of_a_register_brings_what_it_does_to_entries_that_did_not_change(world: Path) -> None:
    before, _ = checked(world)
    change(world / REGISTERS / "law-versions.csv", "in_force,,2026-01-31", "check,样例,2026-01-31")
    entries = [finding.entry for finding in brought_since(before, world)]
    assert entries == ["PRC-0001", "PRC-0002", "PWR-0001"]


def test_what_was_put_right_or_was_there_already_is_not_told(world: Path) -> None:
    change(world / POWERS / "powers.csv", ",,2,", ",,1,")
    before, _ = checked(world)
    change(world / POWERS / "powers.csv", ",,1,", ",,2,")
    assert brought_since(before, world) == (Finding("decision_not_known", "PWR-0001"), Finding("not_admitted", "PWR-0001"))
    again, _ = checked(world)
    change(world / POWERS / "powers.csv", ",,2,", ",,1,")
    assert brought_since(again, world) == ()


def test_of_lists_that_could_not_be_checked_nothing_counts_as_new(world: Path) -> None:
    before, _ = checked(world)
    assert brought_since({**before, f"{POWERS}/powers.csv": b"id\n"}, world) == ()
