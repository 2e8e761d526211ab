"""The small world before and after a change of its files, compared."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.difference.compared import Compared, compare
from qingdan.difference.states import Side
from qingdan.difference.view import Change, view
from tests.world import texts

BASE = "0123456789" * 4


def files() -> dict[str, bytes]:
    """The files of the small world."""
    return {path: text.encode() for path, text in texts().items()}


def changed(*changes: tuple[str, str, str]) -> Compared:
    """The world compared with itself after each change put its second text in the place of the first in the file at its path."""
    after = files()
    for path, old, new in changes:
        text = after[path].decode()
        assert old in text, f"{path} does not hold {old!r}"
        after[path] = text.replace(old, new, 1).encode()
    return compared(files(), after)


def compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Compared:
    """Two sets of files: those of a commit called `main`, and those that stand there now."""
    return compare(Side("main", BASE, before), Side("", "", after))


def entry(result: Compared, subject: str) -> Change:
    """What is shown of one entry."""
    return next(change for change in view(result).entries if change.subject == subject)
