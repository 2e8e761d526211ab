"""From the words of a descriptor to the norms that the rows of a table are held against."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from qingdan.expression import UnreadableError, read_expression
from qingdan.load.shape import Reader
from qingdan.model import Norm

BOUNDS: Mapping[str, str] = {"at_least": ">=", "at_most": "<=", "exactly": "=="}
"""The words for how what is measured keeps to a number."""


def read_norms(words: Reader) -> tuple[Norm, ...]:
    """The norms under `norms` of a table. Raises MalformedError."""
    return tuple(_norm(item) for item in words.parts("norms"))


def _norm(item: Reader) -> Norm:
    item.only("norm", "when", "holds", "measure", *BOUNDS)
    when, holds, measure = (_expression(item, name) for name in ("when", "holds", "measure"))
    bounds = [name for name in BOUNDS if name in item.tree]
    if bool(measure) is not (len(bounds) == 1) or not (holds or measure):
        raise item.wrong("measure" if measure else "holds", f"holds / measure + {' / '.join(BOUNDS)}")
    bound = (BOUNDS[bounds[0]], _number(item, bounds[0])) if bounds else ("", "")
    return Norm(item.text("norm"), when, holds, measure, bound, item.place())


def _expression(item: Reader, name: str) -> str:
    text = item.text(name, "")
    if text:
        try:
            read_expression(text)
        except UnreadableError as error:
            raise item.refuse("unreadable_expression", name, part=str(error)) from error
    return text


def _number(item: Reader, name: str) -> str:
    text = item.text(name)
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise item.wrong(name, "4") from error
    return text
