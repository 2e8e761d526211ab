"""A report as annotations on a change at GitHub: workflow commands, which its runner reads from the output of a step.

The column is not given: GitHub counts characters of a line, a place counts cells. The cell stands in the text.
"""

from __future__ import annotations

from qingdan.problem import Problem
from qingdan.report.report import Report, is_notice
from qingdan.report.text import lines
from qingdan.speak import seen


def write(report: Report) -> str:
    """One line for each problem: `::error file=…,line=…,title=…::…`, or `::notice …`."""
    return "".join(f"{_command(report, problem)}\n" for problem in report.problems)


def _command(report: Report, problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": seen(place.path),
        "line": str(place.line or ""),
        "title": report.say(problem)[0].spot,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    text = "\n".join(lines(report, problem))
    return f"::{'notice' if is_notice(problem) else 'error'} {given}::{_data(text)}"


def _data(text: str) -> str:
    """Escaped as GitHub's toolkit does it, so that no cell can end the line and begin a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
