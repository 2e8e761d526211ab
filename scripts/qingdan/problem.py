"""What checks say of the lists: problems, notices, findings and measures, and where each stands. Plain, as the model is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a file below the root, its line (from 1) and its column (from 1), each where known."""

    path: str
    line: int | None = None
    column: int | None = None
    field: str = ""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: `C17`. Blank where line or column is unknown."""
        if self.line is None or self.column is None:
            return ""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.line}"


NOWHERE = Place("")
"""The place of what no file says."""


class Problem(NamedTuple):
    """Something an editor must put right before the lists can be published.

    `key` names its message in `messages/problems.yaml`; `values` fill the gaps of that message.
    """

    key: str
    place: Place
    values: Mapping[str, str] = MappingProxyType({})


class Notice(Problem):
    """Something an editor should know though nothing stands in the way. Of the same shape as a problem; it stops nothing."""

    __slots__ = ()


class Finding(NamedTuple):
    """A fact that breaks a norm or wants care. It is published, explained and counted; it stops nothing (design: errors
    concern form, findings concern facts). `key` names its explanation, in the words of the site or the register of norms;
    `versions` are the versions of laws and `others` the entries that it speaks of, where it speaks of any, and `measured` the
    number that a norm was held against. What is found of a sample is shown with it, and counted nowhere."""

    key: str
    entry: str
    versions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    measured: str = ""
    is_sample: bool = False


class Measured(NamedTuple):
    """What a norm measured of an entry, as it is shown, and whether it keeps to its bound (see `Norm`)."""

    key: str
    entry: str
    value: str
    bound: tuple[str, str]
    is_kept: bool
