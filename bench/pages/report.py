"""The section of `results.md` on the pages. Pure: it is given what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Cost
from bench.pages.site import AGAIN, APART, BUILD, ENTRY_JSON, HTML, HUGO, LOOP, MEMORY, MKDOCS, SERVE, ZENSICAL, Site
from bench.report import Machine, cpu, median_of, met, spread, table, wall
from bench.scenarios import (
    GOAL_AT,
    GROWTH,
    MOST_FOR_CHANGED,
    MOST_FOR_HTML,
    MOST_FOR_JSON,
    MOST_FOR_SITE,
    MOST_MEMORY_OF_SITE,
    MOST_OF_HUGO,
    MOST_UNTIL_SHOWN,
)

TEXT = """\
## The pages

An invented city in git with three revisions: one page in eleven is that of an entry, the others are those of implementations.
Entries refer to bodies, laws and each other; a third of them are procedures with three to six steps and their picture.
Each of the three revisions amends one row in twenty.
Seconds are those of whole processes and of the processes they start; the median of the runs, which were done in turn.
"memory" is tmpfs, "disk" the disk of this machine.
Measured on {machine.day} with qingdan {machine.qingdan}, Python {machine.python}, {machine.processor}, {machine.cores} cores.

### The whole site

`qingdan build` where nothing stands and nothing is remembered: check, history, pages, JSON, CSV, zips and feeds, links tried.

{whole}

{growth}

### By stage

Seconds of CPU in one build, stage by stage as `build` names them, in a run of its own; "+ 1" is the next build, after one entry
was changed.
The JSON of the entries is a part of the stage that writes the downloads, counted call by call.

{stages}

### One changed entry

One cell of one entry is amended, and not committed.
Built again: `qingdan build` with the last site and what was remembered at hand.
The goal for it leaves the downloads of the changed list and the index apart: what is left is that of the stages above.
Shown: what `qingdan serve` spends from the write of the file until it answers with the new text.

{changed}

### Beside others

Everybody writes the same pages, those of the entries and implementations; no other file is asked for.
We begin with the tables and git; the others are given the facts of each page, looked up, told and drawn, so they are given less
work.
Hugo {hugo} reads them from JSON with a content adapter and writes them in our frame, with templates that say the same as ours;
MkDocs with Material and Zensical {zensical} read Markdown, without search or navigation, and have their own frame.
The loop has our bytes at hand and writes them.

{beside}

{left_out}Runs of one kind and size lay at most {spread:.0%} of their median apart.
In every run all pages were there; the texts and links of some were compared with ours; Hugo's are as large as ours within 5%.
"""

NO_PEER = "Hugo and Zensical could not be installed on this machine: what is said of them was **not measured**.\n"

WHOLE_HEADING = (
    *("pages", "where", "runs", "CPU", "wall", "CPU ms a page", "MiB at the peak", "files", "MiB written"),
    *("goal: CPU", "met", "goal: MiB", "met"),
)
CHANGED_HEADING = (
    *("pages", "where", "runs", "built again, CPU", "wall", "without downloads and index", "goal", "met"),
    *("shown, CPU", "wall", "goal", "met"),
)
BESIDE_HEADING = (
    "who",
    "pages",
    "where",
    "runs",
    "CPU",
    "wall",
    "MiB at the peak",
    "MiB written",
    "CPU, of Hugo's",
    "goal",
    "met",
)


def section(sites: tuple[Site, ...], machine: Machine, hugo: str, zensical: str) -> str:
    """The section; `hugo` and `zensical` are their versions."""
    several = [costs for site in sites for costs in site.costs.values() if len(costs) > 1]
    has_peer = any(HUGO in site.costs for site in sites)
    return TEXT.format(
        machine=machine,
        whole=table(WHOLE_HEADING, map(_whole_row, sites)),
        growth=_growth(sites),
        stages=_stages(sites),
        changed=table(CHANGED_HEADING, map(_changed_row, sites)),
        hugo=hugo,
        zensical=zensical,
        beside=table(BESIDE_HEADING, (row for site in sites for row in _beside_rows(site))),
        left_out=_left_out(sites) if has_peer else NO_PEER,
        spread=max(map(spread, several), default=0),
    ).rstrip()


def _whole_row(site: Site) -> tuple[str, ...]:
    costs, output = site.costs[BUILD], site.outputs[BUILD]
    seconds, peak = median_of(costs, cpu), most_memory(costs)
    goals = (*_goal(seconds, MOST_FOR_SITE, " s"), *_goal(peak, MOST_MEMORY_OF_SITE)) if site.has_goals else ("", "", "", "")
    each = f"{seconds / site.pages * 1000:.2f}"
    written = (f"{output.files:,}", f"{output.size / 2**20:.0f}")
    return (
        *_named(site),
        str(len(costs)),
        *_seconds(costs),
        each,
        f"{peak:.0f}",
        *written,
        *goals,
    )


def _growth(sites: tuple[Site, ...]) -> str:
    """How the CPU time a page grows with the number of pages."""
    smaller, larger, most = GROWTH
    each = {site.pages: median_of(site.costs[BUILD], cpu) / site.pages for site in sites if site.where == MEMORY}
    if smaller not in each or larger not in each:
        return f"Growth from {smaller:,} to {larger:,} pages: **not measured**."
    factor = each[larger] / each[smaller]
    costs = f"A page costs {factor:.2f} times as much CPU at {larger:,} pages as at {smaller:,}"
    return f"{costs}; goal ≤ {most:g}, met: {met(factor <= most)}."


def _stages(sites: tuple[Site, ...]) -> str:
    shown = [site for site in sites if site.stages]
    names = dict.fromkeys(name for site in shown for name in site.stages if name != ENTRY_JSON)

    def rows() -> Iterator[tuple[str, ...]]:
        for name in names:
            yield (name, *seconds(name), "", "")
        at_goal = [site.stages[ENTRY_JSON] for site in shown if site.has_goals]
        goal = _goal(at_goal[0], MOST_FOR_JSON, f" at {GOAL_AT:,}") if at_goal else ("", "")
        yield (ENTRY_JSON, *seconds(ENTRY_JSON), *goal)

    def seconds(name: str) -> Iterator[str]:
        return (f"{stages.get(name, 0):.2f}" for site in shown for stages in (site.stages, site.again))

    sizes = (f"{site.pages:,}{more}" for site in shown for more in ("", " + 1"))
    return table(("stage", *sizes, "goal", "met"), rows())


def _changed_row(site: Site) -> tuple[str, ...]:
    return (
        *_named(site),
        str(len(site.costs[AGAIN])),
        *_seconds(site.costs[AGAIN]),
        *_left_of_again(site),
        *(_shown(site) if SERVE in site.costs else _not_shown(site)),
    )


def _left_of_again(site: Site) -> tuple[str, str, str]:
    """What one changed entry costs without the stages that the goal leaves apart."""
    if not site.again:
        return "", "", ""
    left = sum(seconds for stage, seconds in site.again.items() if stage not in (*APART, ENTRY_JSON))
    return f"{left:.2f}", *(_goal(left, MOST_FOR_CHANGED) if site.has_goals else ("", ""))


def _shown(site: Site) -> tuple[str, ...]:
    costs = site.costs[SERVE]
    return *_seconds(costs), *(_goal(median_of(costs, cpu), MOST_UNTIL_SHOWN) if site.has_goals else ("", ""))


def _seconds(costs: tuple[Cost, ...]) -> tuple[str, str]:
    """CPU and wall, the medians of the runs."""
    return f"{median_of(costs, cpu):.2f}", f"{median_of(costs, wall):.2f}"


def _not_shown(site: Site) -> tuple[str, ...]:
    return ("not shown", "", *((f"≤ {MOST_UNTIL_SHOWN:g}", met(False)) if site.has_goals else ("", "")))


def _beside_rows(site: Site) -> Iterator[tuple[str, ...]]:
    hugo = median_of(site.costs[HUGO], cpu) if HUGO in site.costs else None
    for who in (HTML, HUGO, ZENSICAL, MKDOCS, LOOP):
        if who in site.costs:
            costs = site.costs[who]
            seconds = median_of(costs, cpu)
            ratio = f"{seconds / hugo:.2f}" if hugo else ""
            figures = (*_seconds(costs), f"{most_memory(costs):.0f}")
            written = f"{site.outputs[who].size / 2**20:.0f}"
            yield (who, *_named(site), str(len(costs)), *figures, written, ratio, *_goal_of_html(site, who, seconds, hugo))


def _goal_of_html(site: Site, who: str, seconds: float, hugo: float | None) -> tuple[str, str]:
    if who != HTML or not site.has_goals:
        return "", ""
    is_met = seconds <= MOST_FOR_HTML and hugo is not None and seconds <= MOST_OF_HUGO * hugo
    return f"≤ {MOST_FOR_HTML:g} s and ≤ {MOST_OF_HUGO:g} of Hugo's", met(is_met)


def _left_out(sites: tuple[Site, ...]) -> str:
    """Which sizes were not asked of those who read Markdown."""
    missing = {
        who: [f"{site.pages:,}" for site in sites if site.where == MEMORY and who not in site.costs] for who in (MKDOCS, ZENSICAL)
    }
    said = [f"{who} with {' and '.join(pages)} pages" for who, pages in missing.items() if pages]
    return f"Left out, because it takes too long: {'; '.join(said)}.\n" if said else ""


def _goal(value: float, most: float, unit: str = "") -> tuple[str, str]:
    return f"≤ {most:g}{unit}", met(value <= most)


def _named(site: Site) -> tuple[str, str]:
    return f"{site.pages:,}", site.where


def most_memory(costs: tuple[Cost, ...]) -> float:
    """MiB at the peak, the highest of the runs."""
    return max(cost.memory for cost in costs)
