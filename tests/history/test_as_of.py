"""A list as it was in force on a day, by what was known on another: rule by rule, and against histories made by chance."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.exports.as_of_csv import write as as_csv
from qingdan.history.as_of import DATE_UNKNOWN, IN_FORCE, Standing, belonging, day_in, needs_versions, standing
from qingdan.history.cells import Cells
from qingdan.history.known import known_on
from qingdan.history.sheet import sheet_of
from qingdan.history.versions import Version, versions
from tests.history.repositories import State, first_parents, histories, time_of, write
from tests.soundness.runs import run_of

ZONE = ZoneInfo("Asia/Shanghai")
FOLDERS = ("catalogue", "lists")
DAY = date(2026, 6, 30)
MAIN, OTHER = "lists/a/a.csv", "lists/a/b.csv"


def cells(**named: str) -> Cells:
    return tuple(sorted({"id": "PWR-0001", "status": "in_force", **named}.items()))


def states_of(*newest_first: Cells, day: date = DAY) -> list[str]:
    """The states of an entry whose newest row stands in the table, and whose earlier ones are known."""
    known = {"PWR-0001": [Version(MAIN, row) for row in newest_first]}
    return [one.state for one in standing(newest_first[:1], known, day)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"valid_from": "2026-06-30"}, [IN_FORCE]),
        ({"valid_from": "2026-07-01"}, []),
        ({}, [DATE_UNKNOWN]),
        ({"valid_from": "June 2026"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-02-30"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "valid_to": "2026-06-30"}, [IN_FORCE]),
        ({"valid_from": "2026-01-01", "valid_to": "2026-06-29"}, []),
        ({"valid_to": "2026-06-29"}, []),
        ({"valid_to": "2026-06-30"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "valid_to": "soon"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "status": "withdrawn", "valid_to": "2026-06-30"}, [IN_FORCE]),
        ({"valid_from": "2026-01-01", "status": "withdrawn", "valid_to": "2026-06-29"}, []),
        ({"valid_from": "2026-01-01", "status": "withdrawn"}, [DATE_UNKNOWN]),
        ({"status": "withdrawn", "valid_to": "2026-12-31"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "status": "draft"}, []),
        ({"status": "draft"}, []),
        ({"valid_from": "2026-01-01", "status": "suspended"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "status": "unverified"}, [DATE_UNKNOWN]),
        ({"valid_from": "2026-01-01", "status": "suspended", "valid_to": "2026-06-29"}, []),
        ({"valid_from": "2026-01-01", "status": ""}, [DATE_UNKNOWN]),
    ],
)
def test_an_entry_with_one_version_stands_by_its_days_and_its_status(row: dict[str, str], expected: list[str]) -> None:
    assert states_of(cells(**row)) == expected


def test_before_a_version_takes_force_the_one_before_applies() -> None:
    new, old = cells(name="SAMPLE new", valid_from="2026-07-01"), cells(name="SAMPLE old", valid_from="2026-01-01")
    known = {"PWR-0001": [Version(MAIN, new), Version(MAIN, old)]}
    assert [*standing([new], known, DAY)] == [Standing(IN_FORCE, old, Version(MAIN, old))]
    assert [*standing([new], known, date(2026, 7, 1))] == [Standing(IN_FORCE, new)]
    assert [*standing([new], known, date(2025, 12, 31))] == []


def test_once_a_version_has_taken_force_no_earlier_one_applies_though_it_ended_since() -> None:
    ended = cells(valid_from="2026-02-01", valid_to="2026-03-31")
    assert states_of(ended, cells(valid_from="2026-01-01")) == []
    assert states_of(cells(valid_from="2026-02-01", status="draft"), cells(valid_from="2026-01-01")) == []


def test_a_version_without_a_day_leaves_it_open_whatever_was_known_before() -> None:
    assert states_of(cells(name="SAMPLE new"), cells(valid_from="2026-01-01")) == [DATE_UNKNOWN]


def test_an_id_that_stands_twice_gives_way_once() -> None:
    row, old = cells(valid_from="2026-07-01"), cells(valid_from="2026-01-01")
    known = {"PWR-0001": [Version(MAIN, row), Version(MAIN, row), Version(MAIN, old)]}
    assert [one.cells for one in standing([row, row], known, DAY)] == [old]


def test_rows_of_an_entry_are_those_of_the_version_that_applied() -> None:
    new, old = cells(valid_from="2026-07-01"), cells(valid_from="2026-01-01")
    before, after = (("entry", "PWR-0001"), ("body", "ORG-0001")), (("entry", "PWR-0001"), ("body", "ORG-0002"))
    known = {"PWR-0001": [Version(MAIN, new, ((OTHER, after),)), Version(MAIN, old, ((OTHER, before), (MAIN, after)))]}
    for day, expected in ((DAY, before), (date(2026, 7, 1), after)):
        assert [*belonging(OTHER, [after], [*standing([new], known, day)])] == [(expected, IN_FORCE)]
    assert [*belonging(OTHER, [after], [])] == []


def test_earlier_versions_are_needed_only_where_a_row_was_not_yet_in_force() -> None:
    assert not needs_versions([cells(), cells(valid_from="2026-06-30")], DAY)
    assert needs_versions([cells(), cells(valid_from="2026-07-01")], DAY)


@pytest.mark.parametrize(
    "text", ["", "2026", "20260101", "2026-1-1", "2026-W01-1", "2026-13-01", " 2026-01-01", "２０２６-01-01"]
)
def test_a_day_is_written_in_one_way(text: str) -> None:
    assert day_in(text) is None


def test_no_cell_is_lost_or_altered_in_the_table() -> None:
    odd = '=1+1 | @user <b> `x` \x1b \u202e "q", \udcff'
    rows = [(tuple(sorted({"id": "PWR-0001", "name": odd, "#3": "beyond"}.items())), IN_FORCE), ((("#12", "x"),), DATE_UNKNOWN)]
    told = as_csv(("id", "name"), rows).decode("utf-8", "surrogateescape")
    assert [*csv.reader(io.StringIO(told, newline=""))] == [
        ["id", "name", "#3", "#12", "as_of"],
        ["PWR-0001", odd, "beyond", "", IN_FORCE],
        ["", "", "", "x", DATE_UNKNOWN],
    ]


# Histories made by chance


@run_of(0.15)
@given(histories())
def test_a_table_as_published_is_the_file_at_that_commit(states: tuple[State, ...]) -> None:
    """No cell of these histories is a day or `draft`: every row stands, and its day is unknown."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), states)
        for number, state in first_parents(states):
            published = datetime.fromisoformat(time_of(number)).date()
            known = known_on(Path(folder), FOLDERS, states[-1].files, published, ZONE)
            assert dict(known.files) == dict(state.files)
            newest = {subject: found[0].cells for subject, found in versions(known.differences).items()}
            rows: list[dict[str, str]] = []
            for data in known.files.values():
                heading, found = sheet_of(data).heading(), sheet_of(data).rows()
                if "id" in heading:
                    table = as_csv(heading, ((one.cells, one.state) for one in standing(found, {}, published)))
                    assert read(table) == [{**row, "as_of": DATE_UNKNOWN} for row in read(data)]
                    rows += read(data)
            ids = Counter(row["id"] for row in rows if row["id"])
            for row in rows:
                if ids[row["id"]] == 1:
                    assert newest[row["id"]] == tuple(sorted((name, cell) for name, cell in row.items() if cell))


def read(data: bytes) -> list[dict[str, str]]:
    """The rows of a table by the csv module alone; those that are blank lines are none."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]


DAYS = ("", "2026-01-01", "2026-02-01", "2026-03-01")
STATUSES = ("in_force", "in_force", "withdrawn", "draft", "suspended")


@st.composite
def dated(draw: st.DrawFn) -> tuple[State, ...]:
    """A list whose entries change their days, their status and the rows that belong to them, go and come again."""
    rows: dict[str, tuple[str, ...]] = {}
    others: list[tuple[str, str]] = []
    states = []
    for number in range(draw(st.integers(2, 6))):
        for _ in range(draw(st.integers(1, 4))):
            subject = draw(st.sampled_from(("PWR-0001", "PWR-0001", "PWR-0002")))
            how = draw(st.sampled_from(("row", "row", "row", "belonging", "belonging", "delete")))
            if how == "row":
                days = (draw(st.sampled_from((*DAYS, *DAYS[1:]))), draw(st.sampled_from(("", "", *DAYS))))
                rows[subject] = (
                    subject,
                    draw(st.sampled_from(("样例一", 'SAMPLE "two"'))),
                    *days,
                    draw(st.sampled_from(STATUSES)),
                )
            elif how == "belonging":
                others = [row for row in others if row[0] != subject]
                others += [
                    (subject, note)
                    for note in draw(st.lists(st.sampled_from(("样例甲", "样例乙", "a,b")), min_size=1, max_size=2))
                ]
            else:
                rows.pop(subject, None)
        main = [("id", "name", "valid_from", "valid_to", "status"), *(rows[subject] for subject in sorted(rows))]
        files = {MAIN: csv_of(main), OTHER: csv_of([("entry", "note"), *others])}
        states.append(State(files, (number - 1,) if number else ()))
    return tuple(states)


def csv_of(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


@run_of(0.3)
@given(dated(), st.integers(1, 5), st.sampled_from(DAYS[1:]))
def test_what_was_in_force_is_what_a_reader_of_all_files_up_to_that_day_would_say(
    states: tuple[State, ...], number: int, asked: str
) -> None:
    until = min(number, len(states) - 1)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), states)
        published = datetime.fromisoformat(time_of(until)).date()
        known = known_on(Path(folder), FOLDERS, states[-1].files, published, ZONE)
    entries = [*standing(sheet_of(known.files[MAIN]).rows(), versions(known.differences), date.fromisoformat(asked))]
    rows = belonging(OTHER, sheet_of(known.files[OTHER]).rows(), entries)
    expected = [*by_hand(states[: until + 1], asked)]
    assert [(told(one.cells), one.state) for one in entries] == [(row, state) for row, state, _ in expected]
    assert Counter((*sorted(told(row).items()), state) for row, state in rows) == Counter(
        (*sorted(row.items()), state) for _, state, others in expected for row in others
    )


def told(row: Cells) -> dict[str, str]:
    return {name: cell for name, cell in row if cell}


def by_hand(states: tuple[State, ...], day: str) -> Iterator[tuple[dict[str, str], str, list[dict[str, str]]]]:
    """The same from whole files: back from the last one to the first in which the row of an entry had taken force."""
    for subject in [row["id"] for row in read(states[-1].files[MAIN])]:
        for state in reversed(states):
            row = next((row for row in read(state.files[MAIN]) if row["id"] == subject), None)
            if row and row["valid_from"] <= day:
                found = state_by_hand(row, day)
                others = [blankless(other) for other in read(state.files[OTHER]) if other["entry"] == subject]
                if found:
                    yield blankless(row), found, others
                break


def state_by_hand(row: Mapping[str, str], day: str) -> str:
    if row["status"] == "draft" or "" < row["valid_to"] < day:
        return ""
    if not row["valid_from"] or row["status"] == "suspended" or (row["status"] == "withdrawn" and not row["valid_to"]):
        return "date_unknown"
    return "in_force"


def blankless(row: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}
