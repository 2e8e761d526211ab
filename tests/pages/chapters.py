"""The pages of chapters, for tests that look at one kind of page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingdan.pages.publication import Chapter, Page


def pages_in(chapters: Iterable[Chapter]) -> Iterator[Page]:
    """Every page of every chapter."""
    return (page for chapter in chapters for page in chapter.pages())
