"""What git tells of the tables, replayed, is every table at every commit of the first-parent line."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given

from qingdan.history.applied import State as Table
from qingdan.history.applied import apply
from qingdan.history.git import file_changes, objects_of, tip
from qingdan.history.replay import Replay
from tests.history.repositories import State, first_parents, histories, rows_of, time_of, write
from tests.soundness.runs import run_of

FOLDERS = ("catalogue", "lists")


@run_of(0.5)
@given(histories())
def test_the_timeline_replayed_is_the_tables_at_every_commit(states: tuple[State, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), states)
        root, replay = Path(folder), Replay({})
        with objects_of(root) as objects:
            told = {step.commit.time: step for step in replay.steps(file_changes(root, FOLDERS, tip(root)[0], objects))}
    tables: dict[str, Table] = {}
    for number, state in first_parents(states):
        step = told.get(time_of(number))
        tables = apply(tables, step.difference) if step else tables
        assert counted(tables) == {path: rows_of(data) for path, data in state.files.items()}, number
    assert {path: sheet.lines for path, sheet in replay.sheets.items()} == {
        path: data.removesuffix(b"\n").split(b"\n") if data else [] for path, data in states[-1].files.items()
    }


def counted(tables: Mapping[str, Table]) -> dict[str, Counter[frozenset[tuple[str, str]]]]:
    return {path: Counter(map(frozenset, table.rows)) for path, table in tables.items()}
