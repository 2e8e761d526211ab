"""Releases: what was published at each tag, byte for byte from the git objects, and the lasting address of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.history import git
from qingdan.history.timeline import day_of
from qingdan.problem import Notice, Place

ENDINGS = (".csv", ".yaml")
"""The files that a release consists of: tables and their descriptors, and nothing that a browser would run."""

OWN_FILES = frozenset({"index.html", "release.json", "sha256sums"})
"""What the site itself puts into the folder of all releases or of one, in small letters: nothing else is called so."""

LONGEST = 200
"""Characters of a part of an address; file systems take 255 bytes."""

SAFE = re.compile("[A-Za-z0-9._-]")
FIRST = re.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of a release: its path in the repository, its address below that of the release, its bytes and their SHA-256."""

    path: str
    address: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """What a tag names: a commit, the day on which it was published, and the files as they stood."""

    tag: str
    address: str
    commit: str
    day: date
    copies: tuple[Copy, ...]

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files by their paths in the repository."""
        return {copy.path: copy.data for copy in self.copies}


Tagged = tuple[tuple[str, str], ...]
"""Tags, each with the name of its commit."""


def read_releases(root: Path, folders: tuple[str, ...], zone: ZoneInfo) -> tuple[tuple[Release, ...], tuple[Notice, ...]]:
    """The releases of the repository, the newest first, and the tags that are none. None where the history is not whole.

    Raises git.HistoryError where git refuses to answer.
    """
    try:
        tags = git.tags(root)
        line = git.first_parents(root, git.tip(root)[0]) if tags else ()
        return releases(tags, line, zone, lambda commit: git.files_at(root, commit, folders))
    except git.NoHistoryError:
        return (), ()


def releases(
    tags: Tagged, line: Sequence[tuple[str, str]], zone: ZoneInfo, files_at: Callable[[str], Mapping[str, bytes]]
) -> tuple[tuple[Release, ...], tuple[Notice, ...]]:
    """The same from the answers of git: tags, and the commits of the first-parent line with their times, the newest first.

    A tag of a commit that is not on that line was never what the site showed. Of tags that differ in nothing but case, which some
    file systems hold for the same, the one of the oldest commit is a release. The same bytes are kept once.
    """
    place = {commit: number for number, (commit, _) in enumerate(line)}
    known: dict[bytes, bytes] = {}
    found: list[Release] = []
    notices: list[Notice] = []
    by_age = sorted(tags, key=lambda one: (place.get(one[1], len(line)), one[0]))
    first = {tag.lower(): tag for tag, commit in by_age if commit in place}
    for tag, commit in by_age:
        files = files_at(commit) if commit in place else {}
        copies = tuple(copies_of({path: known.setdefault(data, data) for path, data in files.items()}))
        if commit not in place:
            notices.append(_notice("release_elsewhere", tag))
        elif not copies:
            notices.append(_notice("release_without_lists", tag))
        elif not _has_address(tag, copies) or first[tag.lower()] != tag:
            notices.append(_notice("release_without_address", tag))
        else:
            found.append(Release(tag, address(tag, OWN_FILES), commit, day_of(line[place[commit]][1], zone), copies))
    return tuple(found), tuple(notices)


def copies_of(files: Mapping[str, bytes]) -> Iterator[Copy]:
    """The tables and descriptors among files, in the order of their paths."""
    for path in sorted(files):
        if path.endswith(ENDINGS):
            place = "/".join(address(part) for part in path.split("/"))
            yield Copy(path, place, files[path], hashlib.sha256(files[path]).hexdigest())


def address(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A name as a part of an address and as the name of a file; two names never share one, and none depends on another.

    ASCII letters, figures, hyphens, dots and underscores stand as they are, but the first is a letter or a figure. Every other
    byte (UTF-8) is `~` and two figures of base 16; git allows no `~` in a tag, and in a path it is written so itself. Of a name
    that is `taken` the first letter is written so.
    """
    is_free = FIRST.match(name) and name.lower() not in taken
    start = name[:1] if is_free else _written(name[:1])
    return start + "".join(letter if SAFE.match(letter) else _written(letter) for letter in name[1:])


def _written(letter: str) -> str:
    return "".join(f"~{byte:02x}" for byte in letter.encode("utf-8", "surrogateescape"))


def _has_address(tag: str, copies: Sequence[Copy]) -> bool:
    """Whether a tag is UTF-8, and no part of an address too long nor two of its files the same but for case."""
    is_text = not any("\ud800" <= letter <= "\udfff" for letter in tag)
    parts = [address(tag, OWN_FILES), *(part for copy in copies for part in copy.address.split("/"))]
    return is_text and max(map(len, parts)) <= LONGEST and len({copy.address.lower() for copy in copies}) == len(copies)


def _notice(key: str, tag: str) -> Notice:
    return Notice(key, Place(f"refs/tags/{tag}"), {"tag": tag})
