"""Where a matter is exercised by many bodies: a page of its own that names them all, with what a resident needs there."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.linked import Entry
from qingdan.pages.entry import exercised, is_widespread
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication


def widespread_page(publication: Publication, entry: Entry, limit: Limit = LINES) -> Iterator[Page]:
    """All bodies that exercise an entry, by their ids, where its own page has no room for them."""
    linked = publication.linked
    if not is_widespread(linked, entry):
        return
    rows = sorted(linked.child_rows(entry.id, "implementations"), key=lambda row: (row["body"], row["id"]))
    division = divide((row["body"] for row in rows), limit)
    name, words = linked.name_of(entry), publication.words
    page = Page(
        f"{entry.address}bodies/",
        "bodies.html",
        "both",
        f"{name} · {words['implementations'].zh}",
        f"{name} · {words['implementations'].zh}",
        {"entry": entry, "called": name, "count": len(rows)},
    )
    spread = division.spread(rows, lambda row: row["body"])

    def own(number: int) -> dict[str, object]:
        return {"exercised": tuple(exercised(publication, linked.entries[row["id"]]) for row in spread[number])}

    yield from in_parts(page, division, own)
