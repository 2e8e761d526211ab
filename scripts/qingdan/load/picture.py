"""From the words of a descriptor to what is drawn of a table."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.load.shape import Reader
from qingdan.model import DETAILS, MAIN_ROLES, Field, Picture
from qingdan.values import NUMBERS

PICTURES: Mapping[str, Mapping[str, str]] = {
    "flow": {"from": "part", "to": "part", "amount": "number", "unit": "text", "when": "column", "is": "text"},
    "tree": {"group": "column", "name": "column", "note": "column"},
    "bars": {"name": "column", "amount": "number"},
}
"""Every kind of picture with its words: each the code of a part that bodies have, a column, a column of numbers, or a text.

Of a flow, only rows are drawn in whose column `when` the code `is` stands."""


DRAWN: Mapping[str, tuple[str, ...]] = {"flow": MAIN_ROLES, "tree": (DETAILS,), "bars": (DETAILS,)}
"""The roles of the tables of which each kind is drawn."""


def read_picture(words: Reader, role: str, fields: tuple[Field, ...]) -> Picture | None:
    """The picture under `picture` of a table with this role and these columns, if it has one. Raises MalformedError."""
    if "picture" not in words.tree:
        return None
    item = words.part("picture")
    kind = item.one_of("as", *PICTURES)
    item.only("as", *PICTURES[kind])
    named = {field.name: field for field in fields}
    about = {word: item.text(word) for word in PICTURES[kind]}
    for word, sort in PICTURES[kind].items():
        if sort in ("column", "number") and about[word] not in named:
            raise item.refuse("unknown_field", word, field=about[word], known=", ".join(named))
        if sort == "number" and named[about[word]].type not in NUMBERS:
            raise item.refuse("unfit_type", word, field=about[word], type=named[about[word]].type, expected=" / ".join(NUMBERS))
    if role not in DRAWN[kind]:
        raise item.wrong("as", f"{kind}: role {' / '.join(DRAWN[kind])}")
    return Picture(kind, about)
