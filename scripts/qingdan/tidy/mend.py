"""From the files of the source to those that change, and to what stays as it is because mending would be guessing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingdan.model import File
from qingdan.problem import Problem
from qingdan.tidy.columns import columns_of_tables
from qingdan.tidy.decode import decode
from qingdan.tidy.table import tidy_table
from qingdan.tidy.tree import tidy_tree


@dataclass(frozen=True, slots=True)
class Mended:
    """A file whose form changes: its path below the root, its bytes as they were read and as they shall be."""

    path: str
    before: bytes
    after: bytes

    @property
    def line(self) -> int:
        """The first line that changes, from 1."""
        old, new = (data.splitlines(keepends=True) for data in (self.before, self.after))
        pairs = enumerate(zip(old, new, strict=False), 1)
        return next((number for number, (one, other) in pairs if one != other), min(len(old), len(new)) + 1)


def mend(files: tuple[File, ...], encoding: str = "") -> tuple[tuple[Mended, ...], tuple[Problem, ...]]:
    """The files that are not in their canonical form, in the order given, and what keeps others from it.

    Looks at CSV and YAML only. `encoding` names what is neither UTF-8 nor marked (see `decode.NAMED`).
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    sources = [file for file in files if file.path.endswith((".csv", ".yaml"))]
    for file in sources:
        text, found = decode(file, encoding)
        problems.extend(found)
        if text is not None:
            texts[file.path] = text
    columns = columns_of_tables(texts)
    mended: list[Mended] = []
    for file in sources:
        if file.path in texts:
            after, found = _tidy(file.path, texts[file.path], columns)
            problems.extend(found)
            if not found and after.encode() != file.data:
                mended.append(Mended(file.path, file.data, after.encode()))
    return tuple(mended), tuple(problems)


def _tidy(path: str, text: str, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, tuple[Problem, ...]]:
    return tidy_table(path, text, columns.get(path, ())) if path.endswith(".csv") else tidy_tree(path, text)
