"""What the runs over generated catalogues have found: the smallest example of each, so that it stays mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from qingdan.check.ids import references_name_registers
from qingdan.check.line import line_of_table
from qingdan.model import Field, Table, Text
from qingdan.values import keeps
from tests.soundness.columns import Column
from tests.soundness.judged import WAYS, judged, loaded
from tests.soundness.reference import faults
from tests.soundness.sheets import ONE, REGISTERS, Link, Row, Sheet, World

Bounds = Mapping[str, object]

NO_TEXT = Text("", "")


@pytest.mark.parametrize(("field_type", "cell"), [("integer", "-0")])
def test_a_value_is_written_in_one_way_only(field_type: str, cell: str) -> None:
    assert not keeps(field_type, {})(cell)


@pytest.mark.parametrize("cell", ["180.{}1,0", "-180.{}1,0", "0,90.{}1", "0,-90.{}1"])
def test_a_place_just_beyond_the_edge_of_the_world_is_no_place(cell: str) -> None:
    assert not keeps("geopoint", {})(cell.format("0" * 40))


@pytest.mark.parametrize(
    "bounds", [{"maxLength": 0}, {"minLength": 3, "maxLength": 2}, {"minLength": 10**20}, {"maxLength": 10**20}]
)
@pytest.mark.parametrize("required", [True, False])
def test_lengths_that_no_cell_or_no_expression_can_have_are_left_to_the_test_of_the_cell(bounds: Bounds, required: bool) -> None:
    table = table_of(field("a", "string", {**bounds, "required": required}), field("b", "string"))
    line = line_of_table(table, frozenset(), {})
    assert (line.columns[0].test is not None, line.is_valid(["x", ""])) == (True, bounds == {"maxLength": 10**20})
    assert len(line.pattern(is_printable=True).findall("x,\n,y\n")) == (1 if required else 2)


@pytest.mark.parametrize("pattern", ["a*", "(a|b)?", "()"])
def test_a_pattern_that_fits_nothing_does_not_let_a_required_cell_be_blank(pattern: str) -> None:
    table = table_of(field("a", "string"), field("b", "string", {"required": True, "pattern": pattern}), field("c", "string"))
    assert not line_of_table(table, frozenset(), {}).pattern(is_printable=True).fullmatch("x,,\n")


@pytest.mark.parametrize("code", ["a,b", 'a"b"'])
def test_a_code_with_a_comma_or_quotation_mark_is_not_looked_for_as_it_stands(code: str) -> None:
    line = line_of_table(table_of(field("a", "string"), field("b", "string")), frozenset(), {"a": frozenset({code, "c"})})
    assert [bool(line.pattern(is_printable=True).fullmatch(f"{cell},\n")) for cell in ("c", code)] == [True, False]


def test_an_exclusive_bound_does_not_end_the_check_of_a_row_in_doubt() -> None:
    world = world_of([Column("x", "integer", {"exclusiveMinimum": 3})], [("3",), ("4",)])
    assert problems_of(world) == [("against_constraint", 2)]


@pytest.mark.parametrize("way", WAYS)
def test_a_wrong_cell_is_told_again_in_the_next_piece_of_a_file(way: str) -> None:
    sample = (Column("entry", "any", {"required": True}), Column("relation", "integer", {"minimum": 5}), Column("other", "any"))
    rows = tuple((f"entry-{number}", "1" if number in (2, 30) else "7", "") for number in range(40))
    world = world_of([Column("x", "any")], [("x",)], registers=[Sheet(REGISTERS, "ties", "related", sample, rows=rows)])
    assert problems_of(world, way) == [("against_constraint", 4), ("against_constraint", 32)]


@pytest.mark.parametrize("name", ["", "child"])
def test_a_table_may_refer_to_itself_with_or_without_its_name(name: str) -> None:
    columns = [Column("x", "string"), Column("y", "string")]
    rows = [("a", ""), ("b", "a"), ("c", "nobody")]
    assert problems_of(world_of(columns, rows, (Link(("y",), name, ("x",)),))) == [("unknown_reference", 4)]


@pytest.mark.parametrize("names", [("name", "english", "meaning"), ("name", "english", "meaning", "more")])
@pytest.mark.parametrize(("key_type", "field_type"), [("integer", "string"), ("string", "integer"), ("string", "year")])
def test_a_reference_of_another_type_than_the_key_leads_nowhere(names: tuple[str, ...], key_type: str, field_type: str) -> None:
    columns = (Column("code", key_type), *(Column(name, "any") for name in names))
    codes = Sheet(REGISTERS, "codes-of", "codes", columns, primary_key=("code",), rows=(("2000", *("" for _ in names)),))
    world = world_of([Column("x", field_type, references="codes-of")], [("2000",)], registers=[codes])
    assert [line for _, line in problems_of(world)] == [2]


def test_a_register_without_a_key_cannot_be_referred_to() -> None:
    columns = tuple(Column(name, "any") for name in ("entry", "relation", "other"))
    ties = Sheet(REGISTERS, "ties", "related", columns, rows=(("a", "b", "c"),))
    world = world_of([Column("x", "string", references="ties")], [("a",)], registers=[ties])
    tables = judged(loaded(world), "line by line").tables
    assert [problem.key for problem in references_name_registers(tables)] == ["unknown_register"]
    assert tables.look_up("ties", "a", "other") == ""


def test_a_line_that_begins_or_ends_with_a_blank_cell_matches_beside_a_wide_blank() -> None:
    line = line_of_table(table_of(field("a", "string"), field("b", "string"), field("c", "string")), frozenset(), {})
    found = [cell for cell in ("a\u3000b", "\u3000a", "a\u3000") if line.pattern(is_printable=False).fullmatch(f",{cell},\n")]
    assert found == ["a\u3000b"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("code", "pattern"), [("b", "a[0-9]"), ("a,b", "[^x]*")])
def test_codes_that_no_expression_can_hold_are_still_looked_up(way: str, code: str, pattern: str) -> None:
    columns = tuple(Column(name, "string") for name in ("code", "name", "english", "meaning"))
    rows = tuple((key, "", "", "") for key in ("a1", code))
    codes = Sheet(REGISTERS, "codes-of", "codes", columns, primary_key=("code",), rows=rows)
    refers = Column("x", "string", {"pattern": pattern}, references="codes-of")
    world = world_of([refers], [("a1",), ("a2",)], registers=[codes])
    assert [line for key, line in problems_of(world, way) if key.startswith("unknown_reference")] == [3]


BRACKETS = {
    "side by side": (f"[{', '.join(['[1, 2]'] * 60)}]", True),
    "in a text": ('["' + "[" * 60 + '", "\\"' + "{" * 60 + '"]', True),
    "within each other": ("[" * 50 + "]" * 50, True),
    "too deep": ("[" * 51 + "]" * 51, False),
    "too deep, closed in a text": ('["' + "]" * 60 + '", ' + "[" * 50 + "]" * 50 + "]", False),
    "deeper than Python counts": ("[" * 5000 + "]" * 5000, False),
}


@pytest.mark.parametrize("cell", BRACKETS)
def test_brackets_count_where_they_stand_within_each_other(cell: str) -> None:
    written, is_kept = BRACKETS[cell]
    assert keeps("array", {})(written) is is_kept


def table_of(*fields: Field, primary_key: tuple[str, ...] = ()) -> Table:
    return Table("ties", "related", "ties.csv", NO_TEXT, NO_TEXT, fields, primary_key)


def field(name: str, field_type: str, constraints: Bounds | None = None) -> Field:
    return Field(name, field_type, NO_TEXT, NO_TEXT, "", constraints or {})


def world_of(
    columns: Sequence[Column], rows: Sequence[Row], links: tuple[Link, ...] = (), registers: Sequence[Sheet] = ()
) -> World:
    """A list of one table with these columns and the three that its role asks for, which hold nothing of interest."""
    role = [Column(name, "any") for name in ("entry", "relation", "other")]
    rows = [(*row, str(number), "r", "o") for number, row in enumerate(rows)]
    return World((*registers, Sheet(ONE, "child", "related", (*columns, *role), links=links, rows=tuple(rows))))


def problems_of(world: World, way: str = "all lines at once") -> list[tuple[str, int | None]]:
    """What we say of the catalogue, once it is known that frictionless does not call something wrong of which we say nothing."""
    ours = judged(loaded(world), way)
    assert {(fault.path, fault.line) for fault in faults(world)} <= ours.told
    return [(problem.key, problem.place.line) for problem in ours.problems]
