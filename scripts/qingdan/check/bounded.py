"""As many problems as somebody reads, in an order that helps: one for a cell, causes first, so many of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from qingdan.problem import Place, Problem

MOST = 1_000
"""Problems of one kind in one file that are told one by one. frictionless stops at as many."""

CONSEQUENCES = ("unknown_reference", "unknown_reference_near", "no_body", "no_ground", "word_of_two_matters", "more_rows")
"""Problems of a row that may lie in another one or in another file, and how many more there are."""


def once_a_cell(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem of each cell: what follows from it, such as an id that is misspelt and so has no body, adds nothing."""
    told: set[Place] = set()
    for problem in problems:
        if problem.place.column is None or problem.place not in told:
            told.add(problem.place)
            yield problem


def causes_first(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, those last that may only follow from others: an id with a slip of the pen is one mistake, and leaves
    every row that refers to it without its aim."""
    return sorted(problems, key=lambda problem: problem.key in CONSEQUENCES)


def bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems of each kind in each file; in the place of the others, at the end, how many there are."""
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = (problem.key, problem.place.path)
        told[kind] += 1
        if told[kind] <= MOST:
            yield problem
    for (_, path), count in told.items():
        if count > MOST:
            yield Problem("more_rows", Place(path), {"count": str(count - MOST)})
