"""What all tests share: the repository, and its site, built once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real lists, built by the real command into a folder of its own."""
    target = tmp_path_factory.mktemp("site") / "public"
    command = [sys.executable, "-m", "qingdan", "--root", str(ROOT), "build", "--into", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real lists in the plain skin."""
    target = tmp_path_factory.mktemp("plain") / "public"
    command = [sys.executable, "-m", "qingdan", "--root", str(ROOT), "build", "--skin", "plain", "--into", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SAMPLE repository with tags of every kind (see tests/tagged.py), and its site in `public`."""
    root = tag_world(tmp_path_factory.mktemp("released") / "world")
    subprocess.run([sys.executable, "-m", "qingdan", "--root", str(root), "build"], check=True, capture_output=True)
    return root


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SAMPLE repository with what the real lists have not yet (see tests/lived.py), and its site in `public`."""
    root = live(tmp_path_factory.mktemp("lived") / "world")
    subprocess.run([sys.executable, "-m", "qingdan", "--root", str(root), "build"], check=True, capture_output=True)
    return root


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
