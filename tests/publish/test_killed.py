"""Killed at any moment, `target` is the old site or the new one, whole, and the next build tidies up. Long: `make kills`."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from tests.links import broken_in
from tests.publish.disks import disk_in_a_file, quick_folder
from tests.publish.process import CAN_REFUSE, Orders, as_built, done, started
from tests.world import PROCEDURES, add_the_look, change, write_world

KILLS = 50 if os.environ.get("QINGDAN_EXAMPLES") == "long" else 5
FILES = 2_000
KILLED = -signal.SIGKILL
NO_EXCHANGE = {"renameat2": "EINVAL"}

Tree = Mapping[str, tuple[int, bytes]]


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as made:
        yield made


def steps(note: Path) -> list[str]:
    return note.read_text().splitlines()


def stages(taken: list[str]) -> dict[str, range]:
    """The steps of a whole run by stage, as moments to be killed at: before each of them."""
    first = taken.index("__init__ open") + 1
    ends = [number for number, step in enumerate(taken) if step.startswith(("_sync_folder", "exchange"))]
    after = ends[-1] + 1
    bounds = {"before": (0, first), "staging": (first, ends[0]), "exchange": (ends[0], after), "removal": (after, len(taken))}
    return {name: range(start + 1, end + 1) for name, (start, end) in bounds.items()}


def chosen(taken: list[str], number: int) -> list[tuple[str, int]]:
    """Moments in every stage: the step of the exchange itself each time, the others by lot, the same in every run."""
    lot = random.Random(number)
    order = cycle(("staging", "exchange", "removal", "staging", "before"))
    parts = stages(taken)
    return [(stage, lot.choice(parts[stage])) for stage, _ in zip(order, range(number), strict=False)]


def tell(stage: str, step: str, state: str) -> None:
    """Where a kill landed: shown by `make kills`."""
    sys.stdout.write(f"killed: {stage}, step {step}; the {state} site stands\n")


def stands(target: Path, old: Tree, new: Tree) -> str:
    """Which of the two sites stands; fails where it is neither."""
    tree = as_built(target)
    assert tree in (old, new), [path for path in {*tree, *old, *new} if tree.get(path) not in (old.get(path), new.get(path))][:9]
    return "old" if tree == old else "new"


@pytest.mark.parametrize("refused", [{}, NO_EXCHANGE], ids=["one step", "two renames"])
def test_a_site_of_2000_files_is_whole_after_a_kill_at_any_step(folder: Path, refused: dict[str, str]) -> None:
    if refused and not CAN_REFUSE:
        pytest.skip("only on Linux, x86_64 or aarch64, can the kernel be asked to refuse a system call")
    target, note = folder / "public", folder / "note"
    orders = Orders(target=str(target), site="a", files=FILES, note=str(note), refused=refused)
    trees = {}
    for site in ("a", "b"):
        assert done(replace(orders, site=site)) == (0, "")
        trees[site] = as_built(target)
    old, new = "b", "a"
    landed = set()
    for stage, moment in chosen(steps(note), KILLS):
        assert done(replace(orders, site=new, moment=moment)) == (KILLED, "")
        is_cut_off = bool(refused) and not target.exists()
        state = "no" if is_cut_off else stands(target, trees[old], trees[new])
        tell(stage, steps(note)[-1], state)
        landed.add((stage, state))
        assert not is_cut_off or as_built(target.with_name(".public.qingdan-old")) == trees[old], (
            "the one window: the old site waits"
        )
        assert done(replace(orders, site=new)) == (0, "")
        assert as_built(target) == trees[new]
        assert {path.name for path in folder.iterdir()} == {"public", "note"}
        old, new = new, old
    assert {("staging", "old"), ("removal", "new")} <= landed


def test_between_the_two_renames_the_old_site_lies_whole_beside_and_the_next_build_brings_it_back(folder: Path) -> None:
    if not CAN_REFUSE:
        pytest.skip("only on Linux, x86_64 or aarch64, can the kernel be asked to refuse a system call")
    target, note = folder / "public", folder / "note"
    orders = Orders(target=str(target), site="a", files=50, note=str(note), refused=NO_EXCHANGE)
    found = {}
    for site in ("a", "b"):
        assert done(replace(orders, site=site)) == (0, "")
    renames = [number for number, step in enumerate(steps(note), 1) if step == "exchange os.rename"]
    old = as_built(target)
    for number, moment in enumerate(renames, 1):
        assert done(replace(orders, site="a", moment=moment)) == (KILLED, "")
        found[number] = sorted(path.name for path in folder.iterdir() if path.is_dir())
        # A build that fails afterwards: its first file is larger than it may be.
        assert done(replace(orders, site="c", note="", largest=8))[0] == 1
        assert (as_built(target) == old) is (number < 3)
        assert sorted(path.name for path in folder.iterdir()) == ["note", "public"]
    new, kept = ".public.qingdan-new", ".public.qingdan-old"
    assert found == {1: [new, "public"], 2: [new, kept], 3: [kept, "public"]}


def test_a_power_cut_at_any_stage_leaves_the_old_site_or_the_new_one_on_the_disk(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with disk_in_a_file(tmp_path, 32) as (disk, image):
        orders = Orders(target=str(disk / "public"), site="a", files=300, note=str(note))
        trees = []
        for site in ("a", "b"):
            assert done(replace(orders, site=site)) == (0, "")
            trees.append(as_built(disk / "public"))
        new, old = trees
        parts = stages(steps(note))
        moments = {"staging": parts["staging"][-1], "exchange": parts["exchange"][-1], "removal": parts["removal"][0]}
        cut = {stage: tmp_path / stage for stage in moments}
        for stage, moment in moments.items():
            assert done(replace(orders, moment=moment)) == (KILLED, "")
            shutil.copy(image, cut[stage])  # what a power cut would leave: what was not yet written is not in it
            assert done(replace(orders, site="b")) == (0, "")
    found = {}
    for stage, kept in cut.items():
        with disk_in_a_file(tmp_path / f"after-{stage}", image=kept) as (disk, _):
            found[stage] = stands(disk / "public", old, new)
            assert done(replace(orders, target=str(disk / "public"))) == (0, "")
            assert sorted(path.name for path in disk.iterdir()) == ["lost+found", "public"]
    assert (found["staging"], found["removal"]) == ("old", "new")


class Worlds:
    """A small world that is built by the real command in two states, each known from an undisturbed build."""

    def __init__(self, folder: Path) -> None:
        self.root = add_the_look(write_world(folder / "world"))
        self.target = self.root / "public"
        self.note = folder / "note"
        self.is_changed = False
        self.trees: dict[bool, Tree] = {}
        for _ in range(2):
            self.turn()
            assert self.build()[0] == 0
            self.trees[self.is_changed] = as_built(self.target)

    def turn(self) -> None:
        """Puts the lists into their other state."""
        words = ("样例二", "样例二改")
        change(self.root / PROCEDURES / "procedures.csv", *(reversed(words) if self.is_changed else words))
        self.is_changed = not self.is_changed

    def orders(self, moment: int = 0) -> Orders:
        return Orders(arguments=["--root", str(self.root), "build"], moment=moment, note=str(self.note))

    def build(self, moment: int = 0) -> tuple[int, str]:
        return done(self.orders(moment))

    def stands(self) -> str:
        """Which site stands, with every link tried."""
        state = stands(self.target, self.trees[not self.is_changed], self.trees[self.is_changed])
        built = as_built(self.target)
        files = {path: (self.target / path).read_bytes() for path in built if (self.target / path).is_file()}
        assert broken_in(files, "https://sample.example/") == []
        return state

    def goes_on(self) -> None:
        """The next build succeeds and leaves nothing beside the site."""
        code, said = self.build()
        assert code == 0, said
        assert (as_built(self.target), self.stands()) == (self.trees[self.is_changed], "new")
        assert sorted(path.name for path in self.root.iterdir()) == [
            "build",
            "catalogue",
            "lists",
            "mkdocs.yml",
            "public",
            "site",
        ]
        assert sorted(path.name for path in (self.root / "build").iterdir()) == ["pages", "skin"]


@pytest.fixture(scope="module")
def worlds() -> Iterator[Worlds]:
    with quick_folder() as made:
        yield Worlds(made)


def test_a_build_that_is_killed_at_any_step_of_publishing_leaves_a_whole_site(worlds: Worlds) -> None:
    worlds.turn()
    assert worlds.build()[0] == 0
    for stage, moment in chosen(steps(worlds.note), (KILLS + 1) // 2):
        worlds.turn()
        assert worlds.build(moment)[0] == KILLED
        state = worlds.stands()
        tell(stage, steps(worlds.note)[-1], state)
        assert state == ("new" if stage in ("exchange", "removal") else "old")
        worlds.goes_on()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the work of a process is read from /proc, which only Linux has")
def test_a_build_that_is_killed_at_any_time_leaves_a_whole_site(worlds: Worlds) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert worlds.build()[0] == 0
    whole = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    lot = random.Random(KILLS)
    for _ in range(KILLS // 2):
        worlds.turn()
        share = lot.uniform(0.1, 1)
        with started(worlds.orders()) as process:
            while process.poll() is None and spent(process.pid) < whole * share:
                time.sleep(0.005)
            process.kill()
            process.communicate()
        taken = steps(worlds.note)
        tell(f"{share:.0%} of the work of a build", taken[-1] if taken else "anything was staged", worlds.stands())
        worlds.goes_on()


def spent(process: int) -> float:
    """The seconds of work that a process has done: on a busy machine they say better than a clock how far it is."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11]) / os.sysconf("SC_CLK_TCK")
