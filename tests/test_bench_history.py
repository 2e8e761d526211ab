"""What is measured of the history: we tell what was made, commit by commit, and so do those who stand beside us."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.history_report import Part, Told, section
from bench.measure import Cost
from bench.peers import LOCK, peers, version
from bench.repository import MAIN, Made, write_repository
from bench.scenarios import HISTORIES, History
from bench.told import remember_all_but_the_last, run_history, told_by_git, told_from, told_from_nothing
from bench.turns import UnusableRunError

ROWS, COMMITS = 200, 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return write_repository(tmp_path_factory.mktemp("bench") / "made", ROWS, COMMITS, 1)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(("git", "-C", str(folder), *arguments), check=True, capture_output=True, text=True).stdout


def test_everybody_tells_what_was_made_and_says_what_it_cost(made: Made, tmp_path: Path) -> None:
    remember_all_but_the_last(made, tmp_path / "kept")
    before = sorted(path.name for path in (tmp_path / "kept").rglob("*"))
    for cost in (told_from_nothing(made), told_from(made, tmp_path / "kept"), told_by_git(made)):
        assert 0 < cost.cpu < 30
        assert 0 < cost.wall < 60
        assert 1 < cost.memory < 1000
    assert sorted(path.name for path in (tmp_path / "kept").rglob("*")) == before


def test_a_telling_that_misses_a_revision_gives_no_figure(made: Made) -> None:
    more = {**made.events, "added": made.events["added"] + 1}
    with pytest.raises(UnusableRunError, match="there are"):
        told_from_nothing(Made(made.folder, more, made.states))


def test_a_program_that_was_changed_meanwhile_gives_no_figure_for_one_new_commit(made: Made, tmp_path: Path) -> None:
    remember_all_but_the_last(made, tmp_path)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.rename(kept.with_name(f"another{kept.name[kept.name.index('-') :]}"))
    with pytest.raises(UnusableRunError, match="was changed"):
        told_from(made, tmp_path)


def test_a_folder_without_a_history_gives_no_figure(tmp_path: Path) -> None:
    with pytest.raises(UnusableRunError, match="no_repository"):
        told_from_nothing(Made(tmp_path, {}, 0))
    with pytest.raises(UnusableRunError, match="ended with 128"):
        told_by_git(Made(tmp_path, {}, 0))


def test_every_commit_changes_the_main_table_and_one_to_five_rows_of_it(made: Made) -> None:
    numbers = git(made.folder, "log", "--format=", "--numstat", "--", MAIN).split("\n")[:-1]
    assert len(numbers) == COMMITS
    assert all(0 < max(map(int, line.split()[:2])) <= 5 for line in numbers[:-1])
    assert git(made.folder, "status", "--porcelain") == ""


def test_a_long_history_has_every_kind_of_event_and_touches_what_belongs_to_entries(tmp_path: Path) -> None:
    made = write_repository(tmp_path / "long", ROWS, 150, 1)
    told_from_nothing(made)
    assert made.events.keys() == {"added", "amended", "deleted", "restored", "withdrawn"}
    assert {*git(made.folder, "log", "--format=", "--name-only", "main~140..").split()} > {MAIN, "lists/powers/bodies.csv"}


def test_fewer_commits_are_the_first_of_more_and_another_seed_gives_others(made: Made, tmp_path: Path) -> None:
    first, other = (write_repository(tmp_path / str(seed), ROWS, 5, seed).folder for seed in (1, 2))
    assert git(first, "rev-parse", "main") == git(made.folder, "rev-parse", f"main~{COMMITS - 5}")
    assert git(other, "rev-parse", "main") != git(first, "rev-parse", "main")


def test_a_peer_that_cannot_be_had_is_none(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"sample @ file://{tmp_path}/nowhere.whl --hash=sha256:{'0' * 64}\n")
    assert peers(lock, tmp_path / "peers") is None


def test_git_history_finds_all_states_of_rows_that_were_made(tmp_path: Path) -> None:
    if not (peers_at_hand := LOCK.parent.parent / "build" / "bench" / "peers" / "bin").is_dir():
        pytest.skip("git-history is installed by `make bench` alone")
    told = run_history(tmp_path, History(6, ROWS, 1, 3, 1), 1, peers_at_hand, lambda _: None)
    assert told.part
    assert (len(told.part.ours), len(told.part.peer_others)) == (1, 1)


SAMPLE = History(101, 2_600, runs=3, part=11)


def costs(*times: float) -> tuple[Cost, ...]:
    return tuple(Cost(time, time + 1, 10 * time) for time in times)


def rows_of(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith(("| 101", "| 11"))]


def test_the_section_sets_every_figure_beside_its_goal() -> None:
    part = Part(costs(0.1, 0.1, 0.2), Cost(5.0, 6.0, 1.0), costs(10.0, 10.0, 11.0))
    text = section(
        (Told(SAMPLE, costs(4, 5, 6), costs(2, 2, 3), costs(0.2, 0.3, 0.1), costs(0.1, 0.1, 0.2), part),), "0.0-SAMPLE"
    )
    assert rows_of(text) == [
        ["101", "2,600", "3", "5.000", "6.000", "2.000", "3.000", "2.50", "≤ 2", "**no**"],
        ["101", "2,600", "3", "0.200", "1.200", "4.0%", "≤ 5%", "yes", "0.100", "2.0%"],
        ["11", "2,600", "3", "0.100", "15.0", "150", "≥ 100", "yes"],
        ["101", "2,600", "3", "5.000", "105.0 (extrapolated)", "21", "≥ 100", "**no**"],
        ["101", "2,600", "60", "3", "30"],
    ]
    assert "| 2,600 | 54.44 | 1000.0 | 18 |" in text
    assert "git-history 0.0-SAMPLE" in text


def test_the_section_says_so_where_git_history_could_not_be_had() -> None:
    text = section((Told(SAMPLE, costs(4), costs(2), costs(0.1), costs(0.1), None),), "0.0-SAMPLE")
    assert "**not measured**" in text
    assert section((), "0.0-SAMPLE") == ""


def test_every_history_is_measured_more_than_once_and_the_version_of_git_history_is_locked() -> None:
    sizes: Mapping[int, int] = {history.commits: history.rows for history in HISTORIES}
    assert sizes == {2_000: 2_600, 500: 32_000}
    assert all(history.runs >= 3 and history.part_runs >= 3 for history in HISTORIES)
    assert version("git-history")[0].isdigit()
