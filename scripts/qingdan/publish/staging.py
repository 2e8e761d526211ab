"""The disk, on the way out: the new site is written whole beside the old one, then takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from qingdan.model import File

MARK = "sitemap.xml"
"""A file that every site of ours has at its root."""


def may_be_replaced(target: Path) -> bool:
    """True where nothing is lost by building here: the place is free, an empty folder, or a site that was built before."""
    if not target.exists():
        return not target.is_symlink()
    return target.is_dir() and not target.is_symlink() and ((target / MARK).is_file() or not any(target.iterdir()))


def publish(files: Iterable[File], target: Path) -> int:
    """Writes all files and puts them in the place of `target`; returns their number.

    Until the last file is written `target` is not touched. The exchange is two renames; should it be cut off between them,
    the old site lies in `.<target>.qingdan-old` and the next run puts the matter right.
    """
    new, old = (target.with_name(f".{target.name}.qingdan-{age}") for age in ("new", "old"))
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    number = 0
    for file in files:
        path = new / file.path
        if not path.resolve().is_relative_to(new.resolve()):
            raise ValueError(f"{file.path} lies outside the site")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        number += 1
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return number
