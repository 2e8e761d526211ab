"""What residents say misleads nobody."""

from __future__ import annotations

import pytest

from qingdan.check.terms import explained, told_apart
from qingdan.linked import Linked
from qingdan.problem import Problem
from tests.world import PROCEDURES, RESPONSIBILITIES, TERMS, amended, place, tables_of

WORDS = f"{TERMS}/terms.csv"
RELATED = f"{PROCEDURES}/related.csv"
NOTES = ((",样例：办这件事。,SAMPLE: to do it.,", ",,,"), (",样例：谁来做。,SAMPLE: who does it.,", ",,,"))


def not_told_apart(linked: Linked, *changes: tuple[str, str, str]) -> list[Problem]:
    return list(told_apart(tables_of(amended(linked, *changes))))


def without_notes(*which: int) -> list[tuple[str, str, str]]:
    """Takes the notes out of the first or the second row of the word that leads to two entries."""
    return [(WORDS, *NOTES[number]) for number in which]


def unexplained(linked: Linked, old: str, new: str) -> list[Problem]:
    return list(explained(tables_of(amended(linked, (WORDS, old, new)))))


def two_matters(line: int, name: str, entry: str, other: str, other_line: int, kind: str = "") -> Problem:
    values = {"word": "样例俗话", "column": name, "line": str(other_line), "entry": entry, "other": other, "kind": kind}
    return Problem("word_of_two_matters", place(WORDS, line, name), values)


def test_the_words_of_the_small_world_mislead_nobody(linked: Linked) -> None:
    assert [*told_apart(tables_of(linked)), *explained(tables_of(linked))] == []


def test_a_word_may_lead_to_two_entries_one_of_which_names_the_other(linked: Linked) -> None:
    assert not_told_apart(linked, *without_notes(0, 1)) == []


def test_each_row_of_a_word_of_two_unrelated_entries_needs_its_notes(linked: Linked) -> None:
    alone = (RELATED, "PRC-0001,carries_out,RSP-0001\n", "")
    assert not_told_apart(linked, alone) == []
    assert not_told_apart(linked, alone, *without_notes(1)) == [
        two_matters(3, name, "RSP-0001", "PRC-0001", 2) for name in ("note", "note_en")
    ]
    assert len(not_told_apart(linked, alone, *without_notes(0, 1))) == 4


def test_entries_belong_together_through_others_to_which_the_word_leads_but_not_through_strangers(linked: Linked) -> None:
    chain = [
        (RELATED, "PRC-0001,carries_out,RSP-0001\n", "PRC-0001,see_also,PRC-0002\n"),
        (f"{RESPONSIBILITIES}/related.csv", "other\n", "other\nRSP-0001,see_also,PRC-0002\n"),
    ]
    assert len(not_told_apart(linked, *chain, *without_notes(0, 1))) == 4
    through = (WORDS, "source\n", "source\n样例俗话,plain_word,PRC-0002,,,\n")
    assert not_told_apart(linked, *chain, *without_notes(0, 1), through) == []


def test_an_implementation_belongs_to_its_matter(linked: Linked) -> None:
    here = (WORDS, "plain_word,RSP-0001", "plain_word,IMP-0001")
    assert not_told_apart(linked, here, *without_notes(0, 1)) == []


def test_a_word_that_leads_to_an_entry_and_to_none_needs_notes_whatever_is_related(linked: Linked) -> None:
    nowhere = (WORDS, "样例俗话,plain_word,RSP-0001,样例：谁来做。", "样例俗话,plain_word,,样例：谁来做。")
    assert not_told_apart(linked, nowhere) == []
    assert not_told_apart(linked, nowhere, *without_notes(0)) == [
        two_matters(2, name, "PRC-0001", "", 3, "nowhere") for name in ("note", "note_en")
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "name", "when", "cell"),
    [
        ("现在叫样例二。", "", 5, "note", "kind", "old_name"),
        ("It is now called SAMPLE two.", "", 5, "note_en", "kind", "old_name"),
        ("SAMPLE word,plain_word", "SAMPLE word,misnomer", 4, "note", "kind", "misnomer"),
        ("SAMPLE word,plain_word,PRC-0001", "SAMPLE word,plain_word,", 4, "note", "leads_to", ""),
    ],
)
def test_what_is_wrong_old_or_leads_nowhere_needs_notes(
    linked: Linked, old: str, new: str, line: int, name: str, when: str, cell: str
) -> None:
    values = {"column": name, "when": when, "cell": cell, "kind": "" if cell else "blank"}
    assert Problem("unexplained", place(WORDS, line, name), values) in unexplained(linked, old, new)


def test_a_plain_word_that_leads_somewhere_needs_no_notes(linked: Linked) -> None:
    assert unexplained(linked, "样例：办这件事。,SAMPLE: to do it.", ",") == []
