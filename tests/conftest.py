"""What all tests share: the repository, and its site, built once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real lists, built by the real command into a folder of its own."""
    target = tmp_path_factory.mktemp("site") / "public"
    command = [sys.executable, "-m", "qingdan", "--root", str(ROOT), "build", "--into", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target
