"""Decisions that were published late: a finding about a day, the same for a change that is proposed and for the whole history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from qingdan.check.authorities import DECISION, Authority
from qingdan.history.revisions import Difference, Revision
from qingdan.history.timeline import Timeline
from qingdan.problem import Finding

LIMIT = 3
"""Working days within which a change of a list of powers is published, by the rules that some places made for their own lists,
for example the emergency management bureau of Baicheng (白城市应急管理局清单动态调整制度, published 2020-05-19 on
xxgk.jlbc.gov.cn). It is no law everywhere, so what is later is a finding and stops nothing."""

WEEK, WORKING = 7, 5


def late(published: date, difference: Difference, authorities: Mapping[str, Authority]) -> Iterator[Finding]:
    """The entries that came to rest on another decision, where more than LIMIT working days passed until that was published.

    An entry of a list that begins with this change is left out: that is no adjustment of a list. So is a day that is not known.
    """
    begun = {change.after for change in difference.reshaped if not change.before}
    for revision in difference.revisions:
        decided = _decided(revision, authorities) if revision.table not in begun else None
        if decided and working_days(decided, published) > LIMIT:
            yield Finding("late_publication", revision.subject)


def late_in(timeline: Timeline, authorities: Mapping[str, Authority]) -> tuple[Finding, ...]:
    """The same of everything that was ever published; each entry once, in the order in which they were first late."""
    found = (one for step in timeline.published if step.day for one in late(step.day, step.difference, authorities))
    return tuple({finding.entry: finding for finding in found}.values())


def working_days(after: date, until: date) -> int:
    """The days from Monday to Friday after one day until another, which counts. Holidays are not known and count as well."""
    weeks, rest = divmod(max((until - after).days, 0), WEEK)
    left = (after + timedelta(days=number) for number in range(1, rest + 1))
    return weeks * WORKING + sum(day.weekday() < WORKING for day in left)


def _decided(revision: Revision, authorities: Mapping[str, Authority]) -> date | None:
    """The day of the decision on which an entry rests since this revision; none where it is none, not new or not dated."""
    is_new = revision.event != "deleted" and "authority" in revision.fields_by_name
    authority = authorities.get(revision.authority) if is_new else None
    if authority is None or authority.kind != DECISION:
        return None
    try:
        return date.fromisoformat(authority.decided)
    except ValueError:
        return None
