"""The canonical form of a descriptor or of the settings. Knows where it would change what a file says, and then leaves it."""

from __future__ import annotations

import re

from qingdan.gate.tree import read_tree
from qingdan.problem import Place, Problem
from qingdan.tidy.layout import lay_out
from qingdan.tidy.outline import content

_FOREIGN = re.compile("[\x85\u2028\u2029\ufeff]")
"""What YAML takes for a line break or a mark, and an editor does not."""


def tidy_tree(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The YAML in its canonical form; the text as it stands, with the problem, where it is not plain or would say something else.

    Lines end in LF. Comments, quotation marks, the order of keys and the wording of every value stay.
    """
    _, problems = read_tree(path, text)
    if problems:
        return text, problems
    foreign = _FOREIGN.search(text)
    if foreign:
        line = text.count("\n", 0, foreign.start()) + 1
        return text, (Problem("unseen_character", Place(path, line), {"code": f"U+{ord(foreign.group()):04X}"}),)
    tidied = lay_out(text)
    if content(tidied) != content(text):
        return text, (Problem("form_is_content", Place(path)),)
    return tidied, ()
