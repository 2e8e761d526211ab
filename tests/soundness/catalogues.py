"""Whole catalogues for the tests of soundness: registers and one or two lists with schemas, keys, references and rows.

In a catalogue that is meant to be valid every row keeps its schema; in another some cells were changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import contains

from hypothesis import strategies as st

from qingdan.load.table import ROLES
from tests.soundness.cells import TWINS, UNCLEAN, meaning, near
from tests.soundness.columns import KEY_TYPES, Draw, columns, references
from tests.soundness.sheets import ONE, REGISTERS, TWO, Link, Row, Sheet, World

EXTRA = ("x", "X", "y z", "数目", "id2", "1", "x-1", "a;b")
"""Headings of further columns: some differ in case alone, some look like cells or hold what other files separate cells with."""

Meaning = tuple[object, ...]


@st.composite
def catalogues(draw: Draw, *, is_valid: bool = False, is_tidy: bool = False) -> World:
    """A catalogue; where `is_valid` all of it keeps its schemas, where `is_tidy` all is written in the one way that is ours."""
    world = World(())
    for folder, name, role in draw(st.sampled_from(PLANS)):
        world = World((*world.sheets, draw(sheets(world, folder, name, role))))
    if not is_valid and draw(st.integers(0, 9)) < 3:
        for _ in range(draw(st.integers(1, 3))):
            world = _spoilt(draw, world)
    if not is_tidy and draw(st.booleans()):
        marks = draw(st.sets(st.integers(0, 40), max_size=20))
        return World(tuple(replace(sheet, quotes=marks.__contains__) for sheet in world.sheets))
    return world


LOOSE = ("related", "bodies")
"""Roles whose tables need no key."""

CODES, OTHERS = (REGISTERS, "codes-of", "codes"), (REGISTERS, "ties", "related")
MAIN, SECOND = (ONE, "matters", "implementations"), (TWO, "affairs", "implementations")
CHILD, CHILDREN = (ONE, "child", "related"), (ONE, "children", "bodies")
PLANS = (
    (CODES, MAIN),
    (CODES, MAIN, CHILD),
    (CODES, CHILD, CHILDREN),
    (CODES, OTHERS, MAIN),
    (MAIN, CHILD, CHILDREN),
    (MAIN, SECOND, CHILD),
    (CODES, SECOND, MAIN, CHILD),
    (OTHERS, CHILD),
)
"""Which tables a catalogue has: folder, name and role of each, those that are referred to first."""

PLAIN = ("code", "name", "english", "meaning")


@st.composite
def sheets(draw: Draw, world: World, folder: str, name: str, role: str) -> Sheet:
    """A table that refers to others of the same package, to itself, to registers and entries; with rows that keep its schema."""
    left = [*ROLES[role].split(), *draw(st.lists(st.sampled_from(EXTRA), max_size=3, unique=True))]
    sheet = Sheet(folder, name, role, ())
    if role not in LOOSE:
        key = left.pop(0)
        types = ("string",) if role == "codes" and draw(st.booleans()) else KEY_TYPES
        sheet = replace(sheet, columns=(draw(columns(key, types, is_key=True)),), primary_key=(key,))
    targets = [other for other in world.sheets if other.folder == folder]
    for _ in range(draw(st.integers(0, 2))):
        sheet = _linked(draw, sheet, targets, left)
    registers = [other for other in world.sheets if other.folder == REGISTERS and other.role == "codes"]
    for _ in range(draw(st.integers(0, 2)) if left else 0):
        sheet = _referring(draw, world, sheet, registers, left)
    sheet = replace(sheet, columns=(*sheet.columns, *(draw(columns(own)) for own in left)))
    sheet = _keyed(draw, sheet)
    if role != "codes" or draw(st.booleans()):
        sheet = replace(sheet, columns=tuple(draw(st.permutations(sheet.columns))))
    return replace(sheet, rows=_rows(draw, world, sheet))


def _linked(draw: Draw, sheet: Sheet, targets: Sequence[Sheet], left: list[str]) -> Sheet:
    """The sheet with a foreign key more, of one column or two, where there is something to lead to."""
    target = draw(st.sampled_from((*targets, sheet)))
    fixed = {name for link in target.links for name in link.columns} if target is sheet else set()
    keys = [column for column in target.columns if column.type in KEY_TYPES and column.name not in fixed]
    chosen = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True)) if keys else []
    if not chosen or len(left) < len(chosen):
        return sheet
    own = tuple(
        draw(references(left.pop(0), column.type, [cells[0] for cells in _cells_of(target, (column.name,))] or column.pool))
        for column in chosen
    )
    name = target.name if target is not sheet or draw(st.booleans()) else ""
    link = Link(tuple(column.name for column in own), name, tuple(column.name for column in chosen))
    return replace(sheet, columns=(*sheet.columns, *own), links=(*sheet.links, link))


def _referring(draw: Draw, world: World, sheet: Sheet, registers: Sequence[Sheet], left: list[str]) -> Sheet:
    """The sheet with a column more that refers to a register or to the entries."""
    names = [register.name for register in registers] + (["entries"] if sheet.folder != REGISTERS else [])
    if not names or not left:
        return sheet
    name = draw(st.sampled_from(names))
    register = None if name == "entries" else world.sheet(name)
    field_type = register.column(register.primary_key[0]).type if register else "string"
    column = replace(draw(references(left.pop(0), field_type, _known(world, name))), references=name)
    return replace(sheet, columns=(*sheet.columns, column))


def _keyed(draw: Draw, sheet: Sheet) -> Sheet:
    """The sheet with a primary key where it has none, sometimes, and with unique keys."""
    names = [column.name for column in sheet.columns if column.type in KEY_TYPES]
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True) if names else st.just([])
    if not sheet.primary_key and draw(st.booleans()):
        sheet = replace(sheet, primary_key=tuple(draw(some)))
    if draw(st.integers(0, 4)) == 0 and names:
        sheet = replace(sheet, unique_keys=(tuple(draw(some)),))
    return sheet


def _rows(draw: Draw, world: World, sheet: Sheet) -> tuple[Row, ...]:
    """Rows that keep the schema: drawn at random, then those left out that do not."""
    cells = st.tuples(*(st.sampled_from(column.pool) for column in sheet.columns))
    rows = [list(row) for row in draw(st.lists(cells, min_size=1 if sheet.role not in LOOSE else 0, max_size=6))]
    for index, column in enumerate(sheet.columns):
        if column.references:
            known: list[Row] = [(cell,) for cell in _known(world, column.references) if cell in column.pool]
            _fill(draw, rows, (index,), known, may_be_blank=not column.is_required)
    for link in sheet.links:
        indices = tuple(map(sheet.names.index, link.columns))
        target = replace(sheet, rows=tuple(map(tuple, rows))) if link.target in ("", sheet.name) else world.sheet(link.target)
        is_open = not any(sheet.columns[index].is_required for index in indices)
        pools = [sheet.columns[index].pool for index in indices]
        aims = [cells for cells in _cells_of(target, link.targets) if all(map(contains, pools, cells))]
        _fill(draw, rows, indices, aims, may_be_blank=is_open)
    return _kept(world, sheet, [tuple(row) for row in rows])


def _known(world: World, name: str) -> Sequence[str]:
    """The keys of a register, or the ids of all entries."""
    if name == "entries":
        return world.ids()
    register = world.sheet(name)
    return [cells[0] for cells in _cells_of(register, register.primary_key[:1])]


def _cells_of(sheet: Sheet, names: tuple[str, ...]) -> list[Row]:
    indices = tuple(map(sheet.names.index, names))
    return [tuple(row[index] for index in indices) for row in sheet.rows]


def _fill(draw: Draw, rows: list[list[str]], indices: tuple[int, ...], known: Sequence[Row], *, may_be_blank: bool) -> None:
    """Puts what is known somewhere into some columns of every row."""
    least = -1 if may_be_blank or not known else 0
    picks = draw(st.lists(st.integers(least, len(known) - 1), min_size=len(rows), max_size=len(rows)))
    for row, pick in zip(rows, picks, strict=True):
        cells = known[pick] if pick >= 0 else ("",) * len(indices)
        for index, cell in zip(indices, cells, strict=True):
            row[index] = cell


def _kept(world: World, sheet: Sheet, rows: list[Row]) -> tuple[Row, ...]:
    """The rows without those that are blank, break a key or lead nowhere; until none is left that does."""
    while True:
        kept = list(_once(world, sheet, rows))
        if kept == rows:
            return tuple(rows)
        rows = kept


def _once(world: World, sheet: Sheet, rows: list[Row]) -> Iterator[Row]:
    whole = replace(sheet, rows=tuple(rows))
    unique = [(column.name,) for column in sheet.columns if column.is_unique]
    keys = [*((key, True) for key in (sheet.primary_key,) if key), *((key, False) for key in (*unique, *sheet.unique_keys))]
    seen: list[set[Meaning]] = [set() for _ in (*keys, sheet)]
    known = [
        (link.columns, {_meant(target, link.targets, row) for row in target.rows})
        for link in sheet.links
        for target in (whole if link.target in ("", sheet.name) else world.sheet(link.target),)
    ]
    for row in rows:
        required = [row[index] for index, column in enumerate(sheet.columns) if column.is_required]
        meant = [_meant(sheet, key, row) for key, _ in keys]
        is_broken = not any(row) or not all(required) or (not sheet.primary_key and row in seen[-1])
        for values, (_, is_primary), before in zip(meant, keys, seen, strict=False):
            is_blank = all(value is None for value in values) if is_primary else any(value is None for value in values)
            is_broken |= is_primary if is_blank else values in before
        for names, targets in known:
            values = _meant(sheet, names, row)
            is_broken |= any(value is not None for value in values) and values not in targets
        if not is_broken:
            for values, before in zip((*meant, row), seen, strict=True):
                before.add(values)
            yield row


def _meant(sheet: Sheet, names: tuple[str, ...], row: Row) -> Meaning:
    return tuple(meaning(sheet.column(name).type, row[sheet.names.index(name)]) for name in names)


def _spoilt(draw: Draw, world: World) -> World:
    """The catalogue with something changed in one row."""
    filled = [sheet for sheet in world.sheets if sheet.rows]
    if not filled:
        return world
    sheet = draw(st.sampled_from(filled))
    number = draw(st.integers(0, len(sheet.rows) - 1))
    keys = {*sheet.primary_key, *(name for link in sheet.links for name in link.columns)}
    indices = [
        index for index, column in enumerate(sheet.columns) if column.name in keys or column.is_unique or column.references
    ]
    is_of_key = draw(st.booleans())
    index = draw(st.sampled_from(indices if indices and is_of_key else range(len(sheet.columns))))
    rows = list(sheet.rows)
    rows[number : number + 1] = [tuple(row) for row in _changed(draw, world, sheet, list(rows[number]), index)]
    return World(tuple(replace(sheet, rows=tuple(rows)) if other is sheet else other for other in world.sheets))


CHANGES = (
    "near",
    "near",
    "near",
    "other",
    "twin",
    "respelt",
    "again",
    "again",
    "blank",
    "blank row",
    "double",
    "gone",
    "unclean",
)


def _changed(draw: Draw, world: World, sheet: Sheet, row: list[str], index: int) -> tuple[Sequence[str], ...]:
    """What stands in the place of a row afterwards."""
    match draw(st.sampled_from(CHANGES)):
        case "near":
            row[index] = draw(near(sheet.columns[index].type))
        case "other":
            row[index] = draw(st.sampled_from([cell for other in world.sheets for line in other.rows for cell in line]))
        case "copied":
            row[index] = draw(st.sampled_from(sheet.rows))[index]
        case "respelt":
            row[index] = draw(st.sampled_from(_respellings(row[index])))
        case "twins":
            again = list(row)
            one, other = draw(st.sampled_from(TWINS.get(sheet.columns[index].type, (("a", "b"),))))
            row[index], again[index] = (one, other) if draw(st.booleans()) else (other, one)
            return (row, again)
        case "blank":
            row[index] = ""
        case "blank row":
            return (row, [""] * len(row))
        case "double":
            return (row, row)
        case "gone":
            return ()
        case "unclean":
            row[index] = draw(st.sampled_from(UNCLEAN))
    return (row,)


def _respellings(cell: str) -> tuple[str, ...]:
    """Other ways of writing what may be the same value."""
    zones = (cell.replace("Z", "+00:00"), cell.replace("+00:00", "Z"))
    return (f"{cell}0", f"{cell}.0", f"{cell}e0", f"-{cell}", f"0{cell}", f"+{cell}", cell.upper(), *zones)
