"""A difference as JSON: for programs to read, and a patch, since `read` gives back exactly the difference that was written."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence

from qingdan.difference.compared import Compared
from qingdan.difference.states import Side
from qingdan.difference.words import Words
from qingdan.history.cells import Cells
from qingdan.history.revisions import Detail, Difference, Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.report.document import document

FORMAT = "qingdan-diff/1"
"""Changes when a program that reads the document would have to change."""

BASE64 = "base64:"
"""With what a text begins that is not the text itself but its bytes: because they are no UTF-8, or because it begins so."""

Tree = dict[str, object]


class NotAPatchError(ValueError):
    """A document that is no difference in this form."""


def write(compared: Compared, words: Words | None = None) -> str:
    """One object; it is in no language."""
    del words
    difference = compared.difference
    return document(
        {
            "format": FORMAT,
            "base": _side(compared.base),
            "head": _side(compared.head),
            "counts": compared.counts,
            "tables": [_reshaped(one) for one in difference.reshaped],
            "described": [_plain(path) for path in difference.described],
            "changes": [_revision(compared, revision) for revision in difference.revisions],
        }
    )


def read(text: str) -> Difference:
    """The difference that was written. Raises NotAPatchError."""
    try:
        tree = json.loads(text)
        if tree["format"] != FORMAT:
            raise NotAPatchError(FORMAT)
        return Difference(
            tuple(map(_read_reshaped, tree["tables"])),
            tuple(map(_text, tree["described"])),
            tuple(map(_read_revision, tree["changes"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAPatchError(FORMAT) from error


def _side(side: Side) -> Tree:
    """What it was called and its commit; both null for the files as they stand."""
    return {"name": _plain(side.name) or None, "commit": side.commit or None}


def _reshaped(one: Reshaped) -> Tree:
    return {
        "before": _plain(one.before) or None,
        "after": _plain(one.after) or None,
        "columns_before": [_plain(name) for name in one.heading_before],
        "columns_after": [_plain(name) for name in one.heading_after],
        "renamed": {_plain(old): _plain(new) for old, new in one.renamed},
        "added": [_plain(name) for name in one.added],
        "removed": [_plain(name) for name in one.removed],
    }


def _revision(compared: Compared, one: Revision) -> Tree:
    return {
        "id": _plain(one.subject),
        "event": one.event,
        "table": _plain(one.table) or None,
        "moved_from": _plain(one.moved_from) or None,
        "name": _plain(one.name),
        "authority": _plain(one.authority),
        "ground": compared.ground(one),
        "in_force": _plain(one.in_force),
        "alike": _plain(one.alike) or None,
        "fields": [{"field": _plain(name), "before": _plain(old), "after": _plain(new)} for name, old, new in one.fields],
        "rows": [{"table": _plain(row.table), "before": _cells(row.before), "after": _cells(row.after)} for row in one.rows],
    }


def _cells(cells: Cells | None) -> Tree | None:
    return None if cells is None else {_plain(name): _plain(cell) for name, cell in cells}


def _plain(text: str) -> str:
    """The text itself, or its bytes: a file that is no UTF-8 may have been committed, and strict readers take no half a pair."""
    if _is_unicode(text) and not text.startswith(BASE64):
        return text
    return BASE64 + base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _text(plain: object) -> str:
    """The text that was written as `plain`; blank for null."""
    if plain is None:
        return ""
    if not isinstance(plain, str):
        raise NotAPatchError(FORMAT)
    if not plain.startswith(BASE64):
        return plain
    return base64.b64decode(plain.removeprefix(BASE64), validate=True).decode("utf-8", "surrogateescape")


def _read_reshaped(tree: Tree) -> Reshaped:
    return Reshaped(
        _text(tree["before"]),
        _text(tree["after"]),
        tuple(map(_text, _many(tree["columns_before"]))),
        tuple(map(_text, _many(tree["columns_after"]))),
        tuple(_pairs(tree["renamed"])),
    )


def _read_revision(tree: Tree) -> Revision:
    fields = [_parts(one) for one in _many(tree["fields"])]
    others = (_parts(one) for one in _many(tree["rows"]))
    rows = (RowChange(_text(one["table"]), _read_cells(one["before"]), _read_cells(one["after"])) for one in others)
    return Revision(
        subject=_text(tree["id"]),
        event=_text(tree["event"]),
        table=_text(tree["table"]),
        moved_from=_text(tree["moved_from"]),
        name=_text(tree["name"]),
        authority=_text(tree["authority"]),
        in_force=_text(tree["in_force"]),
        alike=_text(tree["alike"]),
        details=Detail(_cells_of(fields, "before"), _cells_of(fields, "after"), tuple(rows)),
    )


def _read_cells(tree: object) -> Cells | None:
    return None if tree is None else tuple(sorted(_pairs(tree)))


def _cells_of(fields: Sequence[Tree], side: str) -> Cells:
    """The cells of one side that are not blank, in the order of the names of their columns."""
    cells = ((_text(one["field"]), _text(one[side])) for one in fields)
    return tuple(sorted((name, cell) for name, cell in cells if cell))


def _pairs(tree: object) -> Iterator[tuple[str, str]]:
    return ((_text(name), _text(cell)) for name, cell in _parts(tree).items())


def _parts(tree: object) -> Tree:
    if not isinstance(tree, dict):
        raise NotAPatchError(FORMAT)
    return tree


def _many(tree: object) -> list[object]:
    if not isinstance(tree, list):
        raise NotAPatchError(FORMAT)
    return tree
