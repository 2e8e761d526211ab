"""`qingdan tidy`: puts every file into its one form, or names those that are not in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.commands.said import OK, REFUSED, SOURCE, reported, told
from qingdan.gate.files import admitted
from qingdan.gate.walk import walk
from qingdan.tidy.mend import mend
from qingdan.tidy.replace import replace

if TYPE_CHECKING:
    from qingdan.options import Given


def run(given: Given) -> int:
    """Puts every file into its one form, or names those that are not in it."""
    files, refused = admitted(*walk(given.root, SOURCE))
    mended, left = mend(files, given.encoding)
    unwritten = () if given.check else replace(Path(given.root), mended)
    old = {problem.place.path for problem in unwritten}
    changed = [file for file in mended if file.path not in old]
    problems = (*refused, *left, *unwritten)
    for file in changed:
        print(f"{file.path}:{file.line}")
    if changed:
        print(told(given, "to_be_tidied" if given.check else "tidied", count=len(changed)), flush=True)
    elif not problems:
        print(told(given, "all_tidy", count=len(files)))
    if problems:
        sys.stderr.write(reported(given, problems, "text"))
        print("\n" + told(given, "not_tidied", count=len(problems)), file=sys.stderr)
    return REFUSED if problems or (given.check and changed) else OK
