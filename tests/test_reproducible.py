"""The same commit gives the same bytes: elsewhere, later, in another time zone, locale and order, with another mask and seed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.history.made import git
from tests.world import ROOT, SOURCE

LATER = """
import time

AHEAD = 10**8
tell, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: tell() + AHEAD
time.localtime = lambda seconds=None: local(tell() + AHEAD if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(tell() + AHEAD if seconds is None else seconds)
"""
"""A clock that goes three years ahead, for whoever asks it in Python; that nothing asks another, test_structure.py holds."""

FAR = {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "4321", "PYTHONUTF8": "0"}
PLAIN = {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}


def build(root: Path, target: Path, ahead: Path, settings: dict[str, str], mask: int) -> None:
    """Builds the site of `root` by the real command, with nothing remembered and no day given."""
    left_out = {"SOURCE_DATE_EPOCH", "LANGUAGE", "PYTHONPATH"}
    paths = os.pathsep.join([str(ahead), *filter(None, [os.environ.get("PYTHONPATH")])])
    kept = {name: value for name, value in os.environ.items() if name not in left_out and not name.startswith("LC_")}
    memory = {"XDG_CACHE_HOME": str(ahead / "memory"), "PYTHONPATH": paths}
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "build", "--into", str(target)]
    subprocess.run(command, check=True, capture_output=True, env={**kept, **memory, **settings}, umask=mask)


def copied(source: Path, target: Path) -> Path:
    """A copy of what a build reads, with its history, written in the opposite order and dated long ago."""
    if (source / ".git").exists():
        git(source, "clone", "--quiet", "--no-checkout", source.as_uri(), str(target))
        git(target, "reset", "--quiet")
    files = (path for name in (*SOURCE, "site") for path in (source / name).rglob("*") if path.is_file())
    for path in sorted(files, reverse=True):
        there = target / path.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, there)
        os.utime(there, (10**8, 10**8))
    shutil.copyfile(source / "mkdocs.yml", target / "mkdocs.yml")
    return target


def fingerprint(site: Path) -> dict[str, tuple[str, str]]:
    """Every file and folder of a site, with what it holds and who may read it."""
    return {
        path.relative_to(site).as_posix(): (
            oct(path.stat().st_mode & 0o777),
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in (site, *site.rglob("*"))
    }


def unlike(one: Path, other: Path) -> list[str]:
    """The files that two sites do not have alike."""
    first, second = fingerprint(one), fingerprint(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


def test_the_site_of_a_sample_is_the_same_wherever_whenever_and_by_whomever_it_is_built(released: Path, tmp_path: Path) -> None:
    root = copied(released, tmp_path / "far" / ("away" * 12) / "样例 world")
    (tmp_path / "sitecustomize.py").write_text(LATER, "utf-8")
    build(root, tmp_path / "one", tmp_path, FAR, 0o077)
    assert len(fingerprint(tmp_path / "one")) > 300
    assert unlike(tmp_path / "one", released / "public") == []
    assert {mode for mode, _ in fingerprint(tmp_path / "one").values()} == {"0o755", "0o644"}, "a web server may read it all"


def test_the_real_site_is_the_same_wherever_whenever_and_by_whomever_it_is_built(site: Path, tmp_path: Path) -> None:
    root = copied(ROOT, tmp_path / "far" / ("away" * 12) / "street")
    (tmp_path / "sitecustomize.py").write_text(LATER, "utf-8")
    build(root, tmp_path / "one", tmp_path, PLAIN, 0o077)
    assert len(fingerprint(tmp_path / "one")) > 1000
    assert unlike(tmp_path / "one", site) == []
