"""Questions, and how good the answers to them are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question, how it is put, and the documents that answer it equally well."""

    style: str
    text: str
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Of some questions: the share of what was expected among the first ten, the mean of one over the rank of the first right
    one, the share of questions whose first result is right."""

    count: int
    recall: float
    rank: float
    first: float


def score(questions: Iterable[Question], found: Iterable[Sequence[str]]) -> Score:
    """How good lists of ids are, one for each question, the best first."""
    recall = rank = first = 0.0
    count = 0
    for question, ids in zip(questions, found, strict=True):
        count += 1
        recall += len(question.expected & set(ids[:10])) / min(10, len(question.expected))
        place = next((place for place, one in enumerate(ids, 1) if one in question.expected), 0)
        rank += 1 / place if place else 0
        first += place == 1
    return Score(count, recall / count, rank / count, first / count)


def by_style(questions: Sequence[Question], found: Sequence[Sequence[str]]) -> Mapping[str, Score]:
    """The same for each style of question, and for all of them."""
    scores = {"all": score(questions, found)}
    for style in dict.fromkeys(question.style for question in questions):
        some = [(question, ids) for question, ids in zip(questions, found, strict=True) if question.style == style]
        scores[style] = score([one for one, _ in some], [ids for _, ids in some])
    return scores
