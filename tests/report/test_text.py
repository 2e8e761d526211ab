"""What a person reads."""

from __future__ import annotations

from hypothesis import given

from qingdan.report.report import Report
from qingdan.report.text import write
from tests.report.sample import MISSING, OLD, REPORTS, UNKNOWN, report


def test_a_problem_is_written_with_its_position_both_languages_and_the_paragraph_of_the_guide() -> None:
    assert write(report(UNKNOWN, MISSING)) == (
        "lists/powers/powers.csv:17 · C17 · 行使主体 · body\n"
        "  “街道办”不在“ORG”中。请改用已有的编号。\n"
        "  “街道办” does not stand in “ORG”. Use an id that stands there.\n"
        "  → CONTRIBUTING.md#references\n"
        "lists\n"
        "  缺少这个文件夹。请恢复它。\n"
        "  This folder is missing. Put it back.\n"
        "  → CONTRIBUTING.md#files\n"
    )


def test_who_asks_for_english_gets_english_alone() -> None:
    assert write(report(UNKNOWN, language="en")) == (
        "lists/powers/powers.csv:17 · C17 · Body · body\n"
        "  “街道办” does not stand in “ORG”. Use an id that stands there.\n"
        "  → CONTRIBUTING.md#references\n"
    )


def test_who_asks_for_chinese_gets_chinese_alone() -> None:
    assert write(report(UNKNOWN, language="zh")) == (
        "lists/powers/powers.csv:17 · C17 · 行使主体 · body\n"
        "  “街道办”不在“ORG”中。请改用已有的编号。\n"
        "  → CONTRIBUTING.md#references\n"
    )


def test_a_notice_says_that_it_is_one() -> None:
    assert write(report(OLD)) == (
        "catalogue/registers/law-versions.csv:5\n"
        "  提示：“LAW-0001”很久没有核对。请核对。\n"
        "  Note: “LAW-0001” was not checked for long. Check it.\n"
        "  → CONTRIBUTING.md#bases\n"
    )


def test_where_nothing_was_found_nothing_is_written() -> None:
    assert write(report()) == ""


@given(REPORTS)
def test_whatever_the_lists_hold_every_problem_has_its_lines_and_no_character_steers_the_terminal(given: Report) -> None:
    written = write(given)
    lines = 4 if given.language == "both" else 3
    assert written.splitlines() == written.split("\n")[:-1]
    assert len(written.splitlines()) == lines * len(given.problems)
    assert [line for line in written.splitlines() if not line.isprintable()] == []
