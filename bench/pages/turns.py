"""A site built by us, and its pages written by others, in turn. A run that did not do the work gives no figure."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.make import ROOT
from bench.measure import Cost, measure
from bench.pages.city import amend_one, entry_addresses, git, write_city
from bench.pages.hugo import write_hugo
from bench.pages.markdown import write_markdown
from bench.pages.output import Output, least_alike, output_of, pages_below, same_bytes, write_pack
from bench.pages.report import AGAIN, BUILD, HTML, HUGO, LOOP, MEMORY, MKDOCS, SERVE, ZENSICAL, Site
from bench.pages.serving import shown
from bench.pages.source import ready
from bench.scenarios import Pages
from bench.turns import UnusableRunError

Tell = Callable[[str], None]

PYTHON = (sys.executable, "-P")
PACK = "pack"
HUGO_BINARY = "python*/site-packages/hugo/binaries/hugo"
"""The program itself, without the Python script that starts it."""

LEAST_ALIKE = 0.95
"""Another's page must hold such a part of what ours says."""

MOST_OF_SIZE = 0.05
"""Hugo's pages may be larger or smaller than ours by such a part."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city that was made, and where what is written from it may lie. `addresses` are those of its pages."""

    tree: Path
    work: Path
    addresses: list[str]
    where: str

    def folder(self, name: str) -> Path:
        """A folder for one of those who write."""
        return self.work / name


def run_site(data: Path, where: str, size: Pages, runs: int, seed: int, peer: Path | None, tell: Tell) -> Site:
    """What a site of this size costs in `data`, which `where` names. `peer` is the folder with commands.

    Raises UnusableRunError.
    """
    costs: dict[str, list[Cost]] = defaultdict(list)
    outputs: dict[str, Output] = {}
    with tempfile.TemporaryDirectory(dir=data) as work:
        place = made_apart(Path(work), where, size, seed, peer)
        named = f"{size.pages:,} pages, {where}"
        stages = by_stage(place) if size.is_staged and where == MEMORY else {}
        for number in range(1, runs + 1):
            for who, cost, output in _turn(place, size, number, peer):
                costs[who].append(cost)
                outputs[who] = output
                tell(f"{named}, {number} of {runs}: {who} {cost.cpu:.2f} s of CPU, {cost.wall:.2f} s, {cost.memory:.0f} MiB")
    return Site(size.pages, where, {who: tuple(found) for who, found in costs.items()}, outputs, stages)


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


def by_stage(place: Place) -> Mapping[str, float]:
    """Seconds of CPU of each stage of a build with nothing remembered."""
    with kept_folder(place) as kept:
        _, said = _ran((sys.executable, "-m", "bench.pages.by_stage", str(place.tree)), ROOT, kept)
        _pages(place, place.tree / "public")
    return {str(name): float(cost) for name, cost in json.loads(said).items()}


def built_from_nothing(place: Place, kept: Path) -> tuple[Cost, Output]:
    """What a build costs where there is no site; its pages must be those with which the others were compared."""
    cost, output = built(place, kept)
    if not same_bytes(place.folder(HTML), place.tree / "public", place.addresses):
        raise UnusableRunError("bench/pages/html.py does not write the pages that a build writes")
    return cost, output


def built(place: Place, kept: Path) -> tuple[Cost, Output]:
    """What `qingdan build` costs, and what it writes."""
    cost, _ = _ran((*PYTHON, "-m", "qingdan", "--root", str(place.tree), "build"), place.work, kept)
    _pages(place, place.tree / "public")
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
    cost = shown(command, _environment(kept), lambda: amend_one(place.tree, text), text)
    return None if cost is None else (cost, output_of(place.tree / "public"))


def written_by_us(place: Place) -> tuple[Cost, Output]:
    """What our HTML of entries and implementations costs, from the tables on; it stays for the others to be compared."""
    into = place.folder(HTML)
    with tempfile.TemporaryDirectory(dir=place.work) as kept:
        cost, _ = _ran((sys.executable, "-m", "bench.pages.html", str(place.tree), str(into)), ROOT, Path(kept))
    shutil.rmtree(place.tree / "build")
    return cost, _pages(place, into)


def written_by_loop(place: Place) -> tuple[Cost, Output]:
    """What it costs to write the same bytes to the same paths and do nothing else."""
    with _folder(place, LOOP) as into:
        cost, _ = _ran((*PYTHON, str(ROOT / "bench" / "pages" / "loop.py"), str(place.folder(PACK)), str(into)), place.work)
        output = _pages(place, into)
        if not same_bytes(place.folder(HTML), into, place.addresses):
            raise UnusableRunError("the loop did not write our bytes")
    return cost, output


def written_by_hugo(place: Place, peer: Path) -> tuple[Cost, Output]:
    """What Hugo needs for the same pages; they must say the same, and be as large but for a little."""
    (hugo,) = (peer.parent / "lib").glob(HUGO_BINARY)
    with _folder(place, HUGO) as into:
        cost, _ = _ran((str(hugo), "--quiet", "--destination", str(into)), place.work / "for-hugo")
        output = _said_the_same(place, into, HUGO)
        ours = output_of(place.folder(HTML))
        if abs(output.size - ours.size) > MOST_OF_SIZE * ours.size:
            raise UnusableRunError(f"{HUGO} wrote {output.size} bytes, we {ours.size}: bench/pages/hugo/ is not as our templates")
    shutil.rmtree(place.work / "for-hugo" / "resources", ignore_errors=True)
    return cost, output


def written_from_markdown(place: Place, who: str, command: Sequence[str]) -> tuple[Cost, Output]:
    """What a writer needs that is given Markdown: its pages must say the same, in its own frame. Both write into `site/`."""
    folder = place.work / "for-markdown"
    cost, _ = _ran(command, folder)
    output = _said_the_same(place, folder / "site", who)
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return cost, output


def _said_the_same(place: Place, into: Path, who: str) -> Output:
    """The pages of another, which must be all there and say what ours say."""
    output = _pages(place, into)
    least = least_alike(place.folder(HTML), into, place.addresses)
    if least < LEAST_ALIKE:
        raise UnusableRunError(f"a page of {who} has only {least:.0%} of what ours says: its templates are not as ours")
    return output


def _pages(place: Place, folder: Path) -> Output:
    """The pages of all entries and implementations below a folder. Raises UnusableRunError where one is missing."""
    try:
        return pages_below(folder, place.addresses)
    except FileNotFoundError as error:
        raise UnusableRunError(f"a page was not written: {error.filename}") from error


@contextmanager
def _folder(place: Place, name: str) -> Iterator[Path]:
    """A folder to write into, which is then taken away."""
    yield place.folder(name)
    shutil.rmtree(place.folder(name))


def _environment(kept: Path | None) -> dict[str, str]:
    """What a measured process finds: our source, and an empty folder or the one that is kept for what we remember."""
    found = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "true"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**found, "XDG_CACHE_HOME": str(kept)} if kept else found


def _ran(command: Sequence[str], folder: Path, kept: Path | None = None) -> tuple[Cost, str]:
    """The cost of a run that ended well, and what it said."""
    outcome = measure(command, folder, _environment(kept))
    if outcome.code:
        raise UnusableRunError(f"{' '.join(command)}\nended with {outcome.code}, and said:\n{outcome.said[-2000:]}")
    return outcome.cost, outcome.said
