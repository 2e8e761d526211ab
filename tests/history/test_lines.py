"""What leads from one state of a file to another, applied, gives the other; and it takes no long way round."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.history.lines import BLOCK, WINDOW, Hunk, hunks, lines_of, lines_with
from tests.soundness.runs import run_of


def applied(old: bytes, found: list[Hunk]) -> list[bytes]:
    old = old + b"\n" if old and not old.endswith(b"\n") else old
    for hunk in reversed(found):
        gone = b"".join(line + b"\n" for line in hunk.removed)
        assert old[hunk.start : hunk.start + len(gone)] == gone
        old = old[: hunk.start] + b"".join(line + b"\n" for line in hunk.added) + old[hunk.start + len(gone) :]
    return lines_of(old)


def numbered(*numbers: int) -> bytes:
    return b"".join(b"SAMPLE %d, a line of some length\n" % number for number in numbers)


TEXTS = st.one_of(
    st.lists(st.sampled_from((b"a", b"b", b"ab", b"", b"\n", b"a\n", b"b\n", b"ab\n"))).map(b"".join),
    st.lists(st.integers(0, 400), max_size=600).map(lambda numbers: numbered(*numbers)),
)


@run_of(0.5)
@given(TEXTS, TEXTS)
def test_the_hunks_of_two_texts_lead_from_one_to_the_other(old: bytes, new: bytes) -> None:
    assert applied(old, [*hunks(old, new)]) == lines_of(new)


EVEN = st.integers(0, 2_500).map(lambda half: 2 * half)
"""Places of edits no two of which are side by side, where they would be one."""


@run_of(0.5)
@given(st.lists(st.tuples(EVEN, st.sampled_from(("gone", "come", "other"))), max_size=9), st.integers(0, 999))
def test_a_large_text_that_was_amended_here_and_there_is_told_line_by_line(edits: list[tuple[int, str]], seed: int) -> None:
    lines = lines_of(numbered(*random.Random(seed).sample(range(100_000), 5_001)))
    new = [*lines]
    for place, what in sorted(dict(edits).items(), reverse=True):
        new[place : place + (what != "come")] = [] if what == "gone" else [b"SAMPLE that came %d" % place]
    old, data = b"\n".join((*lines, b"")), b"\n".join((*new, b""))
    found = [*hunks(old, data)]
    assert len(old) > BLOCK
    assert applied(old, found) == new
    assert sum(max(len(hunk.removed), len(hunk.added)) for hunk in found) == len(dict(edits))


def test_a_line_that_only_begins_alike_is_another() -> None:
    assert [*hunks(b"a\nbc\nd\n", b"a\nbd\nd\n")] == [Hunk(2, (b"bc",), (b"bd",))]
    assert [*hunks(b"a\nb", b"a\nb\n")] == []
    assert [*hunks(b"", b"a\n")] == [Hunk(0, (), (b"a",))]
    assert [*hunks(b"a\n", b"")] == [Hunk(0, (b"a",), ())]


@pytest.mark.parametrize("many", [WINDOW // 40, 5_000, 50_000])
def test_many_lines_that_moved_are_found_again_however_far(many: int) -> None:
    old, new = numbered(*range(many + 100)), numbered(*range(many, many + 100), *range(many))
    found = [*hunks(old, new)]
    assert applied(old, found) == lines_of(new)
    assert [(len(hunk.removed), len(hunk.added)) for hunk in found] in ([(0, 100), (100, 0)], [(many, 0), (0, many)])


def test_a_text_in_another_order_takes_no_long_time() -> None:
    numbers = [*range(30_000)]
    old = numbered(*numbers)
    random.Random(1).shuffle(numbers)
    start = time.process_time()
    assert applied(old, [*hunks(old, numbered(*numbers))]) == lines_of(numbered(*numbers))
    assert time.process_time() - start < 5


@run_of(0.2)
@given(TEXTS, st.sets(st.sampled_from((b"a", b"b", b"", b"1", b".", b"ab")), min_size=1))
def test_the_lines_with_something_in_them_are_found_below_the_heading(data: bytes, sought: set[bytes]) -> None:
    assert [*lines_with(data, sought)] == [line for line in lines_of(data)[1:] if any(one in line for one in sought)]
