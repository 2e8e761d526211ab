"""The same pages, written by us and by others. A run that did not write them, or wrote something else, gives no figure."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.make import ROOT
from bench.measure import Cost, measure
from bench.pages.output import Output, least_alike, output_of, pages_below, same_bytes
from bench.pages.site import HTML, HUGO, LOOP
from bench.turns import UnusableRunError

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


def written_by_us(place: Place) -> tuple[Cost, Output]:
    """What our HTML of entries and implementations costs, from the tables on; it stays for the others to be compared."""
    into = place.folder(HTML)
    with tempfile.TemporaryDirectory(dir=place.work) as kept:
        cost, _ = ran((sys.executable, "-m", "bench.pages.html", str(place.tree), str(into)), ROOT, Path(kept))
    shutil.rmtree(place.tree / "build", ignore_errors=True)
    return cost, all_pages(place, into)


def written_by_loop(place: Place) -> tuple[Cost, Output]:
    """What it costs to write the same bytes to the same paths and do nothing else."""
    with _folder(place, LOOP) as into:
        cost, _ = ran((*PYTHON, str(ROOT / "bench" / "pages" / "loop.py"), str(place.folder(PACK)), str(into)), place.work)
        output = all_pages(place, into)
        if not same_bytes(place.folder(HTML), into, place.addresses):
            raise UnusableRunError("the loop did not write our bytes")
    return cost, output


def written_by_hugo(place: Place, peer: Path) -> tuple[Cost, Output]:
    """What Hugo needs for the same pages; they must say the same, and be as large but for a little."""
    (hugo,) = (peer.parent / "lib").glob(HUGO_BINARY)
    with _folder(place, HUGO) as into:
        cost, _ = ran((str(hugo), "--quiet", "--destination", str(into)), place.work / "for-hugo")
        output = _said_the_same(place, into, HUGO)
        ours = output_of(place.folder(HTML))
        if abs(output.size - ours.size) > MOST_OF_SIZE * ours.size:
            raise UnusableRunError(f"{HUGO} wrote {output.size} bytes, we {ours.size}: bench/pages/hugo/ is not as our templates")
    shutil.rmtree(place.work / "for-hugo" / "resources", ignore_errors=True)
    return cost, output


def written_from_markdown(place: Place, who: str, command: Sequence[str]) -> tuple[Cost, Output]:
    """What a writer needs that is given Markdown: its pages must say the same, in its own frame. Both write into `site/`."""
    folder = place.work / "for-markdown"
    cost, _ = ran(command, folder)
    output = _said_the_same(place, folder / "site", who)
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return cost, output


def _said_the_same(place: Place, into: Path, who: str) -> Output:
    """The pages of another, which must be all there and say what ours say."""
    output = all_pages(place, into)
    least = least_alike(place.folder(HTML), into, place.addresses)
    if least < LEAST_ALIKE:
        raise UnusableRunError(f"a page of {who} has only {least:.0%} of what ours says: its templates are not as ours")
    return output


def all_pages(place: Place, folder: Path) -> Output:
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


def environment(kept: Path | None) -> dict[str, str]:
    """What a measured process finds: our source, and an empty folder or the one that is kept for what we remember."""
    found = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "true"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**found, "XDG_CACHE_HOME": str(kept)} if kept else found


def ran(command: Sequence[str], folder: Path, kept: Path | None = None) -> tuple[Cost, str]:
    """The cost of a run that ended well, and what it said."""
    outcome = measure(command, folder, environment(kept))
    if outcome.code:
        raise UnusableRunError(f"{' '.join(command)}\nended with {outcome.code}, and said:\n{outcome.said[-2000:]}")
    return outcome.cost, outcome.said
