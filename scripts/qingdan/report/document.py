"""A tree as a JSON document that every reader takes and nobody is misled by."""

from __future__ import annotations

import json


def document(tree: dict[str, object]) -> str:
    """The tree as JSON, keys in the order given, characters as themselves.

    What cannot be seen is escaped, so that a terminal or a page shows what is there (Trojan Source, CVE-2021-42574).
    A half of a surrogate pair, with which strict readers refuse the whole document, becomes its written form `\\udc80`.
    """
    return "".join(map(_escaped, json.dumps(tree, ensure_ascii=False, indent=1))) + "\n"


def _escaped(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    half = "\ud800" <= character <= "\udfff"
    return ("\\" if half else "") + json.dumps(character)[1:-1]
