"""What a disk, a kernel or another build refuses: the old site stands, nothing lies beside it, the editor is told what to do."""

from __future__ import annotations

import errno
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qingdan.model import File
from qingdan.publish.staging import MARK, staged
from tests.publish.disks import change_disk, quick_folder, small_disk
from tests.publish.process import CAN_REFUSE, Orders, as_built, done, started
from tests.world import PROCEDURES, add_the_look, change, write_world

by_the_kernel = pytest.mark.skipif(not CAN_REFUSE, reason="only Linux on x86_64 or aarch64 can be asked to refuse a system call")


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as made:
        yield made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sample(letter: str, count: int = 20) -> Iterator[File]:
    """A SAMPLE site of some pages, each in a block of its own."""
    yield File(MARK, letter.encode())
    for number in range(count):
        yield File(f"{number % 3}/{number}.html", letter.encode() * 3_000)


def publish(letter: str, target: Path) -> None:
    with staged(target) as stage:
        for file in sample(letter):
            stage.put(file)
        stage.publish()


# Hard links and the exchange


@by_the_kernel
@pytest.mark.parametrize("answer", ["EXDEV", "EPERM", "EMLINK", "EOPNOTSUPP"])
def test_where_hard_links_are_refused_files_are_copied(folder: Path, answer: str) -> None:
    target = folder / "public"
    orders = Orders(target=str(target), site="a", files=60)
    assert done(orders) == (0, "")
    before, first = as_built(target), {path: path.stat().st_ino for path in target.rglob("*.html")}
    assert done(replace(orders, refused={"linkat": answer})) == (0, "")
    assert (as_built(target), names(folder)) == (before, ["public"])
    assert [path for path, number in first.items() if path.stat().st_ino == number] == []


def test_a_file_with_as_many_names_as_a_filesystem_allows_is_copied(tmp_path: Path) -> None:
    target = tmp_path / "public"
    publish("a", target)
    try:
        for number in range(66_000):
            os.link(target / MARK, tmp_path / str(number))
    except OSError as error:
        assert error.errno == errno.EMLINK
    else:
        pytest.skip("this filesystem allows more than 66,000 names of a file")
    with staged(target) as stage:
        stage.keep(MARK)
        stage.put(File("new.html", b"SAMPLE"))
        stage.publish()
    assert {path: data for path, (_, data) in as_built(target).items()} == {MARK: b"a", "new.html": b"SAMPLE"}


@by_the_kernel
@pytest.mark.parametrize("answer", ["ENOSYS", "EINVAL", "EPERM"])
def test_where_there_is_no_exchange_two_renames_do(folder: Path, answer: str) -> None:
    orders = Orders(target=str(folder / "public"), site="a", files=60, refused={"renameat2": answer})
    assert done(orders) == (0, "")
    first = as_built(folder / "public")
    assert done(replace(orders, site="b")) == (0, "")
    assert names(folder) == ["public"]
    assert done(replace(orders, refused={})) == (0, "")
    assert (as_built(folder / "public"), names(folder)) == (first, ["public"])


@by_the_kernel
def test_what_did_not_reach_the_disk_is_not_published(folder: Path) -> None:
    orders = Orders(target=str(folder / "public"), site="a", files=60)
    assert done(orders) == (0, "")
    first = as_built(folder / "public")
    code, said = done(replace(orders, site="b", refused={"syncfs": "EIO"}))
    assert (code, "Input/output error" in said) == (1, True)
    assert (as_built(folder / "public"), names(folder)) == (first, ["public"])


# A full disk


def test_a_disk_that_is_full_at_any_write_leaves_the_old_site(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=1m") as disk:
        publish("a", disk / "public")
        before, page, failed = as_built(disk / "public"), os.sysconf("SC_PAGE_SIZE"), 0
        for pages in range(100):
            left = os.statvfs(disk).f_bavail
            (disk / "ballast").write_bytes(b"x" * (left - pages) * page)
            try:
                publish("b", disk / "public")
                break
            except OSError as error:
                assert error.errno == errno.ENOSPC
                failed += 1
                assert (as_built(disk / "public"), names(disk)) == (before, ["ballast", "public"])
                (disk / "ballast").unlink()
        assert as_built(disk / "public").keys() == before.keys()
        assert as_built(disk / "public") != before
        assert failed > 20, "every file but the last found the disk full once"


def test_a_write_beyond_the_largest_file_allowed_leaves_the_old_site(folder: Path) -> None:
    orders = Orders(target=str(folder / "public"), site="a", files=300)
    assert done(orders) == (0, "")
    first = as_built(folder / "public")
    code, said = done(replace(orders, site="b", largest=2_000))
    assert (code, "File too large" in said) == (1, True)
    assert (as_built(folder / "public"), names(folder)) == (first, ["public"])


# What the editor is told


def told(said: str) -> bool:
    """Whether something is said in both languages, and nothing of our own insides."""
    return bool(re.search("[\u4e00-\u9fff]", said) and re.search("[A-Za-z]{3}", said)) and "Traceback" not in said


@pytest.fixture
def root(folder: Path) -> Path:
    return add_the_look(write_world(folder / "world"))


def test_a_build_on_a_full_disk_or_one_that_may_not_be_written_says_so_and_the_next_one_succeeds(
    root: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", "size=64m") as disk:
        build = Orders(arguments=["--root", str(root), "build", "--into", str(disk / "public")])
        assert done(build)[0] == 0
        before = as_built(disk / "public")
        change(root / PROCEDURES / "procedures.csv", "样例二", "样例二改")

        used = (os.statvfs(disk).f_blocks - os.statvfs(disk).f_bfree) * os.statvfs(disk).f_frsize
        change_disk(disk, f"size={used + (8 << 10)}")
        code, said = done(build)
        assert (code, told(said), "No space left" in said, "--into" in said) == (1, True, True, False)
        assert (as_built(disk / "public"), names(disk)) == (before, ["public"])

        change_disk(disk, "size=64m,ro")
        code, said = done(build)
        assert (code, told(said), "Read-only" in said, "--into" in said) == (1, True, True, True)

        change_disk(disk, "size=64m,rw")
        assert done(build)[0] == 0
        assert as_built(disk / "public") != before
        assert names(disk) == ["public"]


def test_a_build_without_room_for_its_work_folder_says_so(root: Path, tmp_path: Path) -> None:
    with small_disk(root / "build", "size=100k") as disk:
        code, said = done(Orders(arguments=["--root", str(root), "build", "--into", str(tmp_path / "public")]))
        assert (code, told(said), "No space left" in said) == (1, True, True)
        assert (names(tmp_path), "lock" in names(disk)) == ([], False)


def test_a_folder_that_is_mounted_itself_cannot_be_exchanged_and_the_build_says_what_to_do(root: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk" / "public", "size=64m") as disk:
        build = Orders(arguments=["--root", str(root), "build", "--into", str(disk)])
        code, said = done(build)
        assert (code, told(said), "--into" in said) == (1, True, True)
        assert (names(disk), names(disk.parent)) == ([], ["public"])
        assert done(replace(build, arguments=[*build.arguments[:-1], str(disk / "site")]))[0] == 0


def test_a_file_where_a_folder_should_be_is_told_and_not_touched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("SAMPLE")
    code, said = done(Orders(arguments=["--root", str(root), "build", "--into", str(tmp_path / "file" / "public")]))
    assert (code, told(said), (tmp_path / "file").read_text()) == (1, True, "SAMPLE")


def test_the_second_of_two_builds_is_refused_and_begins_when_the_first_was_killed(root: Path) -> None:
    build = Orders(arguments=["--root", str(root), "build"])
    with started(Orders(target=str(root / "public"), site="a", files=20, is_held=True)) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        code, said = done(build)
        assert (code, told(said), str(root / "public") in said) == (1, True, True)
        assert not (root / "public").exists()
        first.kill()
        first.communicate()
    assert ".public.qingdan-lock" in names(root)
    assert done(build)[0] == 0
    assert names(root) == ["build", "catalogue", "lists", "mkdocs.yml", "public", "site"]


def test_two_builds_of_the_same_lists_into_two_folders_do_not_share_their_work_folder(root: Path, tmp_path: Path) -> None:
    with started(Orders(arguments=["--root", str(root), "build"])) as first:
        while first.poll() is None and not (root / "build" / "lock").exists():
            time.sleep(0.005)
        first.send_signal(signal.SIGSTOP)
        code, said = done(Orders(arguments=["--root", str(root), "build", "--into", str(tmp_path / "public")]))
        first.send_signal(signal.SIGCONT)
        first.communicate()
    assert (first.returncode, code, told(said), names(tmp_path)) == (0, 1, True, [])
