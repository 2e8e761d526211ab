"""The files that a run left: how many, how large, and whether they are what they must be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.pages.alike import alike

LOOKED_AT = 25
"""Pages of a run that are compared with ours."""


@dataclass(frozen=True, slots=True)
class Output:
    """How many files, and how many bytes."""

    files: int
    size: int


def output_of(folder: Path) -> Output:
    """What stands in a folder and below."""
    files = size = 0
    for path in files_below(folder):
        files += 1
        size += path.stat().st_size
    return Output(files, size)


def files_below(folder: Path) -> Iterator[Path]:
    """The files in a folder and below."""
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def pages_below(folder: Path, addresses: list[str]) -> Output:
    """The pages at these addresses, each of which must be there. Raises FileNotFoundError."""
    sizes = [(folder / address / "index.html").stat().st_size for address in addresses]
    return Output(len(sizes), sum(sizes))


def least_alike(ours: Path, other: Path, addresses: list[str]) -> float:
    """How much of our pages the other side has on that of some pages where it has the least: 1 where nothing is missing."""
    looked_at = Random(len(addresses)).sample(addresses, min(LOOKED_AT, len(addresses)))
    return min(alike(page_at(ours, address), page_at(other, address)) for address in looked_at)


def same_bytes(ours: Path, other: Path, addresses: list[str]) -> bool:
    """Whether some pages are the same on both sides, byte for byte."""
    looked_at = Random(len(addresses)).sample(addresses, min(LOOKED_AT, len(addresses)))
    return all(page_at(ours, address) == page_at(other, address) for address in looked_at)


def page_at(folder: Path, address: str) -> str:
    """The text of a page."""
    return (folder / address / "index.html").read_bytes().decode()


def write_pack(folder: Path, pack: Path) -> None:
    """Writes all files of a folder into a pack, as `bench/pages/loop.py` reads it."""
    with pack.with_suffix(".names").open("w", encoding="utf-8") as names, pack.with_suffix(".bytes").open("wb") as held:
        for path in files_below(folder):
            data = path.read_bytes()
            names.write(f"{path.relative_to(folder).as_posix()}\t{len(data)}\n")
            held.write(data)
