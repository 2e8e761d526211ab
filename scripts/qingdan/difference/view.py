"""A difference in the order in which it is read: what is shown of it, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from qingdan.difference.compared import Compared
from qingdan.history.revisions import Reshaped, Revision
from qingdan.history.rows import RowChange
from qingdan.history.sheet import ENTRY, OWN
from qingdan.history.spans import COME, GONE, Span, spans
from qingdan.history.timeline import NEW, is_of_a_register
from qingdan.model import Text

NOTHING = Text("", "")

RESTED_ON = "rested_on"
"""What is said of the authority of an entry that was deleted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell before and after, with the title of its column and what it stood and stands for, where it is an id or a code."""

    title: Text
    before: str
    after: str
    meant: Text = NOTHING
    means: Text = NOTHING

    @property
    def is_changed(self) -> bool:
        """Whether it is not the same before and after."""
        return self.before != self.after

    @property
    def spans(self) -> tuple[Span, ...]:
        """What stayed, went and came, in the order in which it is read; an id or a code goes and comes as a whole."""
        if self.is_changed and (self.meant.zh or self.means.zh):
            return tuple(Span(kind, text) for kind, text in ((GONE, self.before), (COME, self.after)) if text)
        return spans(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that belongs to an entry, with all cells that are or were not blank: "added", "amended" or "deleted"."""

    table: Text
    event: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one entry or one row of a register. `ground` is what it rests on, or RESTED_ON; blank for a register."""

    subject: str
    name: Text
    list: Text
    event: str
    ground: str
    authority: str
    authority_title: Text
    in_force: str
    alike: str
    moved_from: Text
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What changed in the shape of a table or in a descriptor: words by their keys, each with what they speak of."""

    path: str
    title: Text
    lines: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is shown, in this order: counts, what was lost, shapes, entries, and registers."""

    counts: Mapping[str, int]
    lost: tuple[Change, ...]
    shapes: tuple[Shape, ...]
    entries: tuple[Change, ...]
    registers: tuple[Change, ...]


def view(compared: Compared) -> View:
    """What is shown of a difference."""
    revisions = sorted(
        compared.difference.revisions, key=lambda one: (compared.titles.rank(one.table)[:1], one.place, one.subject)
    )
    changes = [(_change(compared, revision), is_of_a_register(revision)) for revision in revisions]
    return View(
        counts=compared.counts,
        lost=tuple(change for change, _ in changes if change.event == "deleted"),
        shapes=(*_shapes(compared), *_descriptors(compared)),
        entries=tuple(change for change, is_register in changes if not is_register),
        registers=tuple(change for change, is_register in changes if is_register),
    )


def _change(compared: Compared, revision: Revision) -> Change:
    path, titles, names = revision.place, compared.titles, compared.names
    ground = compared.ground(revision)
    is_register = is_of_a_register(revision)
    name = names.of(revision.subject)
    if not name.zh:
        name = titles.table(revision.subject) if revision.subject == path else Text(revision.name, "")
    return Change(
        subject=revision.subject,
        name=name,
        list=titles.list_of(path) if path else NOTHING,
        event=revision.event,
        ground="" if is_register else RESTED_ON if revision.event == "deleted" and ground == NEW else ground,
        authority=revision.authority,
        authority_title=names.of(revision.authority),
        in_force=revision.in_force,
        alike=revision.alike,
        moved_from=titles.table(revision.moved_from) if revision.moved_from else NOTHING,
        cells=tuple(_cells(compared, revision.table, revision.fields)),
        rows=tuple(_row(compared, row) for row in sorted(revision.rows, key=lambda row: titles.rank(row.table))),
        bodies=() if is_register else compared.bodies(revision),
    )


def _cells(compared: Compared, path: str, cells: tuple[tuple[str, str, str], ...]) -> Iterator[Cell]:
    for name, before, after in sorted(cells, key=lambda cell: compared.titles.rank(path, cell[0])):
        register = compared.titles.register_of(path, name)
        meant, means = (compared.names.of(cell, register) if name != OWN else NOTHING for cell in (before, after))
        yield Cell(compared.titles.column(path, name), before, after, meant, means)


def _row(compared: Compared, row: RowChange) -> Row:
    before, after = dict(row.before or ()), dict(row.after or ())
    cells = tuple((name, before.get(name, ""), after.get(name, "")) for name in before | after if name != ENTRY)
    return Row(compared.titles.table(row.table), row.event, tuple(_cells(compared, row.table, cells)))


def _shapes(compared: Compared) -> Iterator[Shape]:
    for one in compared.difference.reshaped:
        path = one.after or one.before
        yield Shape(path, compared.titles.table(path), tuple(_lines(compared, one, path)))


def _lines(compared: Compared, one: Reshaped, path: str) -> Iterator[tuple[str, tuple[Text, ...]]]:
    def called(*names: str) -> tuple[Text, ...]:
        return tuple(_called(name, compared.titles.column(path, name)) for name in names)

    if not one.before:
        yield "table_came", called(*one.heading_after)
    elif not one.after:
        yield "table_went", called(*one.heading_before)
    else:
        if one.before != one.after:
            yield "table_moved", (Text(one.before, ""),)
        if one.added:
            yield "columns_came", called(*one.added)
        if one.removed:
            yield "columns_went", called(*one.removed)
        for old, new in one.renamed:
            yield "column_renamed", (Text(old, ""), *called(new))
        if one.heading_before != one.heading_after and not (one.added or one.removed or one.renamed):
            yield "columns_ordered", ()


def _called(name: str, title: Text) -> Text:
    """The title of a column with its name."""
    if title.zh == name:
        return title
    return Text(f"{title.zh} ({name})", f"{title.en} ({name})" if title.en else "")


def _descriptors(compared: Compared) -> Iterator[Shape]:
    for path in compared.difference.described:
        is_there = path in compared.head.files, path in compared.base.files
        key = "descriptor_changed" if all(is_there) else "descriptor_came" if is_there[0] else "descriptor_went"
        folder = compared.titles.list_of(path)
        yield Shape(
            path, Text(PurePosixPath(path).name, "") if folder.zh == str(PurePosixPath(path).parent) else folder, ((key, ()),)
        )
