"""A history is told whole or not at all, and what was told before is gone on with."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.history import git as asked
from qingdan.history import told as telling
from qingdan.history.log import Commit, FileChange
from qingdan.history.told import PIECES, History, tell
from tests.history.made import FOLDERS, commit_all, git, told
from tests.history.repositories import State, first_parents, histories, write
from tests.soundness.runs import run_of
from tests.world import PROCEDURES, change

TABLE = f"{PROCEDURES}/procedures.csv"


@pytest.fixture(autouse=True)
def _told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process told before is not at hand, as for a command that is called again."""
    monkeypatch.setattr(telling, "_steps", telling._steps.__wrapped__)


@pytest.fixture
def root(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    commit_all(world, "2026-01-10")
    change(world / TABLE, "样例二", "样例二改")
    commit_all(world, "2026-02-01")
    return world


def kept(root: Path) -> list[Path]:
    return sorted((root.parent / "cache/qingdan/history").iterdir())


def test_an_id_that_stands_twice_is_told_alike_from_wherever_one_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = "lists/a/a.csv", "lists/a/b.csv"
    row = b"id,name\nPWR-0001,"
    states = ({two: row + b"B\n"}, {one: row + b"A\n", two: row + b"B\n"}, {one: row + b"A\n"}, {one: row + b"Z\nPWR-0001,A\n"})
    commits = [commit_all(write_files(tmp_path / "root", files), f"2026-01-{day:02}") for day, files in enumerate(states, 1)]
    whole = tell(tmp_path / "root", FOLDERS)
    for number, commit in enumerate(commits):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{number}"))
        git(tmp_path / "root", "update-ref", "--no-deref", "HEAD", commit)
        tell(tmp_path / "root", FOLDERS)
        git(tmp_path / "root", "update-ref", "--no-deref", "HEAD", commits[-1])
        assert tell(tmp_path / "root", FOLDERS) == whole, number


def write_files(root: Path, files: Mapping[str, bytes]) -> Path:
    shutil.rmtree(root / "lists", ignore_errors=True)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@run_of(0.25)
@given(histories(), st.data())
def test_going_on_from_any_commit_tells_the_same(states: tuple[State, ...], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder) / "root"
        write(root, states)
        line = [name for name, _ in reversed(asked.first_parents(root, "main"))]
        assert len(line) == len(first_parents(states))
        patch.setenv("XDG_CACHE_HOME", f"{folder}/one")
        whole = tell(root, FOLDERS)
        patch.setenv("XDG_CACHE_HOME", f"{folder}/other")
        for commit in sorted(data.draw(st.lists(st.sampled_from(range(len(line))), max_size=3))):
            git(root, "update-ref", "--no-deref", "HEAD", line[commit])
            tell(root, FOLDERS)
        git(root, "update-ref", "--no-deref", "HEAD", line[-1])
        assert tell(root, FOLDERS) == whole
        assert tell(root, FOLDERS) == whole, "told again from what was remembered"


def test_a_new_commit_asks_git_for_itself_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(root)
    since: list[str] = []
    real = asked.file_changes

    def watched(
        root: Path, folders: tuple[str, ...], until: str, objects: asked.Objects, after: str
    ) -> Iterator[tuple[Commit, tuple[FileChange, ...]]]:
        since.append(after)
        return real(root, folders, until, objects, after)

    monkeypatch.setattr(asked, "file_changes", watched)
    before = git(root, "rev-parse", "HEAD")
    change(root / TABLE, "样例一", "样例一改")
    commit_all(root, "2026-03-01")
    assert len(told(root).published) == 3
    assert since == [before]


def test_a_damaged_or_deleted_memory_is_as_good_as_none(root: Path) -> None:
    whole = told(root)
    (path,) = kept(root)
    data = path.read_bytes()
    for damaged in (b"", data[:5], data[:-9], data[:-9] + bytes(9), data[:99] + bytes(9) + data[108:], data[:20] + data):
        path.write_bytes(damaged)
        assert told(root) == whole
        assert path.read_bytes() == data
    shutil.rmtree(root.parent / "cache")
    assert told(root) == whole


def test_a_new_commit_writes_itself_alone_until_there_are_many_pieces(root: Path) -> None:
    told(root)
    (first,) = kept(root)
    sizes = []
    for number in range(2 * PIECES):
        change(root / TABLE, f"样例二改{number or ''}", f"样例二改{number + 1}")
        commit_all(root, f"2026-03-{number + 1:02}")
        whole, known = told(root), {*kept(root)}
        sizes.append(max(known, key=lambda path: path.stat().st_mtime_ns).stat().st_size)
        assert whole.published[-1].day == date(2026, 3, number + 1)
    anew = sizes[PIECES - 1 :: PIECES]
    assert len(anew) == 2
    assert sum(sizes) - sum(anew) < first.stat().st_size < min(anew)
    shutil.rmtree(root.parent / "cache")
    assert told(root) == whole


def test_where_a_piece_is_lost_all_is_told_anew(root: Path) -> None:
    told(root)
    (first,) = kept(root)
    change(root / TABLE, "样例一", "样例一改")
    commit_all(root, "2026-03-01")
    whole = told(root)
    first.unlink()
    assert told(root) == whole
    change(root / TABLE, "样例一改", "样例一再改")
    commit_all(root, "2026-03-02")
    assert len(told(root).published) == 4


def test_a_piece_that_is_asked_for_stays(root: Path) -> None:
    told(root)
    (first,) = kept(root)
    os.utime(first, (0, 0))
    change(root / TABLE, "样例一", "样例一改")
    commit_all(root, "2026-03-01")
    told(root)
    assert first.stat().st_mtime > 0


def test_a_rewritten_history_is_told_anew(root: Path) -> None:
    told(root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    change(root / TABLE, "样例二", "样例二另改")
    commit_all(root, "2026-03-01")
    assert next(one.revision.fields for one in told(root).happened("PRC-0002")) == (("name", "样例二", "样例二另改"),)


def test_a_repository_may_hold_the_lists_in_a_folder_of_its_own(root: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(root, whole / "part", ignore=shutil.ignore_patterns(".git"))
    (whole / "lists").mkdir()
    (whole / "lists" / "other.csv").write_text("id\nPWR-0001\n")
    commit_all(whole, "2026-01-01")
    assert "PWR-0001" in told(whole / "part").of
    assert {one.revision.table.split("/")[0] for events in told(whole / "part").of.values() for one in events} <= {
        "lists",
        "catalogue",
        "",
    }
    assert told(whole / "part").is_whole


def test_a_shallow_clone_has_no_history(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    assert tell(tmp_path / "shallow", FOLDERS) == History(why_not="shallow")
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert tell(tmp_path / "shallow", FOLDERS) == tell(root, FOLDERS)


def test_a_partial_clone_has_no_history(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{root}", "partial")
    assert tell(tmp_path / "partial", FOLDERS) == History(why_not="partial")


def test_what_was_fetched_later_is_no_longer_missing(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{root}", "partial")
    git(tmp_path / "partial", "log", "-p", "--all")
    assert tell(tmp_path / "partial", FOLDERS) == tell(root, FOLDERS) != History()


def test_trees_that_were_never_fetched_are_told(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=tree:0", "--no-checkout", f"file://{root}", "partial")
    assert tell(tmp_path / "partial", FOLDERS) == History(why_not="partial")


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_an_older_git_fetches_nothing_either(root: Path, tmp_path: Path, left_out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", f"--filter={left_out}", "--no-checkout", f"file://{root}", "partial")
    monkeypatch.delitem(asked.QUIET, "GIT_NO_LAZY_FETCH")
    assert tell(tmp_path / "partial", FOLDERS) == History(why_not="partial")
    lacking = git(tmp_path / "partial", "-c", "protocol.allow=never", "rev-list", "--objects", "--missing=print", "HEAD")
    assert any(line.startswith("?") for line in lacking.splitlines())


def test_names_of_objects_may_be_of_another_length(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    git(world, "init", "--object-format=sha256")
    for day, new in ((10, "样例二"), (11, "样例二改"), (12, "样例二再改")):
        change(world / TABLE, "样例二" if day < 12 else "样例二改", new)
        assert len(commit_all(world, f"2026-01-{day}")) == 64
        assert told(world).published[-1].day == date(2026, 1, day)
    assert [fields for one in told(world).happened("PRC-0002") for fields in one.revision.fields if fields[0] == "name"] == [
        ("name", "样例二改", "样例二再改"),
        ("name", "样例二", "样例二改"),
        ("name", "", "样例二"),
    ]


def test_without_git_a_repository_or_a_commit_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tell(tmp_path, FOLDERS) == History(why_not="no_repository")
    git(tmp_path, "init")
    assert tell(tmp_path, FOLDERS) == History(why_not="no_commit")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tell(tmp_path, FOLDERS) == History(why_not="no_git")


def test_a_git_that_breaks_off_is_no_history_but_an_error(root: Path) -> None:
    name = git(root, "rev-parse", f"HEAD~1:{TABLE}")
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(asked.HistoryError):
        tell(root, FOLDERS)


@pytest.mark.parametrize(
    "setting",
    [
        "diff.noprefix=true",
        "diff.external=/bin/false",
        "log.showSignature=true",
        "diff.renames=false",
        "color.ui=always",
        "diff.algorithm=patience",
        "core.quotePath=true",
        "diff.context=9",
        "diff.interHunkContext=9",
        "diff.relative=false",
        "log.showRoot=false",
        "diff.suppressBlankEmpty=true",
        "diff.submodule=log",
        "diff.wordRegex=.",
        "diff.orderFile=x",
        "log.follow=true",
        "log.date=relative",
        "diff.mnemonicPrefix=true",
        "diff.srcPrefix=x/",
        "format.pretty=oneline",
        "diff.ignoreSubmodules=all",
        "core.attributesFile=x",
    ],
)
def test_the_settings_of_a_reader_change_nothing(root: Path, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tell(root, FOLDERS)
    git(root, "config", *setting.split("=", 1))
    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "other"))
    (root / "x").write_text("lists\n")
    assert tell(root, FOLDERS) == whole


def test_attributes_of_the_repository_change_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".gitattributes").write_text("*.csv diff=sample binary\n")
    git(root, "config", "diff.sample.textconv", "false")
    git(root, "config", "diff.sample.command", "false")
    commit_all(root, "2026-03-01")
    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "other"))
    assert len(tell(root, FOLDERS).steps) == 2
