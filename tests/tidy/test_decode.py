"""The encodings that spreadsheets write: what they mark is read, what is a guess is left."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.gate.text import read_text
from qingdan.model import File
from qingdan.problem import Place, Problem
from qingdan.tidy.decode import NAMED, decode

PATH = "lists/sample/a.csv"
TEXT = "id,name\nA,样例 é 😀\n"


def read(data: bytes, encoding: str = "") -> tuple[str | None, tuple[Problem, ...]]:
    return decode(File(PATH, data), encoding)


MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("name", MARKED)
def test_a_marked_file_is_read_and_its_mark_dropped(name: str) -> None:
    assert read(MARKED[name] + TEXT.encode(name)) == (TEXT, ())


@pytest.mark.parametrize("marks", [0, 1, 2, 3])
def test_however_many_marks_stand_before_a_file_all_are_dropped(marks: int) -> None:
    assert read(codecs.BOM_UTF8 * marks + TEXT.encode()) == (TEXT, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_ends_in_lf(end: str) -> None:
    assert read(TEXT.replace("\n", end).encode()) == (TEXT, ())


def test_gb18030_is_not_guessed_and_is_told_in_the_words_of_the_gate() -> None:
    data = TEXT.encode("gb18030")
    _, problems = read_text(File(PATH, data))
    assert [(problem.key, problem.place) for problem in problems] == [("not_utf8", Place(PATH, 2))]
    assert read(data) == (None, problems)


def test_gb18030_is_read_when_an_editor_says_so() -> None:
    assert read(TEXT.replace("\n", "\r\n").encode("gb18030"), "gb18030") == (TEXT, ())


def test_what_is_utf8_or_marked_is_never_read_as_the_named_encoding() -> None:
    assert read(TEXT.encode(), "gb18030") == (TEXT, ())
    assert read(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "gb18030") == (TEXT, ())


@pytest.mark.parametrize(
    "data",
    [
        b"id\n\xff\n",
        codecs.BOM_UTF8 + b"id\n\xff\n",
        codecs.BOM_UTF8 + "样例".encode("gb18030"),
        codecs.BOM_UTF16_LE + "样例".encode("utf-16-le") + b"x",
        codecs.BOM_UTF16_BE + b"\xd8\x00",
        codecs.BOM_UTF32_LE + b"x",
    ],
    ids=["no encoding", "after a mark", "GBK after a mark", "half a character", "half a pair", "cut off"],
)
@pytest.mark.parametrize("encoding", ["", *NAMED])
def test_bytes_that_do_not_fit_their_encoding_are_left(data: bytes, encoding: str) -> None:
    text, problems = read(data, encoding)
    assert (text, [problem.key for problem in problems]) == (None, ["not_utf8"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_utf16_without_its_mark_is_left(encoding: str) -> None:
    assert read("id\nA\n".encode(encoding)) == (None, (Problem("unseen_character", Place(PATH, 1), {"code": "U+0000"}),))


@settings(deadline=None)
@given(st.binary(), st.sampled_from(["", *NAMED]))
def test_bytes_of_any_kind_are_read_or_left_with_a_problem(data: bytes, encoding: str) -> None:
    text, problems = read(data, encoding)
    assert (text is None) == bool(problems)
