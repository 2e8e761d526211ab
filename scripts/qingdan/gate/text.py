"""From bytes to text: strict UTF-8 without a byte order mark, LF, and no character that a reader cannot see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from qingdan.model import File
from qingdan.problem import Notice, Place, Problem

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U00016fe4\U0001d159\U000e0000-\U0010ffff]"
)
"""Control and private-use characters, noncharacters, what Unicode calls default ignorable, every line break other than LF, and
letters and signs that are drawn as nothing."""

UNMARKED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
"""Those of them that Python calls printable: of a printable line only these need to be looked for."""

VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors, which some ways of entering Han characters and faces put behind them."""

CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |$)|={7}$)", re.MULTILINE)
"""The lines with which git marks the two sides of a conflict."""

OTHER_FILES = (
    (b"PK\x03\x04", "Excel .xlsx / zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel .xls"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x89PNG", "PNG"),
)
"""How files begin that are put among the lists by mistake."""

MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def read_text(file: File) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file. Blank, with the problems, where it cannot be read as it must be."""
    problem = _not_text(file)
    if problem:
        return "", (problem,)
    text = file.data.decode("utf-8")
    if "\r" in text:
        return "", (Problem("carriage_return", Place(file.path, text.count("\n", 0, text.index("\r")) + 1)),)
    if text and not text.endswith("\n"):
        return text, (Problem("no_final_newline", Place(file.path, text.count("\n") + 1)),)
    return text, merge_conflict(file.path, text) or tuple(_unseen(file.path, text))


def merge_conflict(path: str, text: str) -> tuple[Problem, ...]:
    """Where git left both sides of a conflict in the file, if it did."""
    found = CONFLICT.search(text)
    return (Problem("merge_conflict", Place(path, text.count("\n", 0, found.start()) + 1)),) if found else ()


def is_plain(line: str) -> bool:
    """True where a line surely holds nothing that `UNSEEN` or `unassigned` would find. Quick; False says nothing."""
    return line.isprintable() and not UNMARKED.search(line)


def is_unassigned(character: str) -> bool:
    """Whether this Python knows no such character: a mistake, or a Han character newer than its tables."""
    return not character.isprintable() and unicodedata.category(character) == "Cn"


def unassigned(path: str, line: str, number: int) -> Iterator[Notice]:
    """A notice of the first character of a line that is not assigned."""
    for index, character in enumerate(line):
        if is_unassigned(character):
            yield Notice("unassigned_character", _place(path, line, number, index), {"code": _code(character)})
            return


def _not_text(file: File) -> Problem | None:
    for beginning, kind in OTHER_FILES:
        if file.data.startswith(beginning):
            return Problem("not_a_text", Place(file.path), {"kind": kind})
    if file.data.startswith(b"\xef\xbb\xbf"):
        return Problem("byte_order_mark", Place(file.path, 1))
    for mark, name in MARKS:
        if file.data.startswith(mark):
            return Problem("not_utf8", Place(file.path, 1), {"guess": name})
    if file.data.count(b"\x00") * 4 > len(file.data):
        return Problem("not_utf8", Place(file.path, 1), {"guess": "UTF-16"})
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        kind = _damage(file.data, error)
        return Problem("not_utf8", Place(file.path, line), {"guess": _guess(file.data), **({"kind": kind} if kind else {})})
    return None


def _damage(data: bytes, error: UnicodeDecodeError) -> str:
    """What is wrong with a file that else is UTF-8: it ends within a character, or one byte does not fit."""
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        return "cut_off"
    return "damaged" if data.decode("utf-8", "replace").count("\ufffd") == 1 else ""


def _guess(data: bytes) -> str:
    """The encoding that the bytes fit, for the advice only: nothing is ever converted in silence."""
    for encoding, name in (("gbk", "GBK / GB18030"), ("gb18030", "GB18030"), ("big5", "Big5")):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return "?"


def unseen(place: Place, character: str, *, is_table: bool) -> Problem:
    """A character that a reader cannot see, and which kind it is where that helps."""
    kind = "tab" if character == "\t" and not is_table else "variation" if VARIATION.match(character) else ""
    return Problem("unseen_character", place, {"code": _code(character), **({"kind": kind} if kind else {})})


def _unseen(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if not is_plain(line) and (match := UNSEEN.search(line)):
            yield unseen(_place(path, line, number, match.start()), match.group(), is_table=path.endswith(".csv"))


def _place(path: str, line: str, number: int, index: int) -> Place:
    """The cell of a character of a line; in a file that is no table the line alone."""
    if not path.endswith(".csv"):
        return Place(path, number)
    outside = re.sub('"[^"]*"?', "", line[:index])
    return Place(path, number, outside.count(",") + 1)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
