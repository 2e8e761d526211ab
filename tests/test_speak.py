"""Problems in words: where, what, and how to put it right, in Chinese and in English."""

from __future__ import annotations

import ast
import string

import pytest

from qingdan.model import Place, Problem
from qingdan.speak import load_messages, say, tell
from tests.world import ROOT

MESSAGES = load_messages("problems")
OWN = {"sample": {"zh": "“{cell}”错了。", "do_zh": "请改。", "en": "“{cell}” is wrong.", "do_en": "Change it.", "see": "cells"}}


def test_a_problem_is_said_with_its_cell_its_column_and_both_languages() -> None:
    problem = Problem("sample", Place("lists/powers/powers.csv", 17, 3, "body"), {"cell": "街道办", "title": "行使主体"})
    assert say(problem, OWN) == (
        "lists/powers/powers.csv:17 · C17 · 行使主体 · body\n"
        "  “街道办”错了。请改。\n"
        "  “街道办” is wrong. Change it.\n"
        "  → CONTRIBUTING.md#cells"
    )


@pytest.mark.parametrize(
    ("place", "position"),
    [(Place("a.csv"), "a.csv"), (Place("a.csv", 3), "a.csv:3"), (Place("a.yaml", field="body"), "a.yaml · body")],
)
def test_what_is_not_known_of_a_place_is_not_said(place: Place, position: str) -> None:
    assert say(Problem("sample", place, {"cell": "x"}), OWN).split("\n")[0] == position


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("{title}", "{title}"),
        ("样" * 81, "样" * 79 + "…"),
        ("样" * 80, "样" * 80),
    ],
)
def test_a_value_is_shown_without_control_characters_and_not_endlessly(cell: str, shown: str) -> None:
    assert say(Problem("sample", Place("a.csv"), {"cell": cell}), OWN).split("\n")[2] == f"  “{shown}” is wrong. Change it."


def test_a_title_of_a_descriptor_brings_no_control_characters_either() -> None:
    said = say(Problem("sample", Place("a.csv", 1, 1), {"cell": "x", "title": "\x1b[31mred"}), OWN)
    assert "\x1b" not in said


def test_every_message_has_both_languages_both_remedies_and_a_paragraph() -> None:
    parts = ("do_en", "do_zh", "en", "see", "zh")
    assert {key: tuple(sorted(message)) for key, message in MESSAGES.items()} == dict.fromkeys(MESSAGES, parts)
    assert [key for key, message in MESSAGES.items() if not all(message.values())] == []


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_of_a_message_name_the_same_values() -> None:
    pairs = {"target": "target_en"}
    different = [
        key
        for key, message in MESSAGES.items()
        if {pairs.get(name, name) for name in gaps(message["zh"] + message["do_zh"])} != gaps(message["en"] + message["do_en"])
    ]
    assert different == []


def test_every_problem_of_the_code_has_a_message_and_every_message_is_used() -> None:
    texts = {
        node.value
        for path in (ROOT / "scripts" / "qingdan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {
        node.args[0].value
        for path in (ROOT / "scripts" / "qingdan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert (keys - set(MESSAGES), set(MESSAGES) - texts) == (set(), set())


def test_a_command_speaks_chinese_first_and_then_english() -> None:
    assert tell({"built": {"zh": "{files} 个文件。", "en": "{files} files."}}, "built", files=3) == "3 个文件。\n3 files."
