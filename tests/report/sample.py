"""A small report that every format writes down, and what hypothesis puts into one to break it."""

from __future__ import annotations

from hypothesis import strategies as st

from qingdan.language import LANGUAGES
from qingdan.problem import Notice, Place, Problem
from qingdan.report.report import Report
from qingdan.speak import Messages

MESSAGES: Messages = {
    "unknown": {
        "zh": "“{cell}”不在“{target}”中。",
        "do_zh": "请改用已有的编号。",
        "en": "“{cell}” does not stand in “{target}”.",
        "do_en": "Use an id that stands there.",
        "see": "references",
    },
    "missing": {
        "zh": "缺少这个文件夹。",
        "do_zh": "请恢复它。",
        "en": "This folder is missing.",
        "do_en": "Put it back.",
        "see": "files",
    },
    "old": {
        "zh": "“{cell}”很久没有核对。",
        "do_zh": "请核对。",
        "en": "“{cell}” was not checked for long.",
        "do_en": "Check it.",
        "see": "bases",
    },
}
UNKNOWN = Problem(
    "unknown",
    Place("lists/powers/powers.csv", 17, 3, "body"),
    {"cell": "街道办", "target": "ORG", "title": "行使主体", "title_en": "Body"},
)
MISSING = Problem("missing", Place("lists"))
OLD = Notice("old", Place("catalogue/registers/law-versions.csv", 5), {"cell": "LAW-0001"})


def report(*problems: Problem, language: str = "both") -> Report:
    return Report(problems, language, MESSAGES, "0.1.0")


SNARES = (
    *("\n", "\r", "\r\n", "\0", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b", "\ud83d", "\ude00", "\udcff", "\ufeff"),
    *("::", ",", "%", "%0A", "%25", "::error::", "\n::add-mask::x", "##[error]", "file=", "=", ";", "]", "”"),
    *("{", "}", "{0}", "{{cell}}", "[x](1)", "](", "\\", '"', "/", "..", "#", "?", "é", "é", "街道", "😀", " ", "　"),
)
TEXTS = st.lists(st.sampled_from(SNARES) | st.text(st.characters(codec=None, exclude_categories=()), max_size=5), max_size=6).map(
    "".join
)
PLACES = st.builds(Place, TEXTS, st.none() | st.integers(1, 10**6), column=st.none() | st.integers(1, 10**4), field=TEXTS)
VALUES = st.dictionaries(st.sampled_from(("cell", "target", "title", "title_en")), TEXTS)
PROBLEMS = st.builds(Problem, st.sampled_from(tuple(MESSAGES)), PLACES, VALUES) | st.builds(
    Notice, st.sampled_from(tuple(MESSAGES)), PLACES, VALUES
)
REPORTS = st.builds(
    Report, st.lists(PROBLEMS, max_size=4).map(tuple), st.sampled_from(LANGUAGES), st.just(MESSAGES), st.just("0.1.0")
)
