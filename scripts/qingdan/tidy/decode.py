"""From bytes in one of the encodings that spreadsheets write to text with LF. Guesses nothing: without a mark a file is UTF-8."""

from __future__ import annotations

import codecs

from qingdan.gate.text import read_text
from qingdan.model import File
from qingdan.problem import Place, Problem

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks. Those of UTF-32 come first: one of them begins with one of UTF-16."""

NAMED = ("gb18030",)
"""Encodings without a mark that an editor can name. GB18030 holds GBK and GB 2312."""


def decode(file: File, encoding: str = "") -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, each line ending in LF; none, with the problem, where the bytes do not say what they mean.

    `encoding` is one of `NAMED`: it reads what is neither UTF-8 nor marked.
    """
    mark, marked = next((pair for pair in MARKS if file.data.startswith(pair[0])), (b"", ""))
    for name in (marked,) if marked else ("utf-8", encoding or "utf-8"):
        try:
            text = file.data[len(mark) :].decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            return None, (Problem("unseen_character", Place(file.path, 1), {"code": "U+0000"}),)
        return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), ()
    return None, read_text(File(file.path, file.data.removeprefix(codecs.BOM_UTF8)))[1]
