"""From bytes to text: strict UTF-8 without a byte order mark, LF, and no character that a reader cannot see."""

from __future__ import annotations

import re

from qingdan.model import File, Place, Problem

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Control and private-use characters, what Unicode calls default ignorable, and every line break other than LF."""


def read_text(file: File) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file. Blank, with the problems, where it cannot be read as it must be."""
    if file.data.startswith(b"\xef\xbb\xbf"):
        return "", (Problem("byte_order_mark", Place(file.path, 1)),)
    if file.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", (Problem("not_utf8", Place(file.path, 1), {"guess": "UTF-16"}),)
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        return "", (Problem("not_utf8", Place(file.path, line), {"guess": _guess(file.data)}),)
    if "\r" in text:
        return "", (Problem("carriage_return", Place(file.path, text.count("\n", 0, text.index("\r")) + 1)),)
    if text and not text.endswith("\n"):
        return text, (Problem("no_final_newline", Place(file.path, text.count("\n") + 1)),)
    return text, tuple(
        Problem("unseen_character", Place(file.path, line), {"code": f"U+{ord(match.group()):04X}"})
        for line, content in enumerate(text.split("\n"), 1)
        for match in [UNSEEN.search(content)]
        if match
    )


def _guess(data: bytes) -> str:
    """The encoding that the bytes fit, for the advice only: nothing is ever converted in silence."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030 / GBK"
