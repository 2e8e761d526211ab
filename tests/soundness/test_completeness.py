"""What is valid and written in the one way that is ours is decided without frictionless, however the file is read."""

from __future__ import annotations

from hypothesis import given

from tests.soundness.catalogues import catalogues
from tests.soundness.judged import WAYS, judged, loaded
from tests.soundness.reference import faults
from tests.soundness.runs import run_of
from tests.soundness.sheets import Sheet, World


@run_of(0.25)
@given(catalogues(is_valid=True, is_tidy=True))
def test_every_valid_and_tidy_row_is_decided_without_frictionless(world: World) -> None:
    assert faults(world) == ()
    catalogue = loaded(world)
    for way in WAYS:
        ours = judged(catalogue, way)
        assert not ours.problems
        assert ours.doubtful == {sheet.path: only_frictionless_knows(sheet) for sheet in world.sheets}, way


def only_frictionless_knows(sheet: Sheet) -> tuple[int, ...]:
    """The rows with a cell of GeoJSON, of which only frictionless can say whether it is a figure on the earth."""
    places = [index for index, column in enumerate(sheet.columns) if column.type == "geojson"]
    return tuple(number for number, row in enumerate(sheet.rows) if any(row[index] for index in places))


@run_of(0.25)
@given(catalogues())
def test_however_a_table_is_read_the_same_is_found(world: World) -> None:
    catalogue = loaded(world)
    first, *others = (judged(catalogue, way) for way in WAYS)
    for other in others:
        assert (other.is_malformed, other.problems, other.doubtful) == (first.is_malformed, first.problems, first.doubtful)
        for one, two in zip(first.tables.all, other.tables.all, strict=True):
            assert (one.table, one.count, one.doubtful) == (two.table, two.count, two.doubtful)
            assert {name: list(one.cells[name]) for name in one.cells} == {name: list(two.cells[name]) for name in two.cells}
            assert all(one.different(name) | {""} == two.different(name) | {""} for name in one.cells)
            assert list(one.rows(range(one.count)).values()) == list(two.rows(range(two.count)).values())
