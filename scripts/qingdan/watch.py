"""The disk, watched: what the lists, the catalogue and the look of the site are made of, and the last commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

WATCHED = ("lists", "catalogue", "site", "mkdocs.yml", ".git/HEAD", ".git/logs/HEAD")

Stamps = frozenset[tuple[Path, int, int]]
"""Files with their sizes and the times at which they were changed: another set, and something changed."""


def stamps(root: Path) -> Stamps:
    """What stands there now. A file that goes away meanwhile is left out."""
    return frozenset(found for name in WATCHED for path in (root / name, *(root / name).rglob("*")) for found in _stamp(path))


def _stamp(path: Path) -> Iterator[tuple[Path, int, int]]:
    try:
        known = path.lstat()
    except OSError:
        return
    yield path, known.st_size, known.st_mtime_ns
