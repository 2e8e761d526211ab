"""A report as SARIF 2.1.0 (OASIS), the format in which programs that look for mistakes hand on what they found."""

from __future__ import annotations

from urllib.parse import quote

from qingdan.problem import Place, Problem
from qingdan.report.document import document
from qingdan.report.report import Report, is_notice
from qingdan.report.text import WORDS
from qingdan.speak import tell

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
LOCALES = {"zh": "zh-CN", "en": "en-US", "both": "zh-CN"}
"""The language of a run has one name; where both are spoken, that of the first."""

Tree = dict[str, object]


def write(report: Report) -> str:
    """One run: a rule for each kind of problem that was met, and a result for each problem."""
    kinds: dict[str, Problem] = {}
    for problem in report.problems:
        kinds.setdefault(problem.key, problem)
    order = {key: number for number, key in enumerate(kinds)}
    driver = {
        "name": "qingdan",
        "version": report.version,
        "language": LOCALES[report.language],
        "rules": [_rule(report, problem) for problem in kinds.values()],
    }
    run = {
        "tool": {"driver": driver},
        "language": LOCALES[report.language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": _message(tell(WORDS, "root", report.language))}}},
        "results": [_result(report, problem, order[problem.key]) for problem in report.problems],
    }
    return document({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(report: Report, problem: Problem) -> Tree:
    """What problems of this kind have in common: the message without values."""
    said = report.say(problem._replace(values={}))
    paragraph = f"→ {said[0].paragraph}"
    return {
        "id": problem.key,
        "shortDescription": {"text": _message(*(one.wrong for one in said))},
        "fullDescription": {"text": _message(*(one.sentences for one in said))},
        "help": {"text": _message(*(one.remedy for one in said), paragraph)},
    }


def _result(report: Report, problem: Problem, rule: int) -> Tree:
    said = report.say(problem)
    spot = (said[0].spot,) if said[0].spot else ()
    return {
        "ruleId": problem.key,
        "ruleIndex": rule,
        "level": "note" if is_notice(problem) else "error",
        "message": {"text": _message(*(one.sentences for one in said), *spot, f"→ {said[0].paragraph}")},
        "locations": [_location(problem.place)],
    }


def _location(place: Place) -> Tree:
    physical: Tree = {"artifactLocation": {"uri": _relative(place.path), "uriBaseId": ROOT}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    logical = [{"name": name, "kind": kind} for name, kind in ((place.cell, "cell"), (place.field, "field")) if name]
    return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {})


def _relative(path: str) -> str:
    """The path as a relative reference (RFC 3986); half surrogates, which have no bytes, in their written form."""
    return quote(path.encode("utf-8", "backslashreplace"))


def _message(*lines: str) -> str:
    """A plain text message: braces doubled (SARIF §3.11.5), and nothing that a viewer takes for a link (§3.11.6)."""
    return "\n".join(lines).replace("{", "{{").replace("}", "}}").replace("](", "] (")
