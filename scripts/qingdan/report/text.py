"""A report as a person reads it in a terminal: where, what is wrong and how to put it right, and where to read more."""

from __future__ import annotations

from qingdan.problem import Problem
from qingdan.report.report import Report, is_notice
from qingdan.speak import Said, load_messages, tell

WORDS = load_messages("report")


def write(report: Report) -> str:
    """A few lines for each problem; a notice says that it is one."""
    return "".join("\n".join((*lines(report, problem), "")) for problem in report.problems)


def lines(report: Report, problem: Problem) -> tuple[str, ...]:
    """The position, a line in each language, and the paragraph of the guide."""
    said = report.say(problem)
    return (said[0].position, *(f"  {_sentences(problem, one)}" for one in said), f"  → {said[0].paragraph}")


def _sentences(problem: Problem, said: Said) -> str:
    return tell(WORDS, "notice", said.language, sentences=said.sentences) if is_notice(problem) else said.sentences
