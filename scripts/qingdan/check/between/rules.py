"""The list of the rules on two states, in the order in which an editor should read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from qingdan.check.between.authority import AUTHORITY, authority_comes_first, substance_needs_authority
from qingdan.check.between.damaged import cells_are_whole
from qingdan.check.between.ids import ids_are_new, ids_stay, registers_keep_what_is_named
from qingdan.check.between.states import TwoStates
from qingdan.check.bounded import bounded, causes_first, once_a_cell
from qingdan.check.checks import Checked, titled
from qingdan.check.exemptions import Exemptions
from qingdan.check.late import late
from qingdan.check.tables import read_tables
from qingdan.load.rules import OF_TWO_STATES
from qingdan.problem import Finding, Notice, Problem

Rule = Callable[[TwoStates], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    cells_are_whole,
    ids_stay,
    ids_are_new,
    registers_keep_what_is_named,
    substance_needs_authority,
    authority_comes_first,
)


def check_between(states: TwoStates, checked: Checked, today: date) -> Checked:
    """What was said of the lists as they stand, with what there is to say of the change that led there.

    What the change did comes first, since the rest may follow from it; of one cell only this is said. `today` is the day on which
    the change would be published.
    """
    exemptions = Exemptions(states.catalogue.packages, OF_TWO_STATES)
    found = titled(states.catalogue, bounded(exemptions.without(problem for run in RULES for problem in run(states))))
    problems = tuple(causes_first(once_a_cell((*found, *checked.problems))))
    findings = () if problems else _late(states, today)
    told = titled(states.catalogue, (_notice(states, finding) for finding in findings))
    notices = (*checked.notices, *exemptions.needless(), *(notice for notice in told if isinstance(notice, Notice)))
    return Checked(problems, notices, (*checked.findings, *findings), checked.measures, checked.rows)


def _late(states: TwoStates, today: date) -> tuple[Finding, ...]:
    """The decisions that would be published late, those of samples left out."""
    found = tuple(late(today, states.difference, states.authorities))
    samples = read_tables(states.catalogue)[0].samples_among({finding.entry for finding in found}) if found else frozenset()
    return tuple(finding for finding in found if finding.entry not in samples)


def _notice(states: TwoStates, finding: Finding) -> Notice:
    row = states.own[finding.entry]
    authority = row.cells.get(AUTHORITY, "")
    values = {"id": finding.entry, "decided": states.authorities[authority].decided, "authority": authority}
    return Notice(finding.key, states.place(row.table.path, finding.entry, None, AUTHORITY), values)
