"""What is shown of a change of the small world: counts, names, on what it rests, and each cell before and after."""

from __future__ import annotations

import pytest

from qingdan.difference.by_body import by_body
from qingdan.difference.text import write
from qingdan.difference.view import NOTHING, Cell, view
from qingdan.difference.words import Words
from qingdan.model import Text
from tests.difference.worlds import changed, compared, entry, files
from tests.world import IMPLEMENTATIONS, POWERS, PROCEDURES, REGISTERS, texts

TABLE = f"{PROCEDURES}/procedures.csv"
BODIES = f"{PROCEDURES}/bodies.csv"
STEPS = f"{PROCEDURES}/steps.csv"
CARRIED_OUT = f"{IMPLEMENTATIONS}/implementations.csv"


def line_of(path: str, start: str) -> str:
    return next(line for line in texts()[path].splitlines(keepends=True) if line.startswith(start))


def numbers(counts: object) -> dict[str, int]:
    assert isinstance(counts, dict)
    return {key: number for key, number in counts.items() if number}


def test_an_amended_cell_has_the_title_of_its_column_and_both_values() -> None:
    change = entry(changed((TABLE, "样例：第一件事。", "样例：头一件事。")), "PRC-0001")
    assert change.cells == (Cell(Text("一句话说明", "Summary"), "样例：第一件事。", "样例：头一件事。"),)
    assert (change.name, change.event, change.list) == (Text("样例一", ""), "amended", Text("程序清单", "Procedures"))


def test_a_code_and_an_id_are_shown_with_what_they_stand_for_and_change_as_a_whole() -> None:
    change = entry(changed((TABLE, ",in_force,2026-01-01", ",withdrawn,2026-01-01")), "PRC-0001")
    (cell,) = change.cells
    assert (cell.meant, cell.means) == (Text("样例现行", "SAMPLE in force"), Text("样例取消", "SAMPLE withdrawn"))
    assert [(span.kind, span.text) for span in cell.spans] == [("gone", "in_force"), ("come", "withdrawn")]
    assert change.event == "withdrawn"


@pytest.mark.parametrize(
    ("old", "new", "ground"),
    [
        ("样例：第一件事。", "样例：头一件事。", "editorial"),
        (",15,day", ",14,day", "same_authority"),
    ],
)
def test_a_change_says_on_what_it_rests(old: str, new: str, ground: str) -> None:
    assert entry(changed((TABLE, old, new)), "PRC-0001").ground == ground


def test_a_new_authority_is_named_with_its_title_and_the_day_it_takes_force() -> None:
    line = line_of(TABLE, "PRC-0001")
    new = line.replace(",15,day", ",14,day").replace("AUT-0001", "AUT-0003").replace("2026-01-01", "2026-06-01")
    change = entry(changed((TABLE, line, new)), "PRC-0001")
    assert (change.ground, change.authority, change.authority_title) == ("authority", "AUT-0003", Text("样例决定", ""))
    assert change.in_force == "2026-06-01"


def test_an_authority_that_was_taken_out_with_its_entry_is_still_named() -> None:
    before = files()
    after = before | {TABLE: before[TABLE].replace(line_of(TABLE, "PRC-0009").encode(), b"")}
    authorities = f"{REGISTERS}/authorities.csv"
    after[authorities] = before[authorities].replace(line_of(authorities, "AUT-0001").encode(), b"")
    change = entry(compared(before, after), "PRC-0009")
    assert (change.event, change.ground, change.authority_title) == ("deleted", "rested_on", Text("样例来源文件", ""))


def test_a_child_row_is_shown_whole_and_says_which_of_its_cells_changed() -> None:
    change = entry(changed((STEPS, "决定样例。", "七日内决定样例。")), "PRC-0001")
    (row,) = change.rows
    assert (row.table, row.event) == (Text("步骤", "Steps"), "amended")
    assert [(cell.title.en, cell.after) for cell in row.cells if cell.is_changed] == [("What happens", "七日内决定样例。")]
    assert ("Number", "2") in [(cell.title.en, cell.before) for cell in row.cells]


def test_counts_tell_entries_registers_and_tables_apart() -> None:
    result = changed(
        (TABLE, "样例：第一件事。", "样例：头一件事。"),
        (TABLE, line_of(TABLE, "PRC-0002"), ""),
        (f"{REGISTERS}/sources.csv", "样例网页一", "样例网页甲"),
        (f"{REGISTERS}/codes/scope.csv", "样例全国", "样例国家"),
        (f"{POWERS}/powers.csv", ",power_source,", ",power_origin,"),
        (f"{POWERS}/datapackage.yaml", "title:", "title: "),
    )
    assert numbers(result.counts) == {"amended": 1, "deleted": 1, "registers": 2, "tables": 1, "described": 1}
    renamed = (("column_renamed", (Text("power_source", ""), Text("power_origin", ""))),)
    assert [shape.lines for shape in view(result).shapes] == [renamed, (("descriptor_changed", ()),)]


def test_an_entry_that_went_while_one_like_it_came_was_possibly_renumbered() -> None:
    result = changed((TABLE, "PRC-0002,", "PRC-0777,"))
    (lost,) = view(result).lost
    assert (lost.subject, lost.alike) == ("PRC-0002", "PRC-0777")
    said = write(result, Words("en"))
    assert "PRC-0002 样例二 · Procedures: possibly now PRC-0777" in said
    assert "is now" not in said


def test_a_column_that_came_is_a_change_of_shape_and_of_no_entry() -> None:
    lines = [f"{line},{'extra' if number == 0 else ''}" for number, line in enumerate(texts()[BODIES].splitlines())]
    result = compared(files(), files() | {BODIES: ("\n".join(lines) + "\n").encode()})
    assert numbers(result.counts) == {"tables": 1}
    (shape,) = view(result).shapes
    assert shape.lines == (("columns_came", (Text("extra", ""),)),)


def test_a_table_that_moved_says_from_where() -> None:
    after = files()
    after[f"{PROCEDURES}/matters.csv"] = after.pop(TABLE)
    (shape,) = view(compared(files(), after)).shapes
    assert (shape.path, shape.lines) == (f"{PROCEDURES}/matters.csv", (("table_moved", (Text(TABLE, ""),)),))


def test_each_body_has_the_changes_of_its_entries() -> None:
    result = changed((TABLE, "样例：第一件事。", "样例：头一件事。"), (BODIES, "assists,ORG-0002", "assists,ORG-0001"))
    found = {one.body: one for one in by_body(result, view(result).entries)}
    assert found.keys() == {"ORG-0001", "ORG-0002", "ORG-0009"}, "the last carries the matter out"
    assert found["ORG-0002"].name == Text("样例居委会", "SAMPLE committee")
    assert [line.title.en for line in found["ORG-0001"].lines] == ["Summary", "Bodies · Body"]


def test_an_implementation_is_called_by_its_matter_and_its_body_and_shown_to_this_body_alone() -> None:
    result = changed((CARRIED_OUT, "000-00000", "000-00001"))
    assert entry(result, "IMP-0001").name == Text("样例一 · 虚构街道", "样例一 · SAMPLE invented office")
    assert [one.body for one in by_body(result, view(result).entries)] == ["ORG-0009"]


def test_lists_with_errors_are_compared_and_called_by_the_titles_they_had() -> None:
    change = entry(
        changed((TABLE, "样例：第一件事。", "样例：头一件事。"), (f"{PROCEDURES}/datapackage.yaml", "resources:", "resource:")),
        "PRC-0001",
    )
    assert change.cells[0].title == Text("一句话说明", "Summary")


def test_without_any_descriptor_names_stand_for_titles_and_nobody_says_what_was_editorial() -> None:
    before, after = (
        {path: data for path, data in state.items() if path.endswith(".csv")}
        for state in (files(), files() | {TABLE: files()[TABLE].replace("样例：第一件事。".encode(), b"SAMPLE")})
    )
    change = entry(compared(before, after), "PRC-0001")
    assert (change.cells[0].title, change.list, change.ground) == (Text("summary", ""), Text("lists/procedures", ""), "unknown")
    assert change.moved_from == NOTHING


def test_the_order_of_fields_is_that_of_the_descriptor() -> None:
    line = line_of(TABLE, "PRC-0001")
    result = changed((TABLE, line, line.replace("样例一", "样例甲").replace("带上样例", "带样例").replace("15", "14")))
    assert [cell.title.en for cell in entry(result, "PRC-0001").cells] == ["Name", "What to do", "Statutory limit"]
