"""`changes.json`: everything that was ever published of the lists, commit by commit, one change a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence

from qingdan.exports.change_tree import Tree, change_tree, row_trees, tells_cells
from qingdan.exports.concerned import Concerned, concerned
from qingdan.history.revisions import Reshaped
from qingdan.history.timeline import EDITORIAL, NEW, SAME, Editorial, Happened, Published, Timeline, editorial_fields
from qingdan.linked import Linked

FORMAT = "qingdan-changes/1"
PATH = "changes.json"
WHOLE, UNAVAILABLE = "whole", "unavailable"


def write(linked: Linked, timeline: Timeline) -> bytes:
    """The commits, the newest first; where the history cannot be told, none, and why not.

    The cells of an entry that was added are left out: they stand in the tables, and what became of them in later changes. An
    entry that was deleted is told with all its cells, so that nothing is lost.
    """
    # Git may hold bytes that are no UTF-8; as `\udc80` they are what JSON can say of them.
    written = io.BytesIO()
    for piece in _pieces(linked, timeline):
        written.write(piece.encode("utf-8", "backslashreplace"))
    return written.getvalue()


def _pieces(linked: Linked, timeline: Timeline) -> Iterator[str]:
    settings = linked.catalogue.settings
    head: Tree = {"format": FORMAT, "unofficial": True, "licence": settings.licence["path"]}
    head |= {"history": UNAVAILABLE if timeline.why_not else WHOLE, "why": timeline.why_not or None}
    yield f'{_json(head)[:-1]},\n"published": ['
    about, editorial = concerned(linked), editorial_fields(linked.catalogue)
    between = "\n"
    for published, happened in timeline.newest():
        trees = [_change(about, editorial, one) for one in happened]
        yield f'{between}{_json(_commit(published, trees, settings.shows_authors))[:-1]}, "changes": ['
        for number, tree in enumerate(trees):
            yield f"{',' if number else ''}\n{_json(tree)}"
        yield "\n]}" if trees else "]}"
        between = ",\n"
    yield "\n]}\n"


def _commit(published: Published, changes: Sequence[Tree], shows_author: bool) -> Tree:
    """A commit, with what its changes rest on."""
    commit, difference = published.commit, published.difference
    grounds = {change["ground"] for change in changes}
    authorities = {str(change["authority"]) for change in changes if change["ground"] in (NEW, SAME)}
    return {
        "commit": commit.name,
        "time": commit.time,
        "day": str(published.day),
        "message": commit.subject,
        **({"author": commit.author} if shows_author else {}),
        "authorities": sorted(authorities),
        "editorial": grounds <= {EDITORIAL},
        "tables": [_reshaped(change) for change in difference.reshaped],
        "descriptors": list(difference.described),
    }


def _reshaped(change: Reshaped) -> Tree:
    """What became of a table and its columns; null where it was or is not there."""
    return {
        "before": change.before or None,
        "after": change.after or None,
        "columns_before": change.heading_before,
        "columns_after": change.heading_after,
        "renamed": dict(change.renamed),
    }


def _change(about: Concerned, editorial: Editorial, happened: Happened) -> Tree:
    revision = happened.revision
    tree: Tree = {"entry": revision.subject, "list": about.list_of(revision), "table": revision.table}
    tree |= change_tree(happened, editorial)
    if about.is_sample(revision):
        tree["sample"] = True
    entry = about.linked.entries.get(revision.subject)
    if entry and not tells_cells(revision):
        tree["address"] = about.linked.catalogue.settings.base_url + entry.address
    if tells_cells(revision):
        tree["fields"] = {name: [before, after] for name, before, after in revision.fields}
        tree["rows"] = row_trees(revision)
    return {name: value for name, value in tree.items() if value}


def _json(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False)
