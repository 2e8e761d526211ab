"""A line as one expression: what it lets through, in printable text and in text that is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from qingdan.check.line import line_of_table
from qingdan.model import Field, Table, Text

BLANK = Text("", "")
Fields = Mapping[str, tuple[str, dict[str, object]]]

FIELDS: Fields = {
    "id": ("string", {"required": True, "pattern": "[A-Z]{3}-([0-9]{4}|[0-9]{6})"}),
    "name": ("string", {"required": True, "minLength": 2, "maxLength": 4}),
    "days": ("integer", {"minimum": 1}),
    "sample": ("boolean", {}),
    "note": ("string", {}),
}


def table(fields: Fields = FIELDS) -> Table:
    made = tuple(Field(name, kind, BLANK, BLANK, "", constraints) for name, (kind, constraints) in fields.items())
    return Table("sample", "entries", "lists/sample/sample.csv", BLANK, BLANK, made, ("id",))


LINE = line_of_table(table(), frozenset({"id"}), {})

RIGHT = [
    "ABC-0001,样例,1,true,",
    "ABC-000001,样例样例,,,注",
    "ABC-0001,样 例,4000,false,注 注",
    'ABC-0001,"样,例",,,"注"",注"',
    'ABC-0001,样例,,,","',
]
WRONG = [
    "ABC-00001,样例,,,",
    "xABC-0001,样例,,,",
    ",样例,,,",
    "ABC-0001,,,,",
    "ABC-0001,样,,,",
    "ABC-0001,样例样例样,,,",
    'ABC-0001,"样,例样例",,,',
    "ABC-0001,样例,0,,",
    "ABC-0001,样例,01,,",
    "ABC-0001,样例,１,,",
    "ABC-0001,样例,,TRUE,",
    "ABC-0001, 样例,,,",
    "ABC-0001,样例 ,,,",
    "ABC-0001,样例,,, 注",
    "ABC-0001,样例,,,注 ",
    'ABC-0001,样例,,,"注 "',
    'ABC-0001,样例,,," 注"',
    'ABC-0001,样例,,,注"',
    'ABC-0001,样例,,,"注""',
    "ABC-0001,样例,,",
    "ABC-0001,样例,,,,",
    "",
]


@pytest.mark.parametrize("is_printable", [True, False])
@pytest.mark.parametrize("line", RIGHT)
def test_a_valid_line_matches_and_gives_the_columns_asked_for(line: str, is_printable: bool) -> None:
    assert LINE.pattern(is_printable=is_printable).findall(f"{line}\n") == [line.split(",")[0]]


@pytest.mark.parametrize("is_printable", [True, False])
@pytest.mark.parametrize("line", WRONG)
def test_any_other_line_does_not_match_whatever_stands_around_it(line: str, is_printable: bool) -> None:
    pattern = LINE.pattern(is_printable=is_printable)
    assert pattern.findall(f"{line}\n") == []
    assert len(pattern.findall(f"{RIGHT[0]}\n{line}\n{RIGHT[1]}\n")) == 2


@pytest.mark.parametrize("blank", ["　", "\u00a0", "\u2003"])
def test_a_blank_that_is_no_space_may_stand_within_a_cell_and_not_at_its_edge(blank: str) -> None:
    pattern = LINE.pattern(is_printable=False)
    assert len(pattern.findall(f"ABC-0001,样{blank}例,,,注{blank}注\nABC-0002,样例,,,\n")) == 2
    assert pattern.findall(f"ABC-0001,{blank}样例,,,\nABC-0001,样例{blank},,,\nABC-0001,样例,,,注{blank}\n") == []


def test_a_line_of_blanks_alone_never_matches() -> None:
    free = line_of_table(table({"id": ("string", {}), "note": ("string", {})}), frozenset(), {})
    assert free.pattern(is_printable=True).findall(",\n,a\n") == [",a\n"]


def test_the_codes_of_a_small_register_are_part_of_the_expression() -> None:
    fields: Fields = {"id": ("string", {}), "status": ("string", {})}
    line = line_of_table(table(fields), frozenset({"id"}), {"status": frozenset({"in_force", "in"})})
    assert line.pattern(is_printable=True).findall("a,in\nb,in_force\nc,\nd,out\ne,in_\n") == ["a", "b", "c"]
    assert [line.is_valid(["a", status]) for status in ("in", "in_force", "", "out")] == [True, True, True, False]


@pytest.mark.parametrize("line", [*RIGHT, *WRONG[:12]])
def test_cell_by_cell_a_line_is_judged_as_by_the_expression(line: str) -> None:
    from qingdan.gate.table import cells_of

    cells = cells_of(line)
    assert cells
    matches = bool(LINE.pattern(is_printable=True).findall(f"{line}\n"))
    assert LINE.is_valid(cells) is matches if not any(cell != cell.strip() for cell in cells) else not matches
