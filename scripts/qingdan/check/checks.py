"""The list of all checks, in the order in which an editor should read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qingdan.check.dates import dates_in_order
from qingdan.check.grounds import has_a_body, has_a_ground
from qingdan.check.ids import names_are_free, no_double_rows, references_name_registers, unique_ids
from qingdan.check.schema import keeps_its_schema
from qingdan.linked import Linked, link
from qingdan.model import Catalogue, Problem

CHECKS: tuple[Callable[[Linked], Iterator[Problem]], ...] = (
    names_are_free,
    references_name_registers,
    keeps_its_schema,
    unique_ids,
    no_double_rows,
    dates_in_order,
    has_a_body,
    has_a_ground,
)


def check(catalogue: Catalogue) -> tuple[Problem, ...]:
    """Everything that must be put right before this catalogue can be published; empty when it can."""
    linked = link(catalogue)
    return tuple(problem for run in CHECKS for problem in run(linked))
