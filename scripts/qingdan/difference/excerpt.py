"""Of two texts only what differs, with a little of what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingdan.history.spans import COME, GONE, SAME, Span

NEAR = 12
"""Characters that are shown on each side of what differs."""

LONGEST = 200
"""Characters that are shown of what went or came at one place."""

LEFT_OUT = "…"


def excerpt(found: Sequence[Span]) -> Iterator[Span]:
    """The spans, cut: what stayed to what is near, what went or came to what can be read in a small table."""
    for place, span in enumerate(found):
        if span.kind != SAME:
            is_long = len(span.text) > LONGEST
            yield Span(span.kind, span.text[: LONGEST - 1] + LEFT_OUT) if is_long else span
            continue
        is_first, is_last = place == 0, place == len(found) - 1
        left, right = 0 if is_first else NEAR, 0 if is_last else NEAR
        if len(span.text) <= left + right + 1:
            yield span
        else:
            yield Span(SAME, span.text[:left] + LEFT_OUT + (span.text[-right:] if right else ""))


def side(found: Sequence[Span], kind: str) -> tuple[Span, ...]:
    """The spans of the text before (GONE) or of the one after (COME)."""
    assert kind in (GONE, COME)
    return tuple(span for span in found if span.kind in (SAME, kind))
