"""A procedure as a flow chart: every step in its box, a branch only where there is one."""

from __future__ import annotations

import pytest

from qingdan.draw.flowchart import Step, flowchart
from tests.draw.drawing import Box, boxes, canvas, lines, read

APPLY = Step("样例申请", "申请人", "", "", True)
DECIDE = Step("样例决定", "样例街道办事处", "期限：10 日", "退回样例", False)
DELIVER = Step("样例送达", "样例街道办事处", "", "", False)
NASTY = "<b onclick='x'>&\""


def chart(*steps: Step) -> str:
    return flowchart(steps, "样例：流程图", "否则")


def test_every_step_has_a_box_and_its_words_in_the_order_of_the_steps() -> None:
    drawn = chart(APPLY, DECIDE, DELIVER)
    assert [box.style for box in boxes(drawn)] == ["qd-flow-own", "qd-flow-box", "qd-flow-else", "qd-flow-box"]
    assert [line.text for line in lines(drawn)] == [
        *("1 样例申请", "申请人"),
        *("2 样例决定", "样例街道办事处", "期限：10 日", "否则", "退回样例"),
        *("3 样例送达", "样例街道办事处"),
    ]


def test_a_branch_is_drawn_only_where_there_is_one() -> None:
    assert boxes(chart(APPLY, DELIVER), "qd-flow-else") == []
    assert "否则" not in [line.text for line in lines(chart(APPLY, DELIVER))]
    assert len(boxes(chart(DECIDE, APPLY, DECIDE), "qd-flow-else")) == 2


def test_boxes_stand_below_each_other_and_branches_beside_their_step() -> None:
    drawn = chart(APPLY, DECIDE, DELIVER)
    first, second, third = boxes(drawn, "qd-flow-own", "qd-flow-box")
    assert first.bottom < second.top < second.bottom < third.top
    (branch,) = boxes(drawn, "qd-flow-else")
    assert (branch.top, branch.left > second.right, branch.bottom < third.top) == (second.top, True, True)


def test_a_long_branch_pushes_the_next_step_down() -> None:
    long = Step("样例决定", "样例街道办事处", "", "退回样例并且说明理由，" * 8, False)
    drawn = chart(long, DELIVER)
    (branch,) = boxes(drawn, "qd-flow-else")
    below = boxes(drawn, "qd-flow-box")[1]
    assert branch.bottom < below.top


def test_the_title_is_the_words_of_the_picture() -> None:
    assert read(chart(APPLY)).attrib["aria-label"] == "样例：流程图"


@pytest.mark.parametrize("step", [Step(NASTY, "x", "", "", False), Step("x", NASTY, NASTY, NASTY, True)])
def test_markup_in_the_words_is_text_in_the_picture(step: Step) -> None:
    drawn = flowchart((step,), NASTY, NASTY)
    assert {element.tag.split("}")[1] for element in read(drawn).iter()} <= {"svg", "rect", "text", "path"}
    assert read(drawn).attrib["aria-label"] == NASTY
    assert any("onclick" in line.text for line in lines(drawn))


def outside(drawn: str) -> list[str]:
    """The lines of text that stand in no box, or in one that is not all on the canvas."""
    whole = canvas(drawn)

    def within(box: Box) -> bool:
        return box.left >= whole.left and box.right <= whole.right and box.bottom <= whole.bottom

    held = [box for box in boxes(drawn) if within(box)]
    return [line.text for line in lines(drawn) if not any(box.holds(line) for box in held)]


FITTING = {
    "short": "退回样例",
    "long": "样例不符合条件的退回样例并且说明理由告知怎样补正",
    "with signs": "样例不全的，一次告知要补的样例；补齐后，再受理。",
    "with figures": "超过 15 日没有决定的，样例自动通过",
}


@pytest.mark.parametrize("text", FITTING.values(), ids=FITTING)
def test_every_line_of_text_stands_in_its_box(text: str) -> None:
    assert outside(chart(Step(text[:19], text, text, text, False), Step(text[:19], text, text, text, True))) == []


OVERLONG = {
    "closing signs in a row": "样例样例样例（样例样例样例样）”。样例样例样例样例样例样样例样例（样例样）”。",
    "an address": "登录https://www.sample.example/banshi/index.html办理",
}


@pytest.mark.parametrize("text", OVERLONG.values(), ids=OVERLONG)
def test_text_that_is_hard_to_break_stands_in_its_box_too(text: str) -> None:
    assert outside(chart(Step(text, text, text, text, False))) == []


def test_a_mark_stands_above_the_chart_on_its_canvas() -> None:
    drawn = flowchart((APPLY,), "样例", "否则", "样例")
    mark, name, _ = lines(drawn)
    (box,) = boxes(drawn)
    assert (mark.text, name.text, mark.baseline < box.top, box.bottom <= canvas(drawn).bottom) == (
        "样例",
        "1 样例申请",
        True,
        True,
    )
