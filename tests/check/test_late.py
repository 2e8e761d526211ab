"""Working days are counted from Monday to Friday, and what was published after more than three of them is found in a history."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.check.authorities import Authority, authorities_of
from qingdan.check.late import late, late_in, working_days
from qingdan.history.between import between
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import Difference
from qingdan.history.timeline import timeline
from qingdan.history.told import History
from qingdan.linked import Linked
from qingdan.problem import Finding

PATH = "lists/samples/samples.csv"
HEADING = "id,name,authority\n"
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
DECIDED = {
    "AUT-0001": Authority("origin", "2026-01-05", "2026-01-05"),
    "AUT-0002": Authority("decision", "2026-01-05", "2026-01-05"),
    "AUT-0003": Authority("decision", "2026-01", "2026-01"),
    "AUT-0004": Authority("decision", "", "2026-01-05"),
}
"""5 January 2026 is a Monday."""


@given(DAYS, st.integers(0, 400))
def test_working_days_are_those_from_monday_to_friday(first: date, days: int) -> None:
    counted = [first + timedelta(days=number) for number in range(1, days + 1)]
    assert working_days(first, first + timedelta(days=days)) == sum(day.isoweekday() < 6 for day in counted)


def test_before_the_day_itself_no_working_day_has_passed() -> None:
    assert working_days(date(2026, 1, 5), date(2026, 1, 1)) == 0


def differ(before: str, after: str) -> Difference:
    return between({PATH: (HEADING + before).encode()}, {PATH: (HEADING + after).encode()})


@pytest.mark.parametrize(
    ("after", "published", "is_late"),
    [
        ("SMP-0001,样例,AUT-0002\n", date(2026, 1, 8), False),
        ("SMP-0001,样例,AUT-0002\n", date(2026, 1, 9), True),
        ("SMP-0001,样例,AUT-0001\n", date(2026, 2, 9), False),
        ("SMP-0001,样例,AUT-0003\n", date(2026, 2, 9), False),
        ("SMP-0001,样例,AUT-0004\n", date(2026, 2, 9), False),
        ("SMP-0001,样例,AUT-0099\n", date(2026, 2, 9), False),
        ("SMP-0001,样例新名,AUT-0009\n", date(2026, 2, 9), False),
        ("", date(2026, 2, 9), False),
    ],
)
def test_only_a_dated_decision_that_came_with_the_change_may_be_late(after: str, published: date, is_late: bool) -> None:
    found = tuple(late(published, differ("SMP-0001,样例,AUT-0009\n", after), DECIDED))
    assert found == ((Finding("late_publication", "SMP-0001"),) if is_late else ())


def test_a_new_entry_may_be_late_and_a_list_that_begins_is_not() -> None:
    entry = "SMP-0001,样例,AUT-0002\n"
    assert [finding.entry for finding in late(date(2026, 2, 9), differ("", entry), DECIDED)] == ["SMP-0001"]
    begun = between({}, {PATH: (HEADING + entry).encode()})
    assert list(late(date(2026, 2, 9), begun, DECIDED)) == []


def test_in_a_history_each_entry_is_late_once_and_what_is_not_committed_is_not() -> None:
    states = ["", "SMP-0001,样例,AUT-0002\n", "SMP-0001,样例,AUT-0001\n", "SMP-0001,样例,AUT-0002\nSMP-0002,样例二,AUT-0002\n"]
    times = ("2026-01-08T15:59:00+00:00", "2026-01-08T16:01:00+00:00", "2026-03-01T00:00:00+08:00", "2026-03-02T00:00:00+08:00")
    steps = [
        Step(
            Commit("", time, "", ""), between({}, {PATH: HEADING.encode()}) if number == 0 else differ(states[number - 1], state)
        )
        for number, (state, time) in enumerate(zip(states, times, strict=True))
    ]
    uncommitted = differ(states[-1], states[-1] + "SMP-0003,样例三,AUT-0002\n")
    told = timeline(History(tuple(steps), uncommitted), ZoneInfo("Asia/Shanghai"))
    assert late_in(told, DECIDED) == (Finding("late_publication", "SMP-0001"), Finding("late_publication", "SMP-0002"))
    in_time = timeline(History(tuple(steps[:2])), ZoneInfo("UTC"))
    assert late_in(in_time, DECIDED) == ()


def test_the_authorities_of_a_catalogue_have_the_day_of_their_document_or_of_their_law(linked: Linked) -> None:
    assert authorities_of(linked.catalogue)["AUT-0003"] == Authority("decision", "2025-05-05", "2025-05-05")
    assert authorities_of(linked.catalogue)["AUT-0002"] == Authority("correction", "", "")
