"""What an editor may have meant by a key that does not exist."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from heapq import nlargest

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables

NUMBERED = re.compile("([A-Z]{3})-0*([0-9]{1,6})")
"""An id of ours, brought into plain capitals."""

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсхⅠІі", "ABEKMHOPCTXaeopcxIIi")
"""Cyrillic and other letters that look like those of ASCII."""

LONGEST = 100
"""Characters of a cell that is compared with others; a longer one is no slip of the pen."""

FEW = 50
"""Names with the most characters in common, which alone are compared in full."""

MOST = 5_000
"""Keys and names among which a near one is looked for."""


def meant(tables: Tables, target: Columns, cell: str, *, is_search: bool = True) -> dict[str, str]:
    """The key that was meant and the name of its row, as `meant` and `meant_name`; nothing where no guess is good.

    The nearest code, or the key of the row with the nearest name. Of numbered ids (ORG-0007) every one is near every other, so
    there only the same number in another writing is offered.
    """
    if len(cell) > LONGEST:
        return {}
    plain = _plain(cell)
    numbered = NUMBERED.fullmatch(plain)
    if numbered:
        found = _same_number(target, *numbered.groups())
    else:
        found = _nearest(tables.names(target), cell, plain) if is_search and target.count <= MOST else ""
    return {"meant": found, "meant_name": tables.name(target, found) or found} if found else {}


def _same_number(target: Columns, letters: str, number: str) -> str:
    known = target.different(target.table.primary_key[0])
    return next((key for width in (4, 5, 6) if (key := f"{letters}-{number:0>{width}}") in known), "")


def _nearest(names: Mapping[str, str], cell: str, plain: str) -> str:
    import difflib

    same = next((key for key in names if _plain(key) == plain), "")
    if same:
        return same
    keys = {name: key for key, name in names.items() if name} | {key: key for key in names}
    sought = unicodedata.normalize("NFKC", cell)
    alike = nlargest(FEW, keys, key=lambda name: 2 * len(set(sought).intersection(name)) - abs(len(name) - len(sought)))
    near = difflib.get_close_matches(sought, alike, n=1, cutoff=0.5)
    return keys[near[0]] if near else ""


def _plain(key: str) -> str:
    """A key without the accidents of writing: width, case, dashes, look-alike letters, blanks."""
    text = unicodedata.normalize("NFKC", key.translate(DASHES).translate(LOOK_ALIKE)).translate(DASHES)
    return re.sub(r"\s", "", text).upper()
