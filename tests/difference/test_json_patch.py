"""A difference written as JSON is a patch: read again, it turns the state before into the state after."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qingdan.difference.compared import compare
from qingdan.difference.json_patch import NotAPatchError, read, write
from qingdan.difference.states import Side
from qingdan.history.applied import apply
from qingdan.history.between import between
from qingdan.history.revisions import Difference
from tests.difference.pairs import Files, counted, pairs, rewritten, states
from tests.difference.worlds import BASE, changed
from tests.soundness.runs import run_of
from tests.world import PROCEDURES, REGISTERS, ROOT

TABLE = f"{PROCEDURES}/procedures.csv"


@run_of(0.5)
@given(pairs())
def test_the_patch_turns_one_state_into_the_other(pair: tuple[Files, Files]) -> None:
    before, after = pair
    result = compare(Side("main", BASE, before), Side("", "", after))
    event("different" if result.difference else "the same")
    written = write(result)
    patch = read(written)
    assert patch == result.difference
    assert counted(apply(states(before), patch)) == counted(states(after))
    written.encode("utf-8", "strict")


@run_of(0.5)
@given(rewritten())
def test_another_order_of_rows_and_another_way_of_writing_are_no_difference(pair: tuple[Files, Files]) -> None:
    assert between(*pair) == Difference()


def test_the_document_says_what_changed_in_plain_words() -> None:
    tree = json.loads(write(changed((TABLE, "样例：第一件事。", "样例：头一件事。"))))
    assert tree == {
        "format": "qingdan-diff/1",
        "base": {"name": "main", "commit": BASE},
        "head": {"name": None, "commit": None},
        "counts": {
            "added": 0,
            "amended": 1,
            "withdrawn": 0,
            "restored": 0,
            "deleted": 0,
            "registers": 0,
            "tables": 0,
            "described": 0,
        },
        "tables": [],
        "described": [],
        "changes": [
            {
                "id": "PRC-0001",
                "event": "amended",
                "table": TABLE,
                "moved_from": None,
                "name": "样例一",
                "authority": "AUT-0001",
                "ground": "editorial",
                "in_force": "",
                "alike": None,
                "fields": [{"field": "summary", "before": "样例：第一件事。", "after": "样例：头一件事。"}],
                "rows": [],
            }
        ],
    }


@pytest.mark.parametrize("page", ["site/pages/developers.md", "site/pages/en/developers.md"])
def test_the_document_has_the_form_that_is_published(page: str) -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    form = Draft202012Validator(json.loads(block))
    form.check_schema(form.schema)
    result = changed(
        (TABLE, "PRC-0002,", "PRC-0777,"),
        (TABLE, ",review,", ",remedy,"),
        (f"{PROCEDURES}/steps.csv", "决定样例。", "SAMPLE"),
        (f"{REGISTERS}/codes/scope.csv", "样例全国", "样例国家"),
        (f"{PROCEDURES}/datapackage.yaml", "title:", "title: "),
    )
    tree = json.loads(write(result))
    assert [error.message for error in form.iter_errors(tree)] == []
    assert tree["tables"]
    assert tree["described"]
    assert form.is_valid(tree | {"base": None}) is False
    assert form.is_valid(tree | {"changes": [tree["changes"][0] | {"more": 1}]}) is False


def test_a_cell_that_is_no_text_keeps_its_bytes_and_every_reader_takes_the_document() -> None:
    before, after = {"lists/a/a.csv": b"id,note\nA,x\n"}, {"lists/a/a.csv": b"id,note\nA,\xff\n"}
    written = write(compare(Side("main", BASE, before), Side("", "", after)))
    assert '"after": "base64:/w=="' in written
    assert "\\ud" not in written
    assert read(written) == between(before, after)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "{}", '{"format": "qingdan-diff/2"}', '{"format": "qingdan-diff/1"}', "[" * 100_000),
        '{"format": "qingdan-diff/1", "tables": 1, "described": [], "changes": []}',
        '{"format": "qingdan-diff/1", "tables": [], "described": [1], "changes": []}',
        '{"format": "qingdan-diff/1", "tables": [], "described": ["base64:!"], "changes": []}',
        '{"format": "qingdan-diff/1", "tables": [], "described": [], "changes": [1]}',
        '{"format": "qingdan-diff/1", "tables": [], "described": [], "changes": [{"id": "A"}]}',
    ],
)
def test_what_is_no_patch_is_refused(text: str) -> None:
    with pytest.raises(NotAPatchError):
        read(text)


@given(st.text())
def test_no_text_brings_another_error(text: str) -> None:
    with pytest.raises(NotAPatchError):
        read(text)
