"""Two bodies side by side: the page on which they are chosen, and for each body a file of what it exercises and was given."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qingdan.linked import Entry, Linked
from qingdan.model import File, Row
from qingdan.pages.entry import Exercised, Fact, exercised
from qingdan.pages.portrait import facts_told
from qingdan.pages.publication import Page, Publication
from qingdan.pages.refer import refer

Tree = dict[str, object]


def beside_page(publication: Publication) -> Iterator[Page]:
    """The page on which two bodies are chosen; none where fewer than two exercise anything."""
    bodies = publication.exercising
    if len(bodies) > 1:
        words = publication.words
        values = {"bodies": [(row["id"], refer(publication.linked, "organisations", row["id"])) for row in bodies]}
        title, about = words["beside"].zh, words["beside_about"].zh
        yield Page("organisations/beside/", "beside.html", "both", title, about, values)


def body_file(publication: Publication, body: Row) -> Iterator[File]:
    """`organisations/<ID>.json`: the body, each matter that it exercises with what holds there, and what its portraits tell.

    `facts` are labels and values in Chinese, as its pages show them; `sample` is true where the body is invented.
    """
    linked = publication.linked
    entries = linked.referring("organisations", body["id"])
    mine = [entry for entry in entries if entry.table.role == "implementations" and entry.row["body"] == body["id"]]
    tree: Tree = {
        "id": body["id"],
        "name": body["name"],
        "sample": body["sample"] == "true",
        "address": publication.settings.base_url + f"organisations/{body['id']}/",
        "exercises": [_exercised(linked, entry, exercised(publication, entry)) for entry in mine],
        "told": [_told(publication, entry) for entry in entries if _is_told_on(linked, entry, body["id"])],
    }
    yield File(f"organisations/{body['id']}.json", (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode())


def _exercised(linked: Linked, entry: Entry, shown: Exercised) -> Tree:
    matter = linked.entries[entry.row["entry"]]
    return {
        "entry": matter.id,
        "list": matter.package.name,
        "name": linked.name_of(matter),
        "called": entry.id,
        "address": entry.address,
        "facts": _facts(shown.first),
    }


def _told(publication: Publication, entry: Entry) -> Tree:
    return {
        "entry": entry.id,
        "list": entry.package.name,
        "name": publication.linked.name_of(entry),
        "address": entry.address,
        "facts": _facts(facts_told(publication, entry)),
    }


def _is_told_on(linked: Linked, entry: Entry, body: str) -> bool:
    """Whether the list of an entry portrays the body, in a table that shows what moves to it."""
    is_flow = entry.table.picture is not None and entry.table.picture.kind == "flow"
    rows = linked.child_rows(entry.id, "bodies") if is_flow else ()
    return any(row["body"] == body and row["role"] in entry.package.portrays for row in rows)


def _facts(facts: tuple[Fact, ...]) -> list[list[str]]:
    return [[fact.label.zh, "、".join(value.text.zh for value in fact.values)] for fact in facts]
