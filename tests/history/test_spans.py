"""Two texts word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.history.spans import COME, GONE, SAME, Span, spans
from tests.soundness.runs import run_of

TEXTS = st.text(st.sampled_from("街道办事处 ab1,。😀\u0301\n"), max_size=30)


@run_of(1)
@given(TEXTS, TEXTS)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    found = spans(before, after)
    assert "".join(span.text for span in found if span.kind != COME) == before
    assert "".join(span.text for span in found if span.kind != GONE) == after
    assert all(span.text for span in found)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", ()),
        ("一样", "一样", (Span(SAME, "一样"),)),
        ("", "样例", (Span(COME, "样例"),)),
        ("样例", "", (Span(GONE, "样例"),)),
        ("18个工作日", "20个工作日", (Span(GONE, "18"), Span(COME, "20"), Span(SAME, "个工作日"))),
        ("in good time", "in bad time", (Span(SAME, "in "), Span(GONE, "good"), Span(COME, "bad"), Span(SAME, " time"))),
        (
            "街道受理，居委会协助",
            "街道办受理，居委会协助",
            (Span(SAME, "街道"), Span(COME, "办"), Span(SAME, "受理，居委会协助")),
        ),
        ("甲乙丙", "丁乙戊", (Span(GONE, "甲乙丙"), Span(COME, "丁乙戊"))),
    ],
)
def test_what_changed(before: str, after: str, found: tuple[Span, ...]) -> None:
    assert spans(before, after) == found


def test_of_very_long_texts_beginning_and_end_are_compared() -> None:
    middle = "".join(chr(0x4E00 + number % 5000) for number in range(9000))
    assert spans(f"甲{middle}乙", f"甲{middle[::-1]}乙") == (
        Span(SAME, "甲"),
        Span(GONE, middle),
        Span(COME, middle[::-1]),
        Span(SAME, "乙"),
    )
