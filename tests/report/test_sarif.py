"""SARIF: a whole document, and the rules of the standard that concern what is in it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from hypothesis import given

from qingdan.problem import Notice, Place, Problem
from qingdan.report.report import Report
from qingdan.report.sarif import write
from tests.report.sample import MISSING, OLD, REPORTS, UNKNOWN, report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def run_of(given: Report) -> Any:
    [run] = json.loads(write(given))["runs"]
    return run


def test_a_report_is_one_run_with_a_rule_for_each_kind_of_problem_and_a_result_for_each_problem() -> None:
    again = Problem("unknown", Place("catalogue/a b.csv"), {"cell": "x", "target": "ORG"})
    assert json.loads(write(report(UNKNOWN, OLD, again, language="en"))) == {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "qingdan",
                        "version": "0.1.0",
                        "language": "en-US",
                        "rules": [
                            {
                                "id": "unknown",
                                "shortDescription": {"text": "“…” does not stand in “…”."},
                                "fullDescription": {"text": "“…” does not stand in “…”. Use an id that stands there."},
                                "help": {"text": "Use an id that stands there.\n→ CONTRIBUTING.md#references"},
                            },
                            {
                                "id": "old",
                                "shortDescription": {"text": "“…” was not checked for long."},
                                "fullDescription": {"text": "“…” was not checked for long. Check it."},
                                "help": {"text": "Check it.\n→ CONTRIBUTING.md#bases"},
                            },
                        ],
                    }
                },
                "language": "en-US",
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that holds catalogue/ and lists/."}}},
                "results": [
                    {
                        "ruleId": "unknown",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {
                            "text": "“街道办” does not stand in “ORG”. Use an id that stands there.\n"
                            "C17 · Body · body\n→ CONTRIBUTING.md#references"
                        },
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "lists/powers/powers.csv", "uriBaseId": "SRCROOT"},
                                    "region": {"startLine": 17},
                                },
                                "logicalLocations": [{"name": "C17", "kind": "cell"}, {"name": "body", "kind": "field"}],
                            }
                        ],
                    },
                    {
                        "ruleId": "old",
                        "ruleIndex": 1,
                        "level": "note",
                        "message": {"text": "“LAW-0001” was not checked for long. Check it.\n→ CONTRIBUTING.md#bases"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "catalogue/registers/law-versions.csv",
                                        "uriBaseId": "SRCROOT",
                                    },
                                    "region": {"startLine": 5},
                                }
                            }
                        ],
                    },
                    {
                        "ruleId": "unknown",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {
                            "text": "“x” does not stand in “ORG”. Use an id that stands there.\n→ CONTRIBUTING.md#references"
                        },
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "catalogue/a%20b.csv", "uriBaseId": "SRCROOT"},
                                }
                            }
                        ],
                    },
                ],
            }
        ],
    }


def test_both_languages_stand_in_one_message_chinese_first() -> None:
    run = run_of(report(MISSING))
    assert run["results"][0]["message"] == {
        "text": "缺少这个文件夹。请恢复它。\nThis folder is missing. Put it back.\n→ CONTRIBUTING.md#files"
    }
    assert run["tool"]["driver"]["rules"][0]["help"] == {"text": "请恢复它。\nPut it back.\n→ CONTRIBUTING.md#files"}
    assert (run["language"], run["tool"]["driver"]["language"]) == ("zh-CN", "zh-CN")


def test_where_nothing_was_found_there_is_a_run_without_results() -> None:
    run = run_of(report())
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_a_cell_is_neither_a_placeholder_nor_a_link() -> None:
    trap = Problem("old", Place("a.csv"), {"cell": "{0} [look](https://evil.example)"})
    assert run_of(report(trap, language="en"))["results"][0]["message"] == {
        "text": "“{{0}} [look] (https://evil.example)” was not checked for long. Check it.\n→ CONTRIBUTING.md#bases"
    }


def test_a_path_is_a_relative_reference_whatever_it_is_called() -> None:
    path = "lists/权力:1?#%20 [a].csv"
    location = run_of(report(Problem("missing", Place(path))))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {
        "uri": "lists/%E6%9D%83%E5%8A%9B%3A1%3F%23%2520%20%5Ba%5D.csv",
        "uriBaseId": "SRCROOT",
    }


@given(REPORTS)
def test_whatever_the_lists_hold_the_document_keeps_the_rules_of_the_standard(given: Report) -> None:
    written = write(given)
    assert [line for line in written.split("\n") if not line.isprintable()] == []
    tree = json.loads(written.encode("utf-8"))
    assert (list(tree), tree["version"], len(tree["runs"])) == (["$schema", "version", "runs"], "2.1.0", 1)
    run = tree["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == len(given.problems)
    for result, problem in zip(run["results"], given.problems, strict=True):
        assert (result["ruleId"], rules[result["ruleIndex"]]) == (problem.key, problem.key)
        assert result["level"] == ("note" if isinstance(problem, Notice) else "error")
        [location] = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact["uriBaseId"] in run["originalUriBaseIds"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", artifact["uri"])
        assert unquote(artifact["uri"]) == problem.place.path.encode("utf-8", "backslashreplace").decode()
        assert location["physicalLocation"].get("region") == ({"startLine": problem.place.line} if problem.place.line else None)
        names = [logical["name"] for logical in location.get("logicalLocations", [])]
        assert len(names) == bool(problem.place.cell) + bool(problem.place.field)
    for text in texts(run):
        assert text
        assert "](" not in text
        assert re.search(r"[{}]", text.replace("{{", "").replace("}}", "")) is None


def texts(tree: Any) -> list[str]:
    """Every message string of a run."""
    if isinstance(tree, list):
        return [text for branch in tree for text in texts(branch)]
    if isinstance(tree, dict):
        return [text for name, branch in tree.items() for text in ([branch] if name == "text" else texts(branch))]
    return []
