"""The disk, on the way in: the files of the source, or the problems of those that may not enter."""

from __future__ import annotations

from pathlib import Path

from qingdan.gate.walk import Refusal, walk
from qingdan.model import File
from qingdan.problem import Place, Problem


def read_folders(root: Path, folders: tuple[str, ...]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """Every regular file below the named folders of `root`, in the order of their paths, and what was refused.

    Never follows a link, opens a device or reads a file that is too large; a refused file is not read at all.
    """
    return admitted(*walk(str(root), folders))


def admitted(contents: dict[str, bytes], refusals: list[Refusal]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """What was found on the disk, as values of ours."""
    files = tuple(File(path, data) for path, data in contents.items())
    return files, tuple(Problem(key, Place(path), values) for key, path, values in refusals)
