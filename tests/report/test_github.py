"""Annotations: what the runner of GitHub reads from the lines."""

from __future__ import annotations

from hypothesis import given

from qingdan.problem import Notice, Place, Problem
from qingdan.report import text
from qingdan.report.github import write
from qingdan.report.report import Report
from qingdan.speak import seen
from tests.report.sample import MISSING, OLD, REPORTS, UNKNOWN, report


def test_a_problem_is_one_command_with_its_place_and_all_its_lines() -> None:
    assert write(report(UNKNOWN)) == (
        "::error file=lists/powers/powers.csv,line=17,title=C17 · 行使主体 · body::"
        "lists/powers/powers.csv:17 · C17 · 行使主体 · body%0A"
        "  “街道办”不在“ORG”中。请改用已有的编号。%0A"
        "  “街道办” does not stand in “ORG”. Use an id that stands there.%0A"
        "  → CONTRIBUTING.md#references\n"
    )


def test_what_is_not_known_of_a_place_is_left_out() -> None:
    assert write(report(MISSING, language="en")) == (
        "::error file=lists::lists%0A  This folder is missing. Put it back.%0A  → CONTRIBUTING.md#files\n"
    )


def test_a_notice_is_a_notice() -> None:
    assert write(report(OLD, language="en")) == (
        "::notice file=catalogue/registers/law-versions.csv,line=5::catalogue/registers/law-versions.csv:5%0A"
        "  Note: “LAW-0001” was not checked for long. Check it.%0A  → CONTRIBUTING.md#bases\n"
    )


def test_where_nothing_was_found_nothing_is_written() -> None:
    assert write(report()) == ""


def test_a_cell_cannot_begin_a_command_of_its_own() -> None:
    trap = Problem("old", Place("lists/a,line=1::b%0A.csv", 2, 1, "x,y:z"), {"cell": "a\n::add-mask::b%0A::c"})
    assert write(report(trap, language="en")) == (
        "::error file=lists/a%2Cline=1%3A%3Ab%250A.csv,line=2,title=A2 · x%2Cy%3Az::"
        "lists/a,line=1::b%250A.csv:2 · A2 · x,y:z%0A"
        "  “a\\n::add-mask::b%250A::c” was not checked for long. Check it.%0A"
        "  → CONTRIBUTING.md#bases\n"
    )


Command = tuple[str, dict[str, str], str]


def commands(output: str) -> list[Command]:
    """What the runner takes from an output (src/Runner.Common/ActionCommand.cs, TryParseV2): it reads line after line, of each
    the name up to the first blank, the properties up to the next `::`, their last blanks cut off, and the rest as data."""
    found = []
    for line in output.splitlines():
        command = line.lstrip()
        assert command.startswith("::")
        head, _, data = command.removeprefix("::").partition("::")
        name, _, pairs = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in pairs.strip().split(",") if pair)
        found.append((name, {key: unescaped(value).rstrip() for key, value in properties.items()}, unescaped(data)))
    return found


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@given(REPORTS)
def test_whatever_the_lists_hold_the_runner_reads_one_command_for_each_problem_and_no_other(given: Report) -> None:
    output = write(given)
    assert [line for line in output.splitlines() if not line.startswith(("::error ", "::notice "))] == []
    assert commands(output) == [expected(given, problem) for problem in given.problems]


def expected(given: Report, problem: Problem) -> Command:
    place = problem.place
    spot = given.say(problem)[0].spot
    properties = {"file": seen(place.path), "line": str(place.line or ""), "title": spot}
    return (
        "notice" if isinstance(problem, Notice) else "error",
        {name: value.rstrip() for name, value in properties.items() if value},
        "\n".join(text.lines(given, problem)),
    )
