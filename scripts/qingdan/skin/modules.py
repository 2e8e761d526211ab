"""One module out of several, for a browser to load at once. Pure; the parts stay modules of their own for whoever tests them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.mjs)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?s:.*?)\*/)\n", re.MULTILINE)
"""Comments that have their lines for themselves."""


def joined(modules: Mapping[str, str], first: str) -> str:
    """`first` with all that it imports, each before what needs it, without comments; it alone still exports.

    A module imports others that lie beside it by their names, in one statement each, as the first it does; no two declare the
    same name.
    """
    parts = [_plain(modules[name], is_first=name == first) for name in _in_order(modules, first, set())]
    return "".join(parts)


def _in_order(modules: Mapping[str, str], name: str, known: set[str]) -> Iterator[str]:
    if name not in known:
        known.add(name)
        for other in IMPORT.findall(modules[name]):
            yield from _in_order(modules, other, known)
        yield name


def _plain(text: str, *, is_first: bool) -> str:
    text = COMMENT.sub("", IMPORT.sub("", text))
    text = text if is_first else EXPORT.sub("", text)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())
