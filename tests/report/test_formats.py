"""Every format, over the messages that editors really get."""

from __future__ import annotations

import json

import pytest

from qingdan.language import LANGUAGES
from qingdan.problem import Notice, Place, Problem
from qingdan.report.formats import FORMATS
from qingdan.report.report import Report
from tests.report.sample import UNKNOWN, report
from tests.world import MESSAGES, gaps_of


def test_a_format_is_asked_for_by_its_name() -> None:
    assert tuple(FORMATS) == ("text", "json", "github", "sarif")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_program_can_be_written_in_every_format(language: str) -> None:
    problems = [
        kind(key, Place("lists/a.csv", 1, 1, "x"), dict.fromkeys(gaps_of(message), "值"))
        for key, message in MESSAGES.items()
        for kind in (Problem, Notice)
    ]
    written = {name: write(Report(tuple(problems), language, MESSAGES, "0.1.0")) for name, write in FORMATS.items()}
    assert [name for name, whole in written.items() if "…" in whole] == ["sarif"]
    assert len(written["github"].splitlines()) == len(problems)
    assert len(json.loads(written["json"])["problems"]) == len(problems)
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(problems)


def test_every_format_ends_its_last_line() -> None:
    assert {name: write(report(UNKNOWN))[-1] for name, write in FORMATS.items()} == dict.fromkeys(FORMATS, "\n")


def test_every_format_says_the_same_words() -> None:
    for sentence in ("“街道办”不在“ORG”中。", "请改用已有的编号。", "“街道办” does not stand in “ORG”.", "C17", "#references"):
        assert [name for name, write in FORMATS.items() if sentence not in write(report(UNKNOWN))] == []
