"""The questions by which a search of the real lists is judged ask for entries that exist, and none is a word of ours."""

from __future__ import annotations

import csv
from collections import Counter

from qingdan.linked import Linked, link
from qingdan.load.rows import with_rows
from tests.world import ROOT, load_world

QUESTIONS = ROOT / "bench" / "search" / "questions.csv"
FEWEST, FEWEST_OF_A_STYLE = 170, 10


def questions() -> list[dict[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def real_lists() -> Linked:
    catalogue, problems = load_world(ROOT)
    assert catalogue, problems
    return link(with_rows(catalogue))


def test_there_are_many_questions_of_each_style_each_asked_once() -> None:
    asked = questions()
    assert len({one["question"] for one in asked}) == len(asked) >= FEWEST
    styles = Counter(one["style"] for one in asked)
    assert {style: count for style, count in styles.items() if count < FEWEST_OF_A_STYLE} == {}


def test_each_question_is_answered_by_entries_that_exist_or_by_none() -> None:
    entries = real_lists().entries
    for one in questions():
        expected = one["entries"].split(";") if one["entries"] else []
        assert (expected == []) is (one["style"] == "none"), one
        assert [entry for entry in expected if entry not in entries] == [], one


def test_no_question_is_a_word_that_leads_to_its_answer() -> None:
    words = {row["term"] for rows in real_lists().terms.values() for row in rows}
    assert [one["question"] for one in questions() if one["question"] in words] == []
