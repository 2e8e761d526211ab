"""What a feed says of one change, as HTML of a bounded length: what it rests on, since when it holds, what it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import TypeVar

from qingdan.gate.text import UNSEEN
from qingdan.history.cells import Cells
from qingdan.history.revisions import Revision
from qingdan.history.rows import RowChange
from qingdan.history.sheet import ENTRY, OWN
from qingdan.history.spans import COME, GONE, SAME, Span, spans
from qingdan.history.timeline import EDITORIAL, NEW, NONE, Editorial, Happened, ground
from qingdan.history.timeline import SAME as SAME_AUTHORITY
from qingdan.linked import Linked
from qingdan.model import Field, Table, Text

MOST = 20
"""Cells and rows that are told of one change; the page and `changes.json` have all."""

LONGEST, AROUND, PIECES = 200, 24, 12
"""Characters that are told of a text that went or came, and of what stays the same on each side of it; pieces of one cell."""

MARKS = {GONE: "del", COME: "ins"}

Named = TypeVar("Named", tuple[str, str], tuple[str, str, str])

GROUNDS = {
    EDITORIAL: "feed_editorial",
    SAME_AUTHORITY: "feed_same_authority",
    NEW: "feed_authority",
    NONE: "feed_no_authority",
}


def shown(text: str) -> str:
    """A text from the history in one line, with every character that cannot be seen written out: `\\x1b`, `\\u202e`."""
    return UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text.replace("\n", " "))


def clipped(text: str) -> str:
    """A text, or how it begins where it is too long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass(frozen=True, slots=True)
class Teller:
    """What is needed to tell a change in the words of the site: the tables by their paths, and what needs no authority."""

    linked: Linked
    words: Mapping[str, Text]
    tables: Mapping[str, Table]
    editorial: Editorial

    def say(self, key: str, /, **values: object) -> str:
        """A word of the site, in Chinese, with its gaps filled."""
        return self.words[key].zh.format(**values)

    def content(self, happened: Happened) -> str:
        """The change of one entry."""
        revision = happened.revision
        told = [_paragraph(line) for line in self._grounds(happened)]
        cells = [*islice(self._cells(revision), MOST)]
        more = sum(name != OWN for name, _, _ in revision.fields) + len(revision.rows) - MOST
        told += ["<dl>", *cells, "</dl>"] if cells else []
        told += [_paragraph(self.say("feed_more", count=more))] if more > 0 else []
        return "\n".join(told)

    def _grounds(self, happened: Happened) -> Iterator[str]:
        """On what the change rests and since when it holds, in sentences."""
        revision = happened.revision
        key = GROUNDS[ground(revision, self.editorial)]
        if happened.event == "deleted" and revision.authority:
            key = "feed_last_authority"
        row = self.linked.look_up("authorities", revision.authority)
        yield self.say(key, authority=self._called(row.get("title") if row else "", revision.authority))
        if revision.in_force:
            until = happened.event == "withdrawn"
            yield self.say("feed_until" if until else "feed_since", day=clipped(shown(revision.in_force)))

    def _cells(self, revision: Revision) -> Iterator[str]:
        """A term and its description for each cell of the own row and each row that belongs to it."""
        table = self.tables.get(revision.table)
        for name, before, after in _ordered(table, revision.fields):
            if name != OWN:
                yield _told(self._title(table, name), self._difference(_field(table, name), before, after))
        for row in revision.rows:
            yield self._row(row)

    def _row(self, row: RowChange) -> str:
        table = self.tables.get(row.table)
        title = shown(table.title.zh if table else row.table)
        if row.before is not None and row.after is not None:
            fields = _ordered(table, row.fields)[:MOST]
            told = ((name, self._difference(_field(table, name), before, after)) for name, before, after in fields)
            lines = (self.say("feed_cell", title=escape(self._title(table, name)), cell=html) for name, html in told)
            return _told(title, "<br>".join(lines))
        kind = COME if row.before is None else GONE
        return _told(title, _as(kind, self._line(table, row.before or row.after or ())))

    def _line(self, table: Table | None, cells: Cells) -> str:
        """A row in one line, each of its cells clipped where it is too long."""
        pairs = (
            (self._title(table, name), clipped(self._named(_field(table, name), cell)))
            for name, cell in _ordered(table, cells)
            if name != ENTRY
        )
        return "；".join(self.say("feed_cell", title=title, cell=cell) for title, cell in pairs)

    def _difference(self, field: Field | None, before: str, after: str) -> str:
        """A cell as it stood and as it stands. What is a code or an id is told whole, by the name of what it stands for."""
        if field and field.references:
            parts = (Span(GONE, self._named(field, before)), Span(COME, self._named(field, after)))
            return " ".join(_marked(part) for part in parts if part.text)
        found = spans(shown(before), shown(after))
        return "".join(map(_marked, found[:PIECES])) + ("…" if len(found) > PIECES else "")

    def _named(self, field: Field | None, cell: str) -> str:
        row = self.linked.look_up(field.references, cell) if field and cell else None
        return self._called(row.get("name") or row.get("title"), cell) if row else shown(cell)

    def _called(self, name: str, key: str) -> str:
        return clipped(shown(self.say("feed_named", name=name, key=key) if name else key))

    def _title(self, table: Table | None, name: str) -> str:
        field = _field(table, name)
        return clipped(shown(field.title.zh if field else name))


def _ordered(table: Table | None, cells: Iterable[Named]) -> list[Named]:
    """Cells, each behind the name of its column, in the order of the columns; those of columns that are gone come last."""
    places = {field.name: place for place, field in enumerate(table.fields)} if table else {}
    return sorted(cells, key=lambda cell: places.get(cell[0], len(places)))


def _field(table: Table | None, name: str) -> Field | None:
    return table.field_named(name) if table else None


def _paragraph(line: str) -> str:
    return f"<p>{escape(line)}</p>"


def _told(title: str, html: str) -> str:
    return f"<dt>{escape(clipped(title))}</dt><dd>{html}</dd>"


def _marked(span: Span) -> str:
    """A piece of a text, marked as gone or come; of what stays the same in the middle of a long text only the ends."""
    if span.kind == SAME:
        is_long = len(span.text) > 2 * AROUND + 1
        return escape(f"{span.text[:AROUND]}…{span.text[-AROUND:]}" if is_long else span.text)
    return _as(span.kind, clipped(span.text))


def _as(kind: str, text: str) -> str:
    """A text that came or went as a whole."""
    return f"<{MARKS[kind]}>{escape(text)}</{MARKS[kind]}>"
