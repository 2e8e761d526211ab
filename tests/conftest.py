"""What all tests share: the repository, and its site, built once for all workers that run them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qingdan.linked import Linked
from qingdan.pages.publication import Publication
from tests.lived import live
from tests.tagged import tag_world
from tests.world import publish_world, write_world

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What checks remember during the tests lies in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("memory")))
        yield


class Common:
    """A folder that the workers of one run have in common, for what takes long to make and what no test changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """What `make` makes of a path that is free: whoever asks first makes it, while the others wait."""
        made, ready = self._folder / name, self._folder / f"{name}.ready"
        with self._alone(name):
            if not ready.exists():
                shutil.rmtree(made, ignore_errors=True)
                make(made)
                ready.touch()
        return made

    def site(self, name: str, *options: str) -> Path:
        """The site of the real lists; two ways to build it take turns, because the work folder is one."""

        def build(target: Path) -> None:
            with self._alone("build"):
                _build(ROOT, *options, "--into", str(target))

        return self.made(name, build)

    def world(self, name: str, make: Callable[[Path], object]) -> Path:
        """A repository that `make` makes, and its site in `public`."""

        def build(root: Path) -> None:
            make(root)
            _build(root)

        return self.made(name, build)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Waits until no other worker is at work on what has this name."""
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _build(root: Path, *options: str) -> None:
    subprocess.run([sys.executable, "-m", "qingdan", "--root", str(root), "build", *options], check=True, capture_output=True)


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Common:
    """What the workers have in common. Where pytest-xdist runs them, the folder of each lies in it."""
    folder = tmp_path_factory.getbasetemp()
    return Common(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def site(common: Common) -> Path:
    """The site of the real lists, built by the real command into a folder of its own."""
    return common.site("site")


@pytest.fixture(scope="session")
def plain_site(common: Common) -> Path:
    """The site of the real lists in the plain skin."""
    return common.site("plain", "--skin", "plain")


@pytest.fixture(scope="session")
def released(common: Common) -> Path:
    """A SAMPLE repository with tags of every kind (see tests/tagged.py), and its site in `public`."""
    return common.world("released", tag_world)


@pytest.fixture(scope="session")
def lived(common: Common) -> Path:
    """A SAMPLE repository with what the real lists have not yet (see tests/lived.py), and its site in `public`."""
    return common.world("lived", live)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The small world of the unit tests, freshly written, for a test that changes it."""
    return write_world(tmp_path / "world")


@pytest.fixture(scope="session")
def linked(small: Publication) -> Linked:
    """The small world as it stands, for tests that look at it or amend a copy of its rows."""
    return small.linked


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small world as it stands, ready to be shown, for tests that only look."""
    return publish_world(write_world(tmp_path_factory.mktemp("small")))
