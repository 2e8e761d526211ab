"""Problems in words: where, what, and how to put it right, in Chinese and in English."""

from __future__ import annotations

import ast

import pytest

from qingdan.language import LANGUAGES, TONGUES, language_of, tongues_of
from qingdan.problem import Place, Problem
from qingdan.speak import Said, say, tell
from tests.world import MESSAGES, ROOT, gaps, gaps_of

OWN = {"sample": {"zh": "“{cell}”错了。", "do_zh": "请改。", "en": "“{cell}” is wrong.", "do_en": "Change it.", "see": "cells"}}


PROBLEM = Problem("sample", Place("lists/powers/powers.csv", 17, 3, "body"), {"cell": "街道办", "title": "行使主体"})


def test_a_problem_is_said_in_pieces_with_its_cell_and_the_title_of_its_field() -> None:
    assert say(PROBLEM, OWN, "zh") == Said(
        language="zh",
        where="lists/powers/powers.csv:17",
        spot="C17 · 行使主体 · body",
        wrong="“街道办”错了。",
        remedy="请改。",
        paragraph="CONTRIBUTING.md#cells",
    )


def test_the_pieces_join_into_a_position_and_a_line_of_sentences_as_each_language_writes_them() -> None:
    chinese, english = say(PROBLEM, OWN, "zh"), say(PROBLEM, OWN, "en")
    assert chinese.position == english.position == "lists/powers/powers.csv:17 · C17 · 行使主体 · body"
    assert (chinese.sentences, english.sentences) == ("“街道办”错了。请改。", "“街道办” is wrong. Change it.")


def test_in_english_the_english_title_is_shown_where_there_is_one() -> None:
    titled = PROBLEM._replace(values={"cell": "x", "title": "行使主体", "title_en": "Body"})
    assert [say(titled, OWN, tongue).spot for tongue in TONGUES] == ["C17 · 行使主体 · body", "C17 · Body · body"]
    untitled = PROBLEM._replace(values={"cell": "x"})
    assert [say(untitled, OWN, tongue).spot for tongue in TONGUES] == ["C17 · body", "C17 · body"]


@pytest.mark.parametrize(
    ("place", "position"),
    [(Place("a.csv"), "a.csv"), (Place("a.csv", 3), "a.csv:3"), (Place("a.yaml", field="body"), "a.yaml · body")],
)
def test_what_is_not_known_of_a_place_is_not_said(place: Place, position: str) -> None:
    assert say(PROBLEM._replace(place=place, values={"cell": "x"}), OWN, "zh").position == position


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
        ("{title}", "{title}"),
        ("样" * 81, "样" * 79 + "…"),
        ("样" * 80, "样" * 80),
    ],
)
def test_a_value_is_shown_without_control_characters_and_not_endlessly(cell: str, shown: str) -> None:
    assert say(PROBLEM._replace(values={"cell": cell}), OWN, "en").wrong == f"“{shown}” is wrong."


def test_names_of_files_and_titles_bring_no_control_characters_either_and_a_path_is_never_cut() -> None:
    path = "lists/" + "a" * 90 + "\x1b.csv"
    said = say(Problem("sample", Place(path, 1, 1, "\r"), {"cell": "x", "title": "\x1b[31mred"}), OWN, "zh")
    assert said.position == "lists/" + "a" * 90 + "\\x1b.csv:1 · A1 · \\x1b[31mred · \\r"


def test_a_gap_that_no_value_fills_does_not_end_the_program() -> None:
    assert say(PROBLEM._replace(values={}), OWN, "en").sentences == "“…” is wrong. Change it."
    assert tell({"built": {"zh": "{files} 个文件。", "en": "{files} files."}}, "built", "both") == "… 个文件。\n… files."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8"}, "both"),
        ({"LANG": "POSIX"}, "both"),
        ({"LANG": "fr_FR.UTF-8"}, "both"),
        ({}, "both"),
        ({"LC_ALL": "C", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "both"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN"}, "zh"),
        ({"LC_CTYPE": "zh_CN", "LANGUAGE": "zh"}, "both"),
    ],
)
def test_the_locale_says_which_language_is_spoken(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_who_asks_for_both_languages_gets_chinese_first() -> None:
    assert [tongues_of(language) for language in LANGUAGES] == [("zh",), ("en",), ("zh", "en")]


def test_every_message_has_both_languages_both_remedies_and_a_paragraph() -> None:
    parts = ("do_en", "do_zh", "en", "see", "zh")
    assert {key: tuple(sorted(message)) for key, message in MESSAGES.items()} == dict.fromkeys(MESSAGES, parts)
    assert [key for key, message in MESSAGES.items() if not all(message.values())] == []


def test_both_languages_of_a_message_name_the_same_values() -> None:
    """A text of the lists that stands there in both languages has two names: `finding` and `finding_en`."""
    named = {
        key: (gaps(message["zh"] + message["do_zh"]), gaps(message["en"] + message["do_en"])) for key, message in MESSAGES.items()
    }
    different = [
        key
        for key, (zh, en) in named.items()
        if {f"{name}_en" if f"{name}_en" in en else name for name in zh} != en or any(name.endswith("_en") for name in zh)
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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Problem", "Notice")
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    whole = {key for key in MESSAGES if "/" not in key}
    assert (keys - set(MESSAGES), whole - texts) == (set(), set())


def test_where_more_is_known_of_a_problem_it_is_said_in_the_words_of_its_variant() -> None:
    values = {"cell": "46053", "type": "date"}
    plain, variant = (
        say(Problem("wrong_type", Place("a.csv", 2), {**values, **more}), MESSAGES, "en") for more in ({}, {"kind": "date"})
    )
    assert plain.wrong == "“46053” is not of the type “date”."
    assert variant.wrong == "“46053” is no date, or there is no such day."
    assert "Excel" in variant.remedy
    unknown = say(Problem("wrong_type", Place("a.csv", 2), {**values, "kind": "colour"}), MESSAGES, "en")
    assert unknown == plain


def test_every_problem_that_is_written_out_fills_the_gaps_of_its_message() -> None:
    """Where the values are no plain dictionary, `tests.world.read_world` looks at the problems that were really found."""
    written = [
        (path.name, *found)
        for path in (ROOT / "scripts" / "qingdan").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (found := key_and_names(node)) is not None
    ]
    assert len(written) > 20
    assert [(place, key, gaps_of(MESSAGES[key]) - names) for place, key, names in written if gaps_of(MESSAGES[key]) - names] == []


def key_and_names(node: ast.AST) -> tuple[str, set[str]] | None:
    """The key of a problem and the names of its values, where both are written out."""
    match node:
        case ast.Call(func=ast.Name(id="Problem" | "Notice"), args=[ast.Constant(value=str(key)), _]):
            return key, set()
        case ast.Call(func=ast.Name(id="Problem" | "Notice"), args=[ast.Constant(value=str(key)), _, ast.Dict(keys=names)]) if (
            all(names)
        ):
            return key, {name.value for name in names if isinstance(name, ast.Constant) and isinstance(name.value, str)}
    return None


@pytest.mark.parametrize(("language", "said"), [("zh", "3 个文件。"), ("en", "3 files."), ("both", "3 个文件。\n3 files.")])
def test_a_command_speaks_the_language_asked_for_and_of_both_chinese_first(language: str, said: str) -> None:
    assert tell({"built": {"zh": "{files} 个文件。", "en": "{files} files."}}, "built", language, files=3) == said
