"""A page with more lines than an old phone can bear stands in parts, each at an address that lasts. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import TypeVar

from qingdan.pages.publication import Page
from qingdan.section import Thing

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Limit:
    """How many lines a page may hold as a whole, and how many a part of it where it may not."""

    whole: int
    part: int


LINES = Limit(1_000, 500)
"""Entries, or names of them; a part is some 50 KB on the wire, and of 4,000 elements."""

COMMITS = Limit(200, 100)
"""What was published: a commit takes as much room as five entries."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How keys are numbered: `pattern` finds the part that stays and the number, `name` is how a number is written again.

    `widths` are those of the spans, the narrowest first; each goes into the next, so that a span that is split keeps its start.
    """

    pattern: re.Pattern[str]
    widths: tuple[int, ...]
    name: Callable[[str, int], str]
    is_falling: bool = False


def _id(prefix: str, number: int) -> str:
    return f"{prefix}-{number:04}" if prefix else str(number + 1)


def _day(year: str, number: int) -> str:
    month, day = divmod(number, 100)
    return "-".join((year, *(f"{one:02}" for one in (month, day) if one))) if year else str(number + 1)


BY_ID = Scale(re.compile(r"([A-Z]{3})-([0-9]{4,6})(?![0-9])"), (1, 5, 25, 125, *(250 << power for power in range(13))), _id)
"""Entries and rows of registers by their ids: `PWR-0500` begins a span of 500, or of a half or a double of that."""

BY_DAY = Scale(re.compile(r"([0-9]{4})-([0-9]{2}-[0-9]{2})$"), (1, 5, 25, 100, 500, 2_000), _day, is_falling=True)
"""ISO dates, the newest first: a year, some months, a month, some days."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: its address below it, blank for the first; the keys it goes from and to; its lines, counted through."""

    address: str
    low: str
    high: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Division:
    """How the lines of a page are spread over its parts: in which of them a key stands; in the first where it is not named."""

    parts: tuple[Part, ...]
    numbers: Mapping[str, int]

    @property
    def is_whole(self) -> bool:
        """True where the page has not too many lines."""
        return len(self.parts) == 1

    def spread(self, items: Iterable[Item], key: Callable[[Item], str]) -> tuple[list[Item], ...]:
        """The items that stand in each part, in the order in which they come."""
        found: tuple[list[Item], ...] = tuple([] for _ in self.parts)
        for item in items:
            found[self.numbers.get(key(item), 0)].append(item)
        return found


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part as its page shows it: which it is, the lines and keys in it, and where the others stand.

    `every` is all parts with their addresses and keys, on the first page only, so that the site grows no faster than the list.
    """

    number: int
    of: int
    first: str
    last: str
    count: str
    low: str
    high: str
    opening: str
    before: str
    after: str
    closing: str
    every: tuple[tuple[str, str, str], ...]


def divide(keys: Iterable[str], limit: Limit = LINES, scale: Scale = BY_ID) -> Division:
    """The parts of a page of which each line is given by its key: one where the limit allows it.

    A part is a span of numbers and is split only when too many lines fall into it: so what comes later moves few others, and
    the start of a part, which is its address, remains one. Keys that the scale cannot read go by their place.
    """
    counts = Counter(keys)
    total = counts.total()
    if total <= limit.whole:
        return Division((Part("", "", "", 1, total),), {})
    numbered: dict[str, list[tuple[int, str]]] = {}
    for place, key in enumerate(counts):
        match = scale.pattern.match(key)
        prefix, number = (match[1], int(match[2].replace("-", ""))) if match else ("", place)
        numbered.setdefault(prefix, []).append((number, key))
    spans = [
        (scale.name(prefix, start), found)
        for prefix in (sorted(numbered) if scale.is_falling else numbered)
        for start, found in _split(sorted(numbered[prefix]), counts, scale, limit.part)
    ]
    if scale.is_falling:
        spans = [(start, found[::-1]) for start, found in reversed(spans)]
    return Division(tuple(_counted(spans, counts)), {key: number for number, (_, found) in enumerate(spans) for key in found})


Values = Callable[[int], Mapping[str, object]]
"""What a part shows, by its number from 0."""


class Later(Mapping[str, object]):
    """Values that are worked out when somebody looks at them first: a part that need not be made again asks for none."""

    def __init__(self, shared: Mapping[str, object], own: Callable[[], Mapping[str, object]]) -> None:
        self._shared = shared
        self._own = own

    @cached_property
    def _all(self) -> Mapping[str, object]:
        return {**self._shared, **self._own()}

    def __getitem__(self, name: str) -> object:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def in_parts(
    page: Page, division: Division, values: Values, about: Callable[[int], Iterable[Thing]] | None = None
) -> Iterator[Page]:
    """The pages of all parts: `page` is what they share, `values` what each of them shows beside that.

    `about` are the things that a part shows, by its number, where it does not show anything.
    """
    parts = division.parts
    addresses = [page.path + part.address for part in parts]
    every = tuple((address, part.low, part.high) for address, part in zip(addresses, parts, strict=True))
    for number, part in enumerate(parts):
        before, after = (addresses[number - 1] if number else ""), (addresses[number + 1] if number + 1 < len(parts) else "")
        first, last, count = (f"{one:,}" for one in (part.first, part.last, parts[-1].last))
        shown = PartShown(
            *(number + 1, len(parts), first, last, count, part.low, part.high),
            *(addresses[0], before, after, addresses[-1], () if number else every),
        )
        yield page._replace(
            path=addresses[number],
            twin=page.twin + part.address if page.twin else "",
            title=f"{page.title} · {part.low}–{part.high}" if number else page.title,
            values=Later({**page.values, "part": None if division.is_whole else shown}, partial(values, number)),
            before=before,
            after=after,
            about=frozenset(about(number)) if about else None,
        )


def _split(
    numbered: list[tuple[int, str]], counts: Mapping[str, int], scale: Scale, most: int
) -> Iterator[tuple[int, list[str]]]:
    """The spans of at most so many lines, each with its start; only where one number has more may there be more.

    The first part of a span that is split keeps the start of the span, even where nothing stands so low: it was an address.
    """
    numbers, before = [number for number, _ in numbered], [0, *accumulate(counts[key] for _, key in numbered)]
    waiting = [(0, 0, len(numbers), len(scale.widths))]
    while waiting:
        start, low, high, width = waiting.pop()
        if width == 0 or (width < len(scale.widths) and before[high] - before[low] <= most):
            yield start, [key for _, key in numbered[low:high]]
            continue
        wide = scale.widths[width - 1]
        narrower: list[tuple[int, int, int, int]] = []
        while low < high:
            place = numbers[low] // wide
            end = bisect_left(numbers, (place + 1) * wide, low, high)
            narrower.append((place * wide if narrower else start, low, end, width - 1))
            low = end
        waiting += reversed(narrower)


def _counted(spans: list[tuple[str, list[str]]], counts: Mapping[str, int]) -> Iterator[Part]:
    first = 1
    for number, (start, found) in enumerate(spans):
        last = first + sum(counts[key] for key in found) - 1
        yield Part(f"from/{start}/" if number else "", found[0], found[-1], first, last)
        first = last + 1
