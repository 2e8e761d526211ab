"""The gate of the characters: strict UTF-8, LF, and nothing that a reader cannot see."""

from __future__ import annotations

import pytest

from qingdan.gate.text import OTHER_FILES, is_plain, read_text, unassigned
from qingdan.gate.text import UNSEEN as UNSEEN_CHARACTERS
from qingdan.model import File
from qingdan.problem import Notice, Place, Problem

PATH = "lists/sample/a.csv"


def read(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    return read_text(File(PATH, data))


def problem(key: str, line: int, **values: str) -> tuple[Problem, ...]:
    return (Problem(key, Place(PATH, line), values),)


def test_plain_text_passes_as_it_stands() -> None:
    text = 'id,name\nA,"样例, 甲"\nB,Ｂ　é\n'
    assert read(text.encode()) == (text, ())


def test_an_empty_file_is_an_empty_text() -> None:
    assert read(b"") == ("", ())


def test_a_byte_order_mark_is_refused() -> None:
    assert read("\ufeffid\n".encode()) == ("", problem("byte_order_mark", 1))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    data = "\ufeffid,样例\n".encode("utf-16-be") if encoding == "utf-16-be" else "id,样例\n".encode(encoding)
    assert read(data) == ("", problem("not_utf8", 1, guess="UTF-16"))


def test_utf16_without_its_mark_is_named_by_its_nulls() -> None:
    assert read("id,样例\n".encode("utf-16-be")) == ("", problem("not_utf8", 1, guess="UTF-16"))


@pytest.mark.parametrize(("cell", "guess"), [("样例", "GBK / GB18030"), ("样例\u3400", "GB18030")])
def test_gb18030_is_named_with_the_first_line_that_does_not_fit(cell: str, guess: str) -> None:
    assert read(f"id,name\nA,plain\nB,{cell}\n".encode("gb18030")) == ("", problem("not_utf8", 3, guess=guess))


@pytest.mark.parametrize(("beginning", "kind"), OTHER_FILES, ids=[kind for _, kind in OTHER_FILES])
def test_a_file_of_another_kind_is_named_by_its_beginning(beginning: bytes, kind: str) -> None:
    assert read(beginning + b"\x00\x01") == ("", (Problem("not_a_text", Place(PATH), {"kind": kind}),))


def test_bytes_of_no_known_encoding_are_refused_without_a_guess() -> None:
    assert read(b"id\n\xff\n") == ("", problem("not_utf8", 2, guess="?", kind="damaged"))


@pytest.mark.parametrize("data", [b"\xc0\xaf\n", b"\xed\xa0\x80\n", b"\xf4\x90\x80\x80\n"])
def test_utf8_that_is_not_strict_is_refused(data: bytes) -> None:
    text, problems = read(b"id\n" + data)
    assert (text, [(found.key, found.place) for found in problems]) == ("", [("not_utf8", Place(PATH, 2))])


def test_windows_line_ends_are_refused() -> None:
    assert read(b"id\r\nA\r\n") == ("", problem("carriage_return", 1))


def test_a_lone_carriage_return_is_refused_on_its_line() -> None:
    assert read(b"id\nA\nB\rC\n") == ("", problem("carriage_return", 3))


def test_a_last_line_without_its_end_is_refused() -> None:
    assert read(b"id\nA\nB") == ("id\nA\nB", problem("no_final_newline", 3))


UNSEEN = {
    "null": "\x00",
    "tab": "\t",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "last of the second control block": "\x9f",
    "soft hyphen": "\xad",
    "arabic letter mark": "\u061c",
    "mongolian vowel separator": "\u180e",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "left-to-right embedding": "\u202a",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "isolate": "\u2066",
    "end of isolate": "\u2069",
    "variation selector": "\ufe0f",
    "byte order mark inside": "\ufeff",
    "interlinear annotation": "\ufff9",
    "replacement character": "\ufffd",
    "no character": "\uffff",
    "private use": "\ue000",
    "tag": "\U000e0041",
    "further variation selector": "\U000e0100",
    "private plane": "\U000f0000",
    "last of all": "\U0010ffff",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
def test_an_unseen_character_is_named_with_its_cell_or_its_line(character: str) -> None:
    text = f'id,name\nA,x\nB,"y, ""z{character}"\n'
    code = f"U+{ord(character):04X}"
    told, (problem,) = read(text.encode())
    assert (told, problem.key, problem.place, problem.values["code"]) == (text, "unseen_character", Place(PATH, 3, 2), code)
    (problem,) = read_text(File("lists/sample/a.yaml", text.encode()))[1]
    assert (problem.key, problem.place, problem.values["code"]) == ("unseen_character", Place("lists/sample/a.yaml", 3), code)


@pytest.mark.parametrize(
    ("data", "kind"),
    [("样例\n".encode()[:-2], "cut_off"), ("样例\n".encode() + b"caf\xe9\n", "damaged"), ("样例\n".encode("gbk"), None)],
)
def test_a_file_that_was_cut_off_or_damaged_is_not_taken_for_another_encoding(data: bytes, kind: str | None) -> None:
    (problem,) = read_text(File("a.csv", data))[1]
    assert (problem.key, problem.values.get("kind")) == ("not_utf8", kind)


@pytest.mark.parametrize(
    ("path", "character", "kind"),
    [("a.yaml", "\t", "tab"), ("a.csv", "\t", None), ("a.csv", "\ufe0f", "variation"), ("a.yaml", "\U000e0100", "variation")],
)
def test_a_tab_in_yaml_and_a_variation_selector_are_told_by_their_kind(path: str, character: str, kind: str | None) -> None:
    (problem,) = read_text(File(path, f"a{character}b\n".encode()))[1]
    assert problem.values.get("kind") == kind


def test_every_line_with_an_unseen_character_is_named_once() -> None:
    text = "a\u200bb\u200c\nc\nd\u202e\n"
    codes = [(1, "U+200B"), (3, "U+202E")]
    expected = tuple(Problem("unseen_character", Place(PATH, line, 1), {"code": code}) for line, code in codes)
    assert read(text.encode()) == (text, expected)


NONCHARACTERS = (*range(0xFDD0, 0xFDF0), *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)))


def test_no_noncharacter_passes() -> None:
    assert [f"U+{point:04X}" for point in NONCHARACTERS if not read(f"{chr(point)}\n".encode())[1]] == []


def test_a_character_that_is_not_assigned_is_a_notice_and_no_problem() -> None:
    line = "A,样\U000323af例"
    assert read(f"{line}\n".encode())[1] == ()
    assert list(unassigned(PATH, line, 7)) == [Notice("unassigned_character", Place(PATH, 7, 2), {"code": "U+323AF"})]


@pytest.mark.parametrize("line", ["A,样例", "㐀𠀀𰀀", "（一）½℃№", "é"])
def test_rare_characters_that_are_assigned_are_plain(line: str) -> None:
    assert is_plain(line)
    assert list(unassigned(PATH, line, 1)) == []


def test_what_is_plain_holds_nothing_unseen() -> None:
    points = (*range(0xD800), *range(0xE000, 0x30000), *range(0xE0000, 0xE1000))
    assert [f"U+{point:04X}" for point in points if is_plain(chr(point)) and UNSEEN_CHARACTERS.search(chr(point))] == []


# DerivedCoreProperties.txt of Unicode 15.1, Default_Ignorable_Code_Point: what a screen shows as nothing at all.
IGNORABLE = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    *((0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)


def test_no_code_point_that_unicode_calls_ignorable_passes() -> None:
    points = [point for first, last in IGNORABLE for point in range(first, last + 1)]
    assert [f"U+{point:04X}" for point in points if not read(f"{chr(point)}\n".encode())[1]] == []
