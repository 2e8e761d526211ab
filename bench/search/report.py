"""The figures of the search as `bench/search/results.md` shows them. Pure: it is given what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bench.report import Machine, table
from bench.search.city import City
from bench.search.measured import Measured
from bench.search.scores import Score

TEXT = """\
# How well the search finds, and what it costs

Written by `make bench-search`; do not edit.
R@10 is the share of what was expected among the first ten results, MRR the mean of one over the rank of the first right one,
P@1 the share of questions whose first result is right.
"kinds" are 338 kinds of matter with their other names, and what residents say; "without terms" leaves that out.
"lists" are the real lists, with questions that were written before there was an index of them.
A second set was written by somebody who knew the titles and summaries, and neither the index nor what residents say.
Measured on {machine.day} with qingdan {machine.qingdan}, {machine.processor}, {machine.cores} cores.

## By style

{styles}

## Beside others

All are given the same texts. MiniSearch cuts them into characters and neighbours as we do and holds its whole index, packed here;
Pagefind runs in Chromium, its bytes are those of its first question.
Ours are those of the index for the first question that takes most; the reader is {reader} bytes more, packed.

{others}

## In a city

{city}
"""


CITY = """\
{entries} entries and ten times as many implementations.
A slow phone is Chromium with 150 ms a request, 200 kB a second and a quarter of this machine's speed; its time is that from a
question in the box, before which nothing of the search was loaded, to the first results.

{figures}"""


def report(
    found: Mapping[str, Measured],
    others: Mapping[str, Iterable[tuple[str, Mapping[str, Score], int, float]]],
    city: City | None,
    reader: int,
    machine: Machine,
) -> str:
    """The whole file."""
    return TEXT.format(
        machine=machine,
        reader=f"{reader:,}",
        styles=table(("corpus", "style", "asked", "R@10", "MRR", "P@1"), _styles(found)),
        others=table(
            ("corpus", "engine", "R@10", "MRR", "P@1", "R@10 in plain words", "bytes", "ms (95 %)"), _beside(found, others)
        ),
        city=_city(city, reader) if city else "Not measured.",
    )


def _styles(found: Mapping[str, Measured]) -> Iterator[tuple[str, ...]]:
    for name, one in found.items():
        for style, score in one.scores.items():
            yield (name, style, str(score.count), *_figures(score))


def _beside(
    found: Mapping[str, Measured], others: Mapping[str, Iterable[tuple[str, Mapping[str, Score], int, float]]]
) -> Iterator[tuple[str, ...]]:
    for name, one in found.items():
        for engine, scores, size, time in (("ours", one.scores, one.bytes, one.milliseconds), *others.get(name, ())):
            yield (name, engine, *_figures(scores["all"]), f"{scores['colloquial'].recall:.3f}", f"{size:,}", f"{time:.1f}")


def _figures(score: Score) -> tuple[str, ...]:
    return tuple(f"{figure:.3f}" for figure in (score.recall, score.rank, score.first))


def _city(city: City, reader: int) -> str:
    rows = (
        ("index made, CPU s", f"{city.seconds:.1f}", "≤ 10"),
        ("memory beside the lists, MB", f"{city.memory / 1e6:.0f}", "≤ 300"),
        ("first question with the reader, KB, usual", f"{(city.usual + reader) / 1000:.0f}", "≤ 80"),
        ("first question with the reader, KB, most", f"{(city.most + reader) / 1000:.0f}", "≤ 100"),
        ("requests, the reader's included, most", str(city.files + 1), "≤ 6"),
        ("a further question, KB, most", f"{city.further / 1000:.0f}", "≤ 40"),
        ("first question on a slow phone, s, usual", f"{city.phone[0]:.2f}", "≤ 1.5"),
        ("first question on a slow phone, s, most", f"{city.phone[1]:.2f}", "≤ 1.5"),
        ("warm question, ms, 95 of 100", f"{city.milliseconds:.1f}", "≤ 30"),
    )
    return CITY.format(entries=f"{city.entries:,}", figures=table(("what", "measured", "goal"), rows))
