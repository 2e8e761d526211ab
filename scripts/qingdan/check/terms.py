"""What residents say misleads nobody: a word of several matters says which, one that is wrong or leads nowhere says more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables
from qingdan.model import Rule
from qingdan.problem import Problem

Web = Mapping[str, AbstractSet[str]]
"""By entry those that it names as related, that name it, that it implements or that implement it."""


def told_apart(tables: Tables) -> Iterator[Problem]:
    """No word leads to two matters that have nothing to do with each other without saying so in every row of the word.

    Entries belong together where a chain of relations (`related`, or an implementation and its matter) leads from one to the
    other through entries to which the same word leads. A row that leads to none belongs to no other.
    """
    web: Web | None = None
    for columns, rule in tables.asking("told_apart"):
        words, entries = columns.column(rule.one("word")), columns.column(rule.one("of"))
        rows: dict[str, list[int]] = {}
        for row, word in enumerate(words):
            rows.setdefault(word, []).append(row)
        for word, of_word in rows.items():
            if word and len(of_word) > 1:
                web = _web(tables) if web is None else web
                yield from _not_told_apart(columns, rule, of_word, entries, web)


def explained(tables: Tables) -> Iterator[Problem]:
    """Where a column has a value, or is blank, other columns are not: a misnomer says what is right, a word without an entry whom
    to ask."""
    for columns, rule in tables.asking("explained"):
        when, value = rule.one("when"), rule.one("is")
        cells = columns.column(when)
        for name in rule.about["by"]:
            for row, said in enumerate(columns.column(name)):
                if cells[row] == value and not said:
                    values = {"column": name, "when": when, "cell": value, "kind": "" if value else "blank"}
                    yield Problem("unexplained", columns.place(row, name), values)


def _not_told_apart(columns: Columns, rule: Rule, rows: Sequence[int], entries: Sequence[str], web: Web) -> Iterator[Problem]:
    """The blank notes of a word whose entries do not all belong together."""
    together = _reached(entries[rows[0]], {entries[row] for row in rows}, web)
    for row in rows:
        other = next((one for one in rows if (entries[one] in together) is not (entries[row] in together)), None)
        for name in rule.about["by"]:
            if other is not None and not columns.column(name)[row]:
                values = {"word": columns.column(rule.one("word"))[row], "column": name, "line": str(other + 2)}
                values |= {"entry": entries[row], "other": entries[other]}
                kind = "" if entries[row] and entries[other] else "nowhere"
                yield Problem("word_of_two_matters", columns.place(row, name), {**values, "kind": kind})


def _reached(entry: str, among: AbstractSet[str], web: Web) -> AbstractSet[str]:
    """Those of some entries to which a chain of relations through them leads from one of them; itself too."""
    found, waiting = {entry}, [entry]
    while waiting:
        near = (web.get(waiting.pop(), frozenset()) & among) - found
        found |= near
        waiting += near
    return found


def _web(tables: Tables) -> Web:
    web: dict[str, set[str]] = {}
    for columns in tables.lists:
        name, other = _related(columns)
        for one, two in zip(columns.column(name), columns.column(other), strict=True) if name else ():
            if one and two:
                web.setdefault(one, set()).add(two)
                web.setdefault(two, set()).add(one)
    return web


def _related(columns: Columns) -> tuple[str, str]:
    """The columns of a table that say of two entries that they are related; blank where none do."""
    return {"related": ("entry", "other"), "implementations": ("id", "entry")}.get(columns.table.role, ("", ""))
