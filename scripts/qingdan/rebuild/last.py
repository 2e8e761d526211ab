"""What the last build of a site left to be known: kept in the user's cache, safe to delete, and believed only where it fits.

It lies where `remembered.py` keeps what was answered before, so that no branch of a repository can bring one along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qingdan import remembered
from qingdan.model import File
from qingdan.packed import pack, unpack
from qingdan.rebuild.changed import Moment
from qingdan.section import Stamp, Target

KIND = "sites"
MOST = 8
"""Sites of which the last build is remembered; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last build: what it was made of (`mark`, see mark_of, and `moment`), the files of each section, the stamp of each file,
    and every place within the site to which there are links, each with a page that has one."""

    mark: str
    moment: Moment
    sections: dict[str, tuple[str, ...]]
    stamps: dict[str, Stamp]
    targets: dict[Target, str]


def mark_of(look: Iterable[File], source: Iterable[File], *further: str) -> str:
    """A name for all that every page depends on: the program, the look of the site, the settings and descriptors."""
    marked = hashlib.sha256(remembered.program().encode())
    for text in further:
        marked.update(f"{text}\0".encode())
    for file in (*look, *(file for file in source if not file.path.endswith(".csv"))):
        marked.update(f"{file.path}\0{hashlib.sha256(file.data).hexdigest()}\0".encode("utf-8", "surrogateescape"))
    return marked.hexdigest()


def recall(target: Path, mark: str) -> Last | None:
    """The last build into this folder, where it was made with the same mark."""
    kept = remembered.recall_bytes(KIND, _name(target))
    if kept is None:
        return None
    known, moment, sections, stamps, targets, paths, *tables = unpack(kept)
    if known != mark:
        return None
    commit, uncommitted, authorities, findings, old_texts, day = moment
    then = Moment(dict(zip(paths, tables, strict=True)), commit, uncommitted, authorities, findings, frozenset(old_texts), day)
    return Last(known, then, sections, stamps, targets)


def keep(target: Path, last: Last) -> None:
    """Remembers a build."""
    moment = last.moment
    plain: Any = (
        *(moment.commit, moment.uncommitted, moment.authorities, dict(moment.findings)),
        *(tuple(sorted(moment.old_texts)), moment.day),
    )
    pieces = pack(last.mark, plain, last.sections, last.stamps, last.targets, tuple(moment.tables), *moment.tables.values())
    remembered.keep_bytes(KIND, _name(target), pieces, MOST)


def _name(target: Path) -> str:
    return f"{remembered.program()}-{hashlib.sha256(str(target.resolve()).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
