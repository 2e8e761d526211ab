"""A site built by us, and its pages written by others, in turn. A run that did not do the work gives no figure."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from bench.make import ROOT
from bench.measure import Cost
from bench.pages.city import amend_one, entry_addresses, git, write_city
from bench.pages.hugo import write_hugo
from bench.pages.markdown import write_markdown
from bench.pages.output import Output, output_of, same_bytes, write_pack
from bench.pages.serving import shown
from bench.pages.site import AGAIN, BUILD, HTML, HUGO, LOOP, MEMORY, MKDOCS, SERVE, ZENSICAL, Site
from bench.pages.source import ready
from bench.pages.writers import (
    PACK,
    PYTHON,
    Place,
    all_pages,
    environment,
    ran,
    written_by_hugo,
    written_by_loop,
    written_by_us,
    written_from_markdown,
)
from bench.scenarios import Pages
from bench.turns import UnusableRunError

Tell = Callable[[str], None]

Stages = Mapping[str, float]
"""Seconds of CPU by the name of a stage."""


def run_site(data: Path, where: str, size: Pages, runs: int, seed: int, peer: Path | None, tell: Tell) -> Site:
    """What a site of this size costs in `data`, which `where` names. `peer` is the folder with commands.

    Raises UnusableRunError.
    """
    costs: dict[str, list[Cost]] = defaultdict(list)
    outputs: dict[str, Output] = {}
    with tempfile.TemporaryDirectory(dir=data) as work:
        place = made_apart(Path(work), where, size, seed, peer)
        named = f"{size.pages:,} pages, {where}"
        stages, again = by_stage(place) if size.is_staged and where == MEMORY else ({}, {})
        for number in range(1, runs + 1):
            for who, cost, output in _turn(place, size, number, peer):
                costs[who].append(cost)
                outputs[who] = output
                tell(f"{named}, {number} of {runs}: {who} {cost.cpu:.2f} s of CPU, {cost.wall:.2f} s, {cost.memory:.0f} MiB")
    return Site(size.pages, where, {who: tuple(found) for who, found in costs.items()}, outputs, stages, again)


def made_apart(work: Path, where: str, size: Pages, seed: int, peer: Path | None) -> Place:
    """The city and what the others are given, made by another process, so that this one stays smaller than those it measures."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        tree = apart.submit(write_city, work / "tree", size.pages, seed).result().folder
        is_markdown = where == MEMORY and bool(size.mkdocs or (size.zensical and peer))
        apart.submit(write_given, tree, work, bool(peer), is_markdown).result()
    os.sync()
    return Place(tree, work, list(entry_addresses(tree)), where)


def write_given(tree: Path, work: Path, for_hugo: bool, for_markdown: bool) -> None:
    """What the others are given, beside the tree."""
    made = ready(tree)
    if for_hugo:
        write_hugo(made, work / "for-hugo")
    if for_markdown:
        write_markdown(made, work / "for-markdown")


def _turn(place: Place, size: Pages, number: int, peer: Path | None) -> Iterator[tuple[str, Cost, Output]]:
    """One turn: everybody writes the same pages; then we build the site, build it again and serve it."""
    yield HTML, *written_by_us(place)
    try:
        if number == 1:
            write_pack(place.folder(HTML), place.folder(PACK))
        yield LOOP, *written_by_loop(place)
        if peer:
            yield HUGO, *written_by_hugo(place, peer)
        if place.where == MEMORY and number <= size.mkdocs:
            yield MKDOCS, *written_from_markdown(place, MKDOCS, (*PYTHON, "-m", "mkdocs", "build", "--quiet"))
        if peer and place.where == MEMORY and number <= size.zensical:
            yield ZENSICAL, *written_from_markdown(place, ZENSICAL, (str(peer / "zensical"), "build"))
        with kept_folder(place) as kept:
            yield BUILD, *built_from_nothing(place, kept)
            yield AGAIN, *built_again(place, kept, f"（样例{number}：改了一处。）")
            if (found := served(place, kept, f"（样例{number}：又改了一处。）")) is not None:
                yield SERVE, *found
    finally:
        shutil.rmtree(place.folder(HTML))


@contextmanager
def kept_folder(place: Place) -> Iterator[Path]:
    """An empty folder for what we remember between runs; then the tree is as it was before, without a site."""
    with tempfile.TemporaryDirectory(dir=place.work) as kept:
        yield Path(kept)
    git(place.tree, "checkout", "-q", "--", "lists")
    for name in ("public", "build"):
        shutil.rmtree(place.tree / name, ignore_errors=True)


def by_stage(place: Place) -> tuple[Stages, Stages]:
    """Seconds of CPU of each stage of a build with nothing remembered, and of one after an entry was changed."""
    with kept_folder(place) as kept:
        whole = _stages(place, kept)
        amend_one(place.tree, "（样例：改了一处。）")
        return whole, _stages(place, kept)


def _stages(place: Place, kept: Path) -> Stages:
    _, said = ran((sys.executable, "-m", "bench.pages.by_stage", str(place.tree)), ROOT, kept)
    all_pages(place, place.tree / "public")
    return {str(name): float(cost) for name, cost in json.loads(said).items()}


def built_from_nothing(place: Place, kept: Path) -> tuple[Cost, Output]:
    """What a build costs where there is no site; its pages must be those with which the others were compared."""
    cost, output = built(place, kept)
    if not same_bytes(place.folder(HTML), place.tree / "public", place.addresses):
        raise UnusableRunError("bench/pages/html.py does not write the pages that a build writes")
    return cost, output


def built(place: Place, kept: Path) -> tuple[Cost, Output]:
    """What `qingdan build` costs, and what it writes."""
    cost, _ = ran((*PYTHON, "-m", "qingdan", "--root", str(place.tree), "build"), place.work, kept)
    all_pages(place, place.tree / "public")
    return cost, output_of(place.tree / "public")


def built_again(place: Place, kept: Path, text: str) -> tuple[Cost, Output]:
    """What it costs to build the site again after `text` was written into one entry; it must stand on its page."""
    page = amend_one(place.tree, text)
    cost, output = built(place, kept)
    if text not in (place.tree / "public" / page / "index.html").read_text("utf-8"):
        raise UnusableRunError(f"{page} does not show what was changed")
    return cost, output


def served(place: Place, kept: Path, text: str) -> tuple[Cost, Output] | None:
    """What it costs until `qingdan serve` shows such a change; none where it does not."""
    command = (*PYTHON, "-m", "qingdan", "--root", str(place.tree), "serve", "--port", "0")
    cost = shown(command, environment(kept), lambda: amend_one(place.tree, text), text)
    return None if cost is None else (cost, output_of(place.tree / "public"))
