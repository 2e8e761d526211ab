"""What a program reads."""

from __future__ import annotations

import json

from hypothesis import given

from qingdan.language import LANGUAGES
from qingdan.problem import Notice, Problem
from qingdan.report.json_report import write
from qingdan.report.report import Report
from tests.report.sample import MISSING, OLD, REPORTS, UNKNOWN, report


def test_a_report_holds_every_piece_in_both_languages_and_null_for_what_is_unknown() -> None:
    assert json.loads(write(report(UNKNOWN, MISSING, OLD))) == {
        "format": 1,
        "valid": False,
        "counts": {"errors": 2, "notices": 1},
        "problems": [
            {
                "key": "unknown",
                "level": "error",
                "path": "lists/powers/powers.csv",
                "line": 17,
                "column": 3,
                "cell": "C17",
                "field": "body",
                "title": {"zh": "行使主体", "en": "Body"},
                "message": {"zh": "“街道办”不在“ORG”中。", "en": "“街道办” does not stand in “ORG”."},
                "remedy": {"zh": "请改用已有的编号。", "en": "Use an id that stands there."},
                "paragraph": "CONTRIBUTING.md#references",
            },
            {
                "key": "missing",
                "level": "error",
                "path": "lists",
                "line": None,
                "column": None,
                "cell": None,
                "field": None,
                "title": {"zh": None, "en": None},
                "message": {"zh": "缺少这个文件夹。", "en": "This folder is missing."},
                "remedy": {"zh": "请恢复它。", "en": "Put it back."},
                "paragraph": "CONTRIBUTING.md#files",
            },
            {
                "key": "old",
                "level": "notice",
                "path": "catalogue/registers/law-versions.csv",
                "line": 5,
                "column": None,
                "cell": None,
                "field": None,
                "title": {"zh": None, "en": None},
                "message": {"zh": "“LAW-0001”很久没有核对。", "en": "“LAW-0001” was not checked for long."},
                "remedy": {"zh": "请核对。", "en": "Check it."},
                "paragraph": "CONTRIBUTING.md#bases",
            },
        ],
    }


def test_lists_with_notices_alone_are_valid() -> None:
    assert json.loads(write(report(OLD)))["valid"] is True
    assert json.loads(write(report())) == {
        "format": 1,
        "valid": True,
        "counts": {"errors": 0, "notices": 0},
        "problems": [],
    }


def test_the_language_asked_for_and_the_version_change_nothing() -> None:
    assert len({write(report(UNKNOWN, OLD, language=language)) for language in LANGUAGES}) == 1


def test_the_keys_stand_in_one_order() -> None:
    problem = ["key", "level", "path", "line", "column", "cell", "field", "title", "message", "remedy", "paragraph"]
    tree = json.loads(write(report(MISSING)))
    assert (list(tree), list(tree["problems"][0])) == (["format", "valid", "counts", "problems"], problem)


@given(REPORTS)
def test_whatever_the_lists_hold_the_document_is_utf_8_shows_all_it_holds_and_gives_the_places_back(given: Report) -> None:
    written = write(given)
    assert [line for line in written.split("\n") if not line.isprintable()] == []
    tree = json.loads(written.encode("utf-8"))
    assert [
        (problem["level"], problem["key"], problem["path"], problem["line"], problem["column"], problem["field"] or "")
        for problem in tree["problems"]
    ] == [whole(problem) for problem in given.problems]


def whole(problem: Problem) -> tuple[object, ...]:
    """A place as JSON can hold it: half a surrogate pair stands in its written form."""
    place = problem.place
    path, field = (text.encode("utf-8", "backslashreplace").decode() for text in (place.path, place.field))
    return ("notice" if isinstance(problem, Notice) else "error", problem.key, path, place.line, place.column, field)
