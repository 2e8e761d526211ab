"""What happened to an entry, as a reader sees it: the day, the authority, and word by word what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qingdan.exports.concerned import folder_of
from qingdan.history.revisions import Revision
from qingdan.history.rows import RowChange
from qingdan.history.sheet import ENTRY, OWN
from qingdan.history.spans import Span, spans
from qingdan.history.timeline import EDITORIAL, Happened, Published, ground, is_of_a_register
from qingdan.model import Field, Table, Text
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, refer, refer_to_entry

SHORT = 12
"""Characters of the name of a commit that stand in the address of its page."""

FRESH = ("added", "deleted")
"""Events of which the fields are not shown: before or after them there is nothing to compare with."""


ROWS = 100
"""Rows of one event that are shown: of a table whose rows belong to no entry thousands may come at once. They are all in the
download of all changes."""


class FieldShown(NamedTuple):
    """A field that changed: in words (`spans`), or, where its cells name something, from what to what."""

    label: Text
    spans: tuple[Span, ...] = ()
    before: Shown | None = None
    after: Shown | None = None

    @property
    def written(self) -> str:
        """All that stands in the cells, as one text."""
        return "".join(span.text for span in self.spans) or "".join(one.text.zh for one in (self.before, self.after) if one)


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row that belongs to an entry: which event, in which table, and its fields that changed or, of a whole row, all."""

    table: Text
    event: str
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """That another entry took the place of this one, or this one that of another; `relation` says how, as a code names it."""

    relation: Text
    other: Shown


class HappenedShown(NamedTuple):
    """One event in the life of an entry. `day` is blank where it is not committed; `address` is the page of the commit;
    `rows_left` is how many rows it changed beside those that are shown."""

    event: str
    day: str
    address: str
    message: str
    author: str
    ground: str
    authority: Shown | None
    in_force: str
    fields: tuple[FieldShown, ...]
    rows: tuple[RowShown, ...]
    rows_left: int
    successions: tuple[Succession, ...]
    possibly: str


class EntryLine(NamedTuple):
    """An entry, or a row of a register, and what happened to it, on a page of many."""

    id: str
    entry: Shown
    is_sample: bool
    what: HappenedShown


def entry_line(publication: Publication, happened: Happened, is_detailed: bool) -> EntryLine:
    """What happened to an entry, or to a row of a register, and to which; `is_detailed` asks for the cells as well."""
    revision = happened.revision
    is_sample = publication.linked.is_sample(revision.subject)
    shown = happened_shown(publication, happened, is_detailed)
    return EntryLine(revision.subject, _called(publication, revision), is_sample, shown)


def happened_shown(publication: Publication, happened: Happened, is_detailed: bool = True) -> HappenedShown:
    """What happened to an entry, or to a row of a register; without `is_detailed` not which cells it changed."""
    revision, published = happened.revision, happened.published
    kind = ground(revision, publication.editorial)
    tables = publication.tables
    is_named = bool(revision.authority) and kind != EDITORIAL
    is_detailed = is_detailed and revision.event not in FRESH
    return HappenedShown(
        event=happened.event,
        day=published.day.isoformat() if published.day else "",
        address=address_of(published),
        message=published.commit.subject,
        author=published.commit.author if publication.settings.shows_authors else "",
        ground=kind,
        authority=registered(publication, "authorities", revision.authority) if is_named else None,
        in_force=revision.in_force,
        fields=tuple(_fields(publication, tables.get(revision.table), revision.fields)) if is_detailed else (),
        rows=tuple(_rows(publication, revision.rows[:ROWS])) if is_detailed else (),
        rows_left=len(revision.rows[ROWS:]) if is_detailed else 0,
        successions=tuple(_successions(publication, revision)),
        possibly=revision.alike,
    )


def _called(publication: Publication, revision: Revision) -> Shown:
    """That of which it is told: an entry, a row of a register, or a table as a whole."""
    whole = publication.tables.get(revision.subject)
    if not is_of_a_register(revision):
        named = shown_entry(publication, revision.subject, revision.name)
        return Shown(whole.title, f"{folder_of(revision)}/") if whole else named
    table = whole or publication.tables.get(revision.table)
    if table is None:
        return Shown(Text(revision.name or revision.subject, ""))
    if not revision.table:
        return Shown(table.title, f"codes/{table.name}/")
    if publication.linked.look_up(table.name, revision.subject) is None:
        return Shown(Text(revision.name or revision.subject, ""))
    return refer(publication.linked, table.name, revision.subject)


def shown_entry(publication: Publication, subject: str, name: str) -> Shown:
    """An entry with its page, or under the name that it had where it has none any more."""
    entry = publication.linked.entries.get(subject)
    return refer_to_entry(publication.linked, entry) if entry else Shown(Text(name or subject, ""))


def registered(publication: Publication, register: str, key: str) -> Shown:
    """A row of a register; one that is no longer there goes by the name that it had."""
    is_there = publication.linked.look_up(register, key) is not None
    last = () if is_there else publication.timeline.happened(key)
    if not last or last[0].event != "deleted":
        return refer(publication.linked, register, key)
    cells = last[0].revision.fields_by_name
    return Shown(Text(next((cells[name][0] for name in ("title", "name") if name in cells), key), ""), note=key)


def address_of(published: Published) -> str:
    """The page of a commit; blank of what is not committed."""
    return f"changes/{published.commit.name[:SHORT]}/" if published.commit.name else ""


def _fields(publication: Publication, table: Table | None, fields: tuple[tuple[str, str, str], ...]) -> Iterator[FieldShown]:
    columns = publication.columns[table.path] if table else {}
    unknown = (len(columns), None)
    for name, before, after in sorted(fields, key=lambda change: columns.get(change[0], unknown)[0]):
        field = columns.get(name, unknown)[1]
        label = field.title if field else Text(name, name)
        if field and (field.references or field.type == "boolean"):
            yield FieldShown(label, before=_named(publication, field, before), after=_named(publication, field, after))
        else:
            yield FieldShown(label, spans(before, after))


def _named(publication: Publication, field: Field, cell: str) -> Shown | None:
    """What a cell names, known or not: what was once there may have gone since."""
    if not cell:
        return None
    if field.type == "boolean":
        return Shown(publication.words.get(f"claim_{cell}", Text(cell, cell)))
    if field.references == "entries":
        return shown_entry(publication, cell, cell)
    return registered(publication, field.references, cell)


def _rows(publication: Publication, rows: tuple[RowChange, ...]) -> Iterator[RowShown]:
    for row in rows:
        table = publication.tables.get(row.table)
        fields = tuple(change for change in row.fields if change[0] not in (ENTRY, OWN))
        if row.event == "amended":
            fields = (*_which(table, row, {name for name, _, _ in fields}), *fields)
        title = table.title if table else Text(row.table, row.table)
        yield RowShown(title, row.event, tuple(_fields(publication, table, fields)))


def _which(table: Table | None, row: RowChange, changed: set[str]) -> Iterator[tuple[str, str, str]]:
    """The cells by which a reader knows which row it is: those of its key that did not change."""
    cells = dict(row.after or ())
    for name in table.primary_key if table else ():
        if name != ENTRY and name not in changed and name in cells:
            yield name, cells[name], cells[name]


def _successions(publication: Publication, revision: Revision) -> Iterator[Succession]:
    """The successions that came with a change."""
    for code, other in publication.successions_in(revision):
        yield Succession(publication.successions[code][0], shown_entry(publication, other, other))
