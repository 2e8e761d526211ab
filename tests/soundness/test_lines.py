"""What the expression of a table's lines matches, the gate lets in with the same cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qingdan.check.line import line_of_table
from qingdan.gate.table import line_of, read_table
from qingdan.model import Table
from tests.soundness.catalogues import catalogues
from tests.soundness.cells import NEAR, UNCLEAN
from tests.soundness.judged import loaded
from tests.soundness.runs import run_of
from tests.soundness.sheets import World

TOKENS = (*"\",;\t'\\ \u3000\u00a0\u0085\r\n\u2028\ufeff\u0301😀a1", '""', '","', ",,", '"\n', *UNCLEAN, *NEAR)
"""What is put into a line or in the place of a part of it."""

CODES = frozenset({"a", "b", "甲", "1"})
OTHERS = frozenset({"a", "b,c", 'd"e', '"', "", "1"})
"""Keys of small registers, some of which no expression can hold."""


@run_of(0.25)
@given(catalogues(), st.data())
def test_what_the_expression_matches_the_gate_lets_in_with_the_same_cells(world: World, data: st.DataObject) -> None:
    for _, table in loaded(world).tables():
        names = [field.name for field in table.fields]
        kept = frozenset(data.draw(st.sets(st.sampled_from(names))))
        choices = data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from((CODES, OTHERS)), max_size=2))
        line = line_of_table(table, kept, choices)
        for text in data.draw(st.lists(lines(table), max_size=6)):
            is_printable = all(map(str.isprintable, text.split("\n")))
            match = line.pattern(is_printable=is_printable).fullmatch(f"{text}\n")
            if match:
                _, rows, problems = read_table(table.path, f"{line_of(names)}\n{text}\n")
                assert ([row.line for row in rows], problems) == ([2], ())
                found = {column.field.name: cell for column, cell in zip(line.columns, match.groups(), strict=True)}
                assert {name: rows[0][name] for name in found} == found
                decided = {column.field.name for column in line.columns if column.test is None}
                undecided = {
                    field.name: rows[0][field.name]
                    for field, test in zip(table.fields, line.tests, strict=True)
                    if field.name not in found or field.name in decided
                    if not (test(rows[0][field.name]) if rows[0][field.name] else not field.is_required)
                }
                assert undecided == {}


def lines(table: Table) -> st.SearchStrategy[str]:
    """A line of the table, or one to which something was done."""
    whole = table.data.decode().split("\n")[1:-1] or [",".join("" for _ in table.fields)]
    changes = st.tuples(st.integers(0, 60), st.integers(0, 3), st.sampled_from(TOKENS))
    return st.builds(spoilt, st.sampled_from(whole), st.lists(changes, max_size=2))


def spoilt(line: str, changes: list[tuple[int, int, str]]) -> str:
    for start, length, token in changes:
        line = line[:start] + token + line[start + length :]
    return line
