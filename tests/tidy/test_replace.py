"""The way out: every file is its old self or its new one, whatever happens in between."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qingdan.gate.files import read_folders
from qingdan.problem import Place, Problem
from qingdan.tidy.mend import Mended, mend
from qingdan.tidy.replace import replace

OLD, NEW = b" id \nA\n", b"id\nA\n"


def untidy(root: Path, *paths: str) -> tuple[Mended, ...]:
    """Files below `root` that are to be mended."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(OLD)
    return tuple(Mended(path, OLD, NEW) for path in paths)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_file_takes_its_new_form_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "lists/a.csv", "lists/x/b.csv")
    assert replace(tmp_path, mended) == ()
    assert contents(tmp_path) == {"lists/a.csv": NEW, "lists/x/b.csv": NEW}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o400])
def test_permissions_and_owner_are_kept(tmp_path: Path, mode: int) -> None:
    mended = untidy(tmp_path, "a.csv")
    (tmp_path / "a.csv").chmod(mode)
    if os.geteuid() == 0:
        os.chown(tmp_path / "a.csv", 1234, 1235)
    before = (tmp_path / "a.csv").stat()
    assert replace(tmp_path, mended) == ()
    after = (tmp_path / "a.csv").stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "a.csv", "b.csv")
    (tmp_path / "a.csv").write_bytes(OLD + b"B\n")
    assert replace(tmp_path, mended) == (Problem("changed_meanwhile", Place("a.csv")),)
    assert contents(tmp_path) == {"a.csv": OLD + b"B\n", "b.csv": NEW}


def test_a_folder_in_the_place_of_a_file_is_left(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "a.csv", "b.csv", "c.csv")
    (tmp_path / "b.csv").unlink()
    (tmp_path / "b.csv").mkdir()
    assert replace(tmp_path, mended) == (Problem("changed_meanwhile", Place("b.csv")),)
    assert (contents(tmp_path), (tmp_path / "b.csv").is_dir()) == ({"a.csv": NEW, "c.csv": NEW}, True)


def test_a_link_in_the_place_of_a_file_is_left_and_its_target_untouched(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "lists/a.csv")
    (tmp_path / "lists" / "a.csv").rename(tmp_path / "outside.csv")
    (tmp_path / "lists" / "a.csv").symlink_to(tmp_path / "outside.csv")
    assert replace(tmp_path, mended) == (Problem("changed_meanwhile", Place("lists/a.csv")),)
    assert ((tmp_path / "lists" / "a.csv").is_symlink(), (tmp_path / "outside.csv").read_bytes()) == (True, OLD)


def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "lists/a.csv")
    (tmp_path / "lists").rename(tmp_path / "elsewhere")
    (tmp_path / "lists").symlink_to(tmp_path / "elsewhere")
    (problem,) = replace(tmp_path, mended)
    assert (problem.key, contents(tmp_path / "elsewhere")) == ("not_written", {"a.csv": OLD})


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "a.csv")
    (tmp_path / "a.csv").unlink()
    assert replace(tmp_path, mended) == (Problem("not_written", Place("a.csv"), {"reason": os.strerror(errno.ENOENT)}),)
    assert contents(tmp_path) == {}


def test_where_nothing_can_stand_beside_a_file_the_file_is_left_and_the_editor_told(tmp_path: Path) -> None:
    mended = untidy(tmp_path, "a.csv", "b.csv")
    (tmp_path / ".a.csv.qingdan-new" / "x").mkdir(parents=True)
    (problem,) = replace(tmp_path, mended)
    assert (problem.key, problem.place, bool(problem.values["reason"])) == ("not_written", Place("a.csv"), True)
    assert contents(tmp_path) == {"a.csv": OLD, "b.csv": NEW}


FULL = """
import resource, sys
from pathlib import Path
from qingdan.tidy.mend import Mended
from qingdan.tidy.replace import replace

root = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
old = {path.name: path.read_bytes() for path in sorted(root.iterdir())}
mended = [Mended(name, data, data.replace(b" ", b"")) for name, data in old.items()]
print([(problem.key, problem.place.path) for problem in replace(root, mended)])
"""


def test_a_disk_that_holds_no_more_leaves_the_old_file_and_nothing_half_written(tmp_path: Path) -> None:
    untidy(tmp_path, "a.csv", "b.csv", "c.csv")
    large = OLD + b"A\n" * 1000
    (tmp_path / "b.csv").write_bytes(large)
    answer = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[('not_written', 'b.csv')]"
    assert contents(tmp_path) == {"a.csv": NEW, "b.csv": large, "c.csv": NEW}


MANY = """
import sys
from pathlib import Path
from qingdan.gate.files import read_folders
from qingdan.tidy.mend import mend
from qingdan.tidy.replace import replace
root = Path(sys.argv[1])
mended, _ = mend(read_folders(root, ("lists",))[0])
print("begin", flush=True)
replace(root, mended)
"""


@pytest.mark.parametrize("files_before", [1, 40])
def test_a_program_that_is_killed_leaves_whole_files_and_the_next_run_finishes(tmp_path: Path, files_before: int) -> None:
    paths = [f"lists/a{number:03}.csv" for number in range(300)]
    untidy(tmp_path, *paths)
    with subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path)], stdout=subprocess.PIPE) as killed:
        assert killed.stdout
        killed.stdout.readline()
        while (tmp_path / paths[files_before - 1]).read_bytes() == OLD:
            pass
        killed.kill()
    assert {(tmp_path / path).read_bytes() for path in paths} <= {OLD, NEW}
    assert len(contents(tmp_path)) <= len(paths) + 1

    files, _ = read_folders(tmp_path, ("lists",))
    assert replace(tmp_path, mend(files)[0]) == ()
    assert contents(tmp_path) == dict.fromkeys(paths, NEW)
