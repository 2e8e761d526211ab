"""All files of the source at once: which change, which are left, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.gate.files import read_folders
from qingdan.model import File
from qingdan.problem import Place, Problem
from qingdan.tidy.mend import Mended, mend
from tests.world import PROCEDURES, ROOT, SOURCE, change, problems_of

DESCRIPTOR = "lists/x/datapackage.yaml"
TABLE = "lists/x/a.csv"
FIELDS = "resources:\n  - path: a.csv\n    schema:\n      fields:\n        - name: id\n        - name: name\n"


def files(**texts: str | bytes) -> tuple[File, ...]:
    paths = {"descriptor": DESCRIPTOR, "table": TABLE, "other": "lists/x/b.csv", "notes": "lists/x/notes.txt"}
    return tuple(File(paths[name], text.encode() if isinstance(text, str) else text) for name, text in texts.items())


def test_the_lists_of_the_repository_are_in_their_canonical_form() -> None:
    source, refused = read_folders(ROOT, SOURCE)
    assert {file.path.rsplit(".")[-1] for file in source} == {"csv", "yaml"}
    assert (mend(source), refused) == (((), ()), ())


def test_only_what_changes_is_given_with_its_old_and_new_bytes() -> None:
    changed = b"name;id\r\nx; A\r\n"
    assert mend(files(table=changed, descriptor=FIELDS, other="id\nA\n")) == ((Mended(TABLE, changed, b"id,name\nA,x\n"),), ())


def test_a_descriptor_that_is_itself_untidy_still_names_the_columns() -> None:
    descriptor = b"\xef\xbb\xbf" + FIELDS.replace("\n", "\r\n").encode()
    mended, problems = mend(files(descriptor=descriptor, table="name,id\nx,A\n"))
    assert ([file.after.decode() for file in mended], problems) == ([FIELDS, "id,name\nA,x\n"], ())


def test_with_a_broken_descriptor_its_tables_keep_the_order_of_their_columns() -> None:
    mended, problems = mend(files(descriptor=FIELDS + "resources: []\n", table="name,id\r\n x ,A"))
    assert [(file.path, file.after) for file in mended] == [(TABLE, b"name,id\nx,A\n")]
    assert [problem.place.path for problem in problems] == [DESCRIPTOR]


def test_what_cannot_be_mended_keeps_nothing_else_from_being_mended() -> None:
    mended, problems = mend(files(descriptor=FIELDS, table='id,name\nA,"x\n', other=" id \n"))
    assert mended == (Mended("lists/x/b.csv", b" id \n", b"id\n"),)
    assert problems == (Problem("broken_quotes", Place(TABLE, 2)),)


def test_an_encoding_without_a_mark_is_converted_only_by_its_name() -> None:
    table = "id,name\nA,样例\n"
    source = files(descriptor=FIELDS, table=table.encode("gb18030"))
    mended, (problem,) = mend(source)
    assert (mended, problem.key, problem.place) == ((), "not_utf8", Place(TABLE, 2))
    assert mend(source, "gb18030") == ((Mended(TABLE, table.encode("gb18030"), table.encode()),), ())


def test_what_a_spreadsheet_saves_as_unicode_text_becomes_a_table() -> None:
    saved = "\ufeff编号\tid\tname\t\r\n1\tA\t\t\r\n"
    descriptor = FIELDS.replace("- name: id", "- name: 编号\n        - name: id")
    (problem,) = mend(files(descriptor=descriptor, table=saved.encode("utf-16-le")))[1]
    assert problem.key == "wrong_heading"
    mended, problems = mend(files(descriptor=descriptor, table=saved.replace("\t\r", "\r").encode("utf-16-le")))
    assert ([file.after.decode() for file in mended], problems) == (["编号,id,name\n1,A,\n"], ())


def test_other_files_are_not_looked_at() -> None:
    assert mend(files(notes=b"\xff\r\n")) == ((), ())


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (b"a\r\nb\r\n", b"a\nb\n", 1),
        (b"a\nb\r\n", b"a\nb\n", 2),
        (b"a\nb", b"a\nb\n", 2),
        (b"a\nb\n\n", b"a\nb\n", 3),
        (b"\xef\xbb\xbfa\n", b"a\n", 1),
        (b"a\rb\r", b"a\nb\n", 1),
        (b"\n", b"", 1),
    ],
)
def test_the_first_line_that_changes_is_known(before: bytes, after: bytes, line: int) -> None:
    assert Mended(TABLE, before, after).line == line


def test_a_world_that_a_spreadsheet_has_saved_is_valid_again(world: Path) -> None:
    tables = sorted((world / PROCEDURES).glob("*.csv"))
    before = {path: path.read_bytes() for path in tables}
    for path in tables:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b",,\r\n")
    change(world / PROCEDURES / "bodies.csv", "PRC-0001,", " PRC-0001 ,")
    assert len({problem.place.path for problem in problems_of(world)}) == len(tables)

    mended, problems = mend(read_folders(world, SOURCE)[0])

    assert ({world / file.path: file.after for file in mended}, problems) == (before, ())
