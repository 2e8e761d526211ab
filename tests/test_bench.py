"""The invented data of the benchmark: both sides accept them and refuse what is wrong in them; a seed gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.described import Column, tables_below
from bench.invented import City, numeral
from bench.make import invented, write_table, write_tree
from bench.measure import Cost
from bench.report import Machine, Result, report
from bench.scenarios import SCENARIOS, WRONG_REFERENCE, Scenario
from bench.turns import Bench, UnusableRunError, check, prepared, validate

ROWS = 200


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), 1, ())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(tree: Path) -> Iterator[dict[str, str]]:
    with (tree / "lists" / "implementations" / "implementations.csv").open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def test_both_sides_accept_what_is_invented_and_say_what_it_cost(bench: Bench, tmp_path: Path) -> None:
    pair = prepared(bench, ROWS, None)
    for cost in (check(pair, (), tmp_path), validate(pair)):
        assert 0 < cost.cpu < 30
        assert 0 < cost.wall < 60
        assert 10 < cost.memory < 1000


def test_both_sides_refuse_a_wrong_cell_and_name_its_line(bench: Bench, tmp_path: Path) -> None:
    pair = prepared(bench, ROWS, WRONG_REFERENCE)
    right, amended = list(rows_of(prepared(bench, ROWS, None).tree)), list(rows_of(pair.tree))
    assert (pair.file, pair.line) == ("implementations.csv", ROWS // 2)
    assert [number for number in range(ROWS) if right[number] != amended[number]] == [pair.line - 2]
    check(pair, (), tmp_path)
    validate(pair)


def test_a_run_that_did_not_end_as_it_must_gives_no_figure(bench: Bench, tmp_path: Path) -> None:
    pair = prepared(bench, ROWS, None)
    with pytest.raises(UnusableRunError, match="ended with 2 though all is valid"):
        check(pair, ("--no-such-option",), tmp_path)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(bench: Bench, tmp_path: Path) -> None:
    first = contents(prepared(bench, ROWS, None).tree)
    write_tree(tmp_path / "again", ROWS, 1)
    write_tree(tmp_path / "other", ROWS, 2)
    assert contents(tmp_path / "again") == first
    assert contents(tmp_path / "other").keys() == first.keys()
    assert contents(tmp_path / "other") != first


def test_there_are_as_many_rows_as_were_asked_for_and_no_body_holds_a_matter_twice(tmp_path: Path) -> None:
    write_tree(tmp_path / "tree", 1_234, 1)
    rows = list(rows_of(tmp_path / "tree"))
    assert len(rows) == len({(row["entry"], row["body"]) for row in rows}) == 1_234
    assert len({row["entry"] for row in rows}) == 123


def test_a_column_that_is_new_stays_blank_and_is_asked_for_where_it_is_required(bench: Bench, tmp_path: Path) -> None:
    (table,) = tables_below(prepared(bench, ROWS, None).tree / "lists" / "implementations")
    city = City(1, 1, dict.fromkeys(("time-unit", "certainty", "authorities", "sources"), ("SAMPLE",)))
    new = replace(table, columns=(Column("id", True, ""), Column("new", False, "")))
    write_table(new, tmp_path / "new.csv", invented(new, city))
    assert (tmp_path / "new.csv").read_text("utf-8") == "id,new\nIMP-0001,\n"
    with pytest.raises(ValueError, match=r"implementations: .* new$"):
        list(invented(replace(table, columns=(Column("new", True, ""),)), city))


def test_nothing_is_written_over_what_stands_there(world: Path) -> None:
    before = contents(world)
    with pytest.raises(FileExistsError):
        write_tree(world, ROWS, 1)
    assert contents(world) == before


def test_numerals_are_written_as_in_a_law() -> None:
    assert [numeral(number) for number in (1, 9, 10, 11, 20, 23, 99)] == ["一", "九", "十", "十一", "二十", "二十三", "九十九"]


def test_the_report_sets_every_figure_beside_its_goal() -> None:
    machine = Machine("SAMPLE processor", 2, "SAMPLE system", "3.11", "0.1.0", "5.21", "git 2", "2026-03-01")
    fast, slow = (tuple(Cost(cpu, cpu + 1, 200 * cpu) for cpu in times) for times in ((0.9, 1.0, 1.5), (8.0, 9.0, 10.0)))
    valid = Scenario("valid", 300_000, 3, goal=8, most_memory=250)
    wrong = Scenario("one wrong reference", 300_000, 3, goal=1 / 1.5, wrong=WRONG_REFERENCE)
    text = report((Result(valid, fast, slow), Result(wrong, slow, fast)), ("## SAMPLE", ""), machine, ("--no-cache",), 1)
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith(("| valid", "| one"))
    ]
    assert rows == [
        ["valid", "300,000", "3", "1.000", "2.000", "9.000", "10.000", "9.00", "≥ 8", "yes"],
        [
            "one wrong reference",
            "300,000",
            "3",
            "9.000",
            "10.000",
            "1.000",
            "2.000",
            "0.11",
            "≥ 0.67 (at most 1.5 × its CPU)",
            "**no**",
        ],
        ["valid", "300,000", "300", "2000", "≤ 250", "**no**"],
        ["one wrong reference", "300,000", "2000", "300", "", ""],
    ]
    assert "`qingdan check --no-cache`" in text
    assert "\n\n## SAMPLE\n\n" in text


def test_every_claim_has_a_goal_and_is_measured_more_than_once() -> None:
    assert all(scenario.goal > 0 and scenario.runs >= 3 for scenario in SCENARIOS)
    assert [scenario.most_memory for scenario in SCENARIOS if scenario.most_memory] == [250]
