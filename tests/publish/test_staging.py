"""The way out: the old site stands until the new one is whole, and a cut-off exchange is put right."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from qingdan.model import File
from qingdan.publish.exchange import put_right
from qingdan.publish.lock import InUseError, locked
from qingdan.publish.staging import MARK, NotASiteError, may_be_replaced, staged

OLD = (File("index.html", b"old"), File("laws/index.html", b"old law"), File(MARK, b"<old/>"))
NEW = (File("index.html", b"new"), File("powers/index.html", b"new power"), File(MARK, b"<new/>"))


def publish(files: Iterable[File], target: Path) -> int:
    with staged(target) as stage:
        for file in files:
            stage.put(file)
        return stage.publish()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_dict(files: tuple[File, ...]) -> dict[str, bytes]:
    return {file.path: file.data for file in files}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A place where a site stands that was published before."""
    publish(OLD, tmp_path / "public")
    return tmp_path / "public"


def test_a_first_site_is_written_whole(tmp_path: Path) -> None:
    assert publish(NEW, tmp_path / "public") == 3
    assert contents(tmp_path) == {f"public/{path}": data for path, data in as_dict(NEW).items()}


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(target: Path) -> None:
    assert publish(NEW, target) == 3
    assert (contents(target), [path.name for path in target.parent.iterdir()]) == (as_dict(NEW), ["public"])


def test_the_old_site_stands_untouched_until_the_last_file_is_written(target: Path) -> None:
    def watched() -> Iterator[File]:
        for file in NEW:
            assert contents(target) == as_dict(OLD)
            yield file
        assert contents(target) == as_dict(OLD)

    publish(watched(), target)
    assert contents(target) == as_dict(NEW)


class SampleError(Exception):
    """What goes wrong half-way."""


def half_way() -> Iterator[File]:
    yield from NEW[:2]
    raise SampleError


def test_a_build_that_fails_half_way_leaves_the_old_site_byte_for_byte(target: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    with pytest.raises(SampleError):
        publish(half_way(), target)
    assert contents(target) == as_dict(OLD)
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_what_a_failed_build_left_behind_does_not_come_into_the_next_site(target: Path) -> None:
    with pytest.raises(SampleError):
        publish(half_way(), target)
    publish(NEW[2:], target)
    assert (contents(target), [path.name for path in target.parent.iterdir()]) == (as_dict(NEW[2:]), ["public"])


def cut_off(target: Path) -> None:
    """The state in which a power cut between the two renames leaves the disk."""
    target.rename(target.with_name(".public.qingdan-old"))
    for file in NEW:
        path = target.with_name(".public.qingdan-new") / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def test_after_a_cut_off_exchange_the_next_build_publishes_and_tidies_up(target: Path) -> None:
    cut_off(target)
    publish(NEW[1:], target)
    assert (contents(target), [path.name for path in target.parent.iterdir()]) == (as_dict(NEW[1:]), ["public"])


def test_after_a_cut_off_exchange_the_old_site_is_back_even_where_the_next_build_fails(target: Path) -> None:
    cut_off(target)
    with pytest.raises(SampleError):
        publish(half_way(), target)
    assert contents(target) == as_dict(OLD)


def test_a_cut_off_tidying_is_finished_by_the_next_build(target: Path) -> None:
    for age in ("new", "old"):
        publish(OLD[:1], target.with_name(f".public.qingdan-{age}"))
    publish(NEW, target)
    assert (contents(target), [path.name for path in target.parent.iterdir()]) == (as_dict(NEW), ["public"])


@pytest.mark.parametrize(
    "path", ["../outside", "a/../../outside", "{}/outside", "/outside", "a//b", "./a", "a/.", "a/", "", "..", "a\\..\\b", "a\0"]
)
def test_a_file_outside_the_site_is_never_written(target: Path, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        publish((*OLD, File(path.format(target.parent), b"x")), target)
    with pytest.raises(ValueError, match="outside"), staged(target) as stage:
        stage.keep(path.format(target.parent))
    assert not (target.parent / "outside").exists()
    assert contents(target) == as_dict(OLD)


def test_a_site_an_empty_folder_and_a_free_place_may_be_replaced(target: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [may_be_replaced(path) for path in (target, tmp_path / "empty", tmp_path / "nothing")] == [True, True, True]


def test_a_folder_with_other_things_a_file_and_a_link_may_not_be_replaced(target: Path, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "powers.csv").write_text("id\n")
    (tmp_path / "link").symlink_to(target)
    (tmp_path / "lost").symlink_to(tmp_path / "nothing")
    (tmp_path / "file").write_text("x")
    others = ("source", "link", "lost", "file")
    assert {name: may_be_replaced(tmp_path / name) for name in others} == dict.fromkeys(others, False)


# What is kept, and how


def number(path: Path) -> int:
    """The file itself, whatever its names."""
    return path.stat().st_ino


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_a_file_with_the_same_bytes_is_the_same_file_and_another_is_written_anew(target: Path) -> None:
    before = {path: number(target / path) for path in as_dict(OLD)}
    changed = (OLD[0], File("laws/index.html", b"new law"), File(MARK, b"<oth/>"))
    assert publish(changed, target) == 3
    assert {path: number(target / path) == before[path] for path in before} == {
        "index.html": True,
        "laws/index.html": False,
        MARK: False,
    }
    assert contents(target) == as_dict(changed)


def test_a_kept_file_is_the_same_file_and_what_is_neither_kept_nor_put_is_gone(target: Path) -> None:
    before = number(target / "laws/index.html")
    with staged(target) as stage:
        stage.keep("laws/index.html")
        stage.put(NEW[2])
        assert stage.publish() == 2
    assert (contents(target), number(target / "laws/index.html")) == ({"laws/index.html": b"old law", MARK: b"<new/>"}, before)
    assert {path.stat().st_nlink for path in target.rglob("*.*")} == {1}, "the old names are gone"


def test_a_large_file_is_compared_to_its_end(target: Path) -> None:
    large = b"x" * 3_000_000
    publish((*OLD, File("large", large)), target)
    before = number(target / "large")
    publish((*OLD, File("large", large)), target)
    assert number(target / "large") == before
    publish((*OLD, File("large", large[:-1] + b"y")), target)
    assert (target / "large").read_bytes() == large[:-1] + b"y"


@pytest.mark.parametrize("path", ["powers/index.html", "laws", "laws/index.html/x", "link", "linked/index.html", "pipe"])
def test_what_is_no_plain_file_of_the_old_site_cannot_be_kept_and_leaves_no_folder(target: Path, path: str) -> None:
    (target.parent / "elsewhere").mkdir()
    (target.parent / "elsewhere" / "index.html").write_bytes(b"elsewhere")
    (target / "link").symlink_to(target.parent / "elsewhere" / "index.html")
    (target / "linked").symlink_to(target.parent / "elsewhere")
    os.mkfifo(target / "pipe")
    with staged(target) as stage:
        with pytest.raises(FileNotFoundError):
            stage.keep(path)
        stage.put(NEW[2])
        stage.publish()
    assert [path.name for path in target.rglob("*")] == [MARK]
    assert contents(target.parent / "elsewhere") == {"index.html": b"elsewhere"}


def test_nothing_can_be_kept_where_no_site_stands(tmp_path: Path) -> None:
    with staged(tmp_path / "public") as stage, pytest.raises(FileNotFoundError):
        stage.keep(MARK)
    assert list(tmp_path.iterdir()) == []


def test_a_link_or_folder_in_the_place_of_a_file_is_replaced_and_not_followed(target: Path) -> None:
    outside = target.parent / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"new law")
    shutil.rmtree(target / "laws")
    (target / "laws").symlink_to(outside)
    (target / "index.html").unlink()
    (target / "index.html").mkdir()
    new = (File("index.html", b"new"), File("laws/index.html", b"new law"), File(MARK, b"<new/>"))
    publish(new, target)
    assert (contents(target), (target / "laws").is_symlink()) == (as_dict(new), False)
    assert number(target / "laws/index.html") != number(outside / "index.html")
    assert contents(outside) == {"index.html": b"new law"}


def test_a_path_that_comes_twice_is_refused_and_the_file_of_the_old_site_is_not_written_to(target: Path) -> None:
    with pytest.raises(FileExistsError), staged(target) as stage:
        stage.keep("index.html")
        stage.put(File("index.html", b"twice"))
    assert contents(target) == as_dict(OLD)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_everybody_may_read_a_site_whatever_the_umask(target: Path, umask: int) -> None:
    (target / "laws/index.html").chmod(0o600)
    before = os.umask(umask)
    try:
        with staged(target) as stage:
            stage.keep("laws/index.html")
            for file in (OLD[0], NEW[1], NEW[2]):
                stage.put(file)
            stage.publish()
    finally:
        os.umask(before)
    modes = {path.relative_to(target).as_posix(): oct(stat.S_IMODE(path.stat().st_mode)) for path in (target, *target.rglob("*"))}
    folders = {".", "laws", "powers"}
    assert modes == {path: "0o755" if path in folders else "0o644" for path in modes}
    assert (len(modes), names(target)) == (7, ["public"])


def test_a_site_may_stand_in_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    assert publish(NEW, tmp_path / "a" / "b" / "public") == 3
    assert contents(tmp_path) == {f"a/b/public/{path}": data for path, data in as_dict(NEW).items()}


# What comes between


def test_a_stage_that_is_not_published_is_removed(target: Path) -> None:
    with staged(target) as stage:
        stage.put(NEW[0])
    assert (contents(target), names(target)) == (as_dict(OLD), ["public"])


def test_two_builds_at_once_are_refused_and_the_first_goes_on(target: Path) -> None:
    with staged(target) as stage:
        stage.put(NEW[2])
        with pytest.raises(InUseError):
            publish(OLD, target)
        stage.publish()
    assert (contents(target), names(target)) == ({MARK: b"<new/>"}, ["public"])


def test_a_lock_that_was_removed_before_it_was_had_is_asked_for_again(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        (tmp_path / "lock").unlink()
        with locked(tmp_path / "lock"), pytest.raises(InUseError), locked(tmp_path / "lock"):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_new", [False, True], ids=["instead", "first"])
def test_what_came_into_the_place_of_the_site_meanwhile_and_is_none_stays(tmp_path: Path, is_new: bool) -> None:
    target = tmp_path / "public"
    if not is_new:
        publish(OLD, target)
    with pytest.raises(NotASiteError), staged(target) as stage:
        stage.put(NEW[2])
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        (target / "thesis.txt").write_text("SAMPLE")
        stage.publish()
    assert (contents(target), names(target)) == ({"thesis.txt": b"SAMPLE"}, ["public"])


def test_a_site_that_was_removed_meanwhile_hinders_nobody(target: Path) -> None:
    with staged(target) as stage:
        shutil.rmtree(target)
        with pytest.raises(FileNotFoundError):
            stage.keep("laws/index.html")
        for file in NEW:
            stage.put(file)
        stage.publish()
    assert (contents(target), names(target)) == (as_dict(NEW), ["public"])


def test_an_empty_folder_gives_way(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    publish(NEW, tmp_path / "public")
    assert (contents(tmp_path / "public"), names(tmp_path / "public")) == (as_dict(NEW), ["public"])


def test_whatever_lies_where_the_stage_is_to_be_is_cleared_away_and_no_link_followed(target: Path) -> None:
    (target.parent / "outside").mkdir()
    (target.parent / "outside" / "kept").write_text("SAMPLE")
    (target.parent / ".public.qingdan-new").symlink_to(target.parent / "outside")
    (target.parent / ".public.qingdan-old").mkdir()
    (target.parent / ".public.qingdan-old" / "link").symlink_to(target.parent / "outside")
    publish(NEW, target)
    assert (names(target), contents(target.parent / "outside")) == (["outside", "public"], {"kept": b"SAMPLE"})


def test_there_is_nothing_to_put_right_where_nothing_was_cut_off(target: Path) -> None:
    put_right(target.with_name("new"), target, target.with_name("old"))
    assert (contents(target), names(target)) == (as_dict(OLD), ["public"])
