"""The way out: the old site stands until the new one is whole, and a cut-off exchange is put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qingdan.model import File
from qingdan.publish.staging import MARK, may_be_replaced, publish

OLD = (File("index.html", b"old"), File("laws/index.html", b"old law"), File(MARK, b"<old/>"))
NEW = (File("index.html", b"new"), File("powers/index.html", b"new power"), File(MARK, b"<new/>"))


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
    publish(OLD[:1], target.with_name(".public.qingdan-old"))
    publish(NEW, target)
    assert (contents(target), [path.name for path in target.parent.iterdir()]) == (as_dict(NEW), ["public"])


@pytest.mark.parametrize("path", ["../outside", "a/../../outside", "{}/outside"], ids=["up", "down and up", "from the root"])
def test_a_file_outside_the_site_is_never_written(target: Path, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        publish((*OLD, File(path.format(target.parent), b"x")), target)
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
