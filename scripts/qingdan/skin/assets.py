"""The files that pages load. Their addresses change with what they hold, so that a browser may keep what it has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from qingdan.model import File


def assets(paths: Iterable[Path]) -> Mapping[str, File]:
    """These files by their names, each at its address in the site: `assets/icon.1f0c2b3a4d.svg`."""
    return {path.name: _file(path) for path in sorted(paths) if path.is_file()}


def _file(path: Path) -> File:
    data = path.read_bytes()
    return File(f"assets/{path.stem}.{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}", data)


def addresses(found: Mapping[str, File]) -> Mapping[str, str]:
    """The addresses by the names of the files."""
    return {name: file.path for name, file in found.items()}
