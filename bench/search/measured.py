"""Each corpus asked its questions by our reader, in Node: how good the answers are, what they weigh and how long they take."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from bench.search.corpora import HERE, kinds, lists, questions_on_kinds, questions_on_lists, second_questions, write_index
from bench.search.scores import Question, Score, by_style
from qingdan.search.documents import Corpus
from tests.search.reader import ask

RECORD = HERE / "record.json"
"""What the answers were worth when they were last measured: none may become worse unseen."""

KINDS, WITHOUT, LISTS = "kinds", "kinds without terms", "lists"
SECOND = ", second set"
"""Stands behind the name of a corpus that is asked the questions which somebody else wrote."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of the questions to one corpus. Bytes are those of the most that one first question asked for, index alone."""

    scores: Mapping[str, Score]
    size: int
    bytes: int
    files: int
    milliseconds: float


@cache
def cases() -> Mapping[str, tuple[Corpus, tuple[Question, ...]]]:
    """The corpora, each with the questions that it answers."""
    answered = tuple(question for question in questions_on_lists() if question.expected)
    of_kinds, real = kinds(with_terms=True), lists()
    return {
        KINDS: (of_kinds, questions_on_kinds()),
        WITHOUT: (kinds(with_terms=False), questions_on_kinds()),
        LISTS: (real, answered),
        KINDS + SECOND: (of_kinds, second_questions(KINDS)),
        LISTS + SECOND: (real, second_questions(LISTS)),
    }


def measured(corpus: Corpus, questions: Sequence[Question], folder: Path) -> Measured:
    """A corpus asked these questions; `folder` is for its index."""
    size = write_index(corpus, folder)
    answers = ask(folder, [question.text for question in questions])
    return Measured(
        by_style(questions, [answer.ids for answer in answers]),
        size,
        max(sum(weight for _, weight in answer.files) for answer in answers),
        max(len(answer.files) for answer in answers),
        sorted(answer.milliseconds for answer in answers)[len(answers) * 95 // 100],
    )


def record() -> Mapping[str, Mapping[str, Score]]:
    """The figures on record, by corpus and style."""
    known = json.loads(RECORD.read_text("utf-8"))
    return {name: {style: Score(**figures) for style, figures in styles.items()} for name, styles in known.items()}


def write_record(found: Mapping[str, Measured]) -> None:
    """Puts figures on record."""
    figures = {name: {style: asdict(score) for style, score in one.scores.items()} for name, one in found.items()}
    RECORD.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
