"""`qingdan diff`: what one state of the lists differs in from another, whether it does or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.commands.said import OK, REFUSED, SOURCE, asking_git, reported, told, wrong_use
from qingdan.difference.compared import compare
from qingdan.difference.formats import FORMATS
from qingdan.difference.states import NoTrunkError, Side, committed, trunk, with_files
from qingdan.difference.words import Words
from qingdan.gate.files import admitted
from qingdan.gate.walk import walk

if TYPE_CHECKING:
    from qingdan.options import Given

HOLD_NOTHING = frozenset({"folder_missing", "empty_folder"})
"""Refusals of folders in which there is no file that could differ."""


def run(given: Given) -> int:
    """Says what one state differs in from another, whether it does or not."""
    try:
        return asking_git(given, lambda: _compared(given))
    except NoTrunkError:
        return wrong_use(given, "no_trunk")


def _compared(given: Given) -> int:
    root = Path(given.root)
    base = committed(root, SOURCE, given.base) if given.base else with_files(root, SOURCE, trunk(root))
    if given.head:
        head = committed(root, SOURCE, given.head)
    else:
        contents, refusals = walk(given.root, SOURCE)
        unread = admitted({}, [refusal for refusal in refusals if refusal[0] not in HOLD_NOTHING])[1]
        if unread:
            sys.stderr.write(reported(given, unread, "text"))
            print("\n" + told(given, "not_compared", count=len(unread)), file=sys.stderr)
            return REFUSED
        head = Side("", "", contents)
    is_coloured = given.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    sys.stdout.write(FORMATS[given.format](compare(base, head), Words(given.lang, is_coloured)))
    return OK
