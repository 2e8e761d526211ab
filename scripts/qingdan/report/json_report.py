"""A report as JSON, for programs: every piece by itself, always in both languages."""

from __future__ import annotations

from qingdan.language import TONGUES
from qingdan.problem import Problem
from qingdan.report.document import document
from qingdan.report.report import Report, is_notice
from qingdan.speak import say

FORMAT = 1
"""Goes up when a program that reads the document would have to change."""


def write(report: Report) -> str:
    """One object: whether the lists are valid, how many of each level there are, and all of them. Unknown is null."""
    notices = sum(is_notice(problem) for problem in report.problems)
    errors = len(report.problems) - notices
    return document(
        {
            "format": FORMAT,
            "valid": errors == 0,
            "counts": {"errors": errors, "notices": notices},
            "problems": [_tree(report, problem) for problem in report.problems],
        }
    )


def _tree(report: Report, problem: Problem) -> dict[str, object]:
    place, said = problem.place, {tongue: say(problem, report.messages, tongue) for tongue in TONGUES}
    return {
        "key": problem.key,
        "level": "notice" if is_notice(problem) else "error",
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "cell": place.cell or None,
        "field": place.field or None,
        "title": {"zh": problem.values.get("title") or None, "en": problem.values.get("title_en") or None},
        "message": {tongue: one.wrong for tongue, one in said.items()},
        "remedy": {tongue: one.remedy for tongue, one in said.items()},
        "paragraph": said[TONGUES[0]].paragraph,
    }
