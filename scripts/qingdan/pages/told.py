"""What is told of an entry beside its own cells: its details as tables, their pictures, and what norms measured of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qingdan.check.explained import Explained
from qingdan.draw.bars import Bar, bars
from qingdan.draw.flow import Move, flow
from qingdan.draw.tree import Branch, tree
from qingdan.linked import Entry, Linked
from qingdan.model import DETAILS, Field, Picture, Row, Table, Text
from qingdan.pages.procedure import behind, mark_of
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, named, refer
from qingdan.problem import Measured

BOUNDS: Mapping[str, str] = {">=": "≥", "<=": "≤", "==": "="}
"""How a bound is written (see `model.Norm`)."""


@dataclass(frozen=True, slots=True)
class DetailsShown:
    """A child table of an entry: the columns in which anything stands, its rows, and its picture, blank where it has none."""

    table: Table
    fields: tuple[Field, ...]
    rows: tuple[tuple[Shown | None, ...], ...]
    picture: str


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """What a norm measured, beside its bound (`≥ 4`)."""

    measured: Measured
    norm: Explained
    bound: str


def details_shown(publication: Publication, entry: Entry) -> Iterator[DetailsShown]:
    """The details of an entry, in the order of its list."""
    linked = publication.linked
    for table in entry.package.tables:
        rows = linked.rows_of(entry, table) if table.role == DETAILS else ()
        fields = tuple(field for field in table.fields if field.shown != "hidden" and any(row[field.name] for row in rows))
        if rows:
            cells = tuple(
                tuple(said(publication, field, row[field.name]) if row[field.name] else None for field in fields) for row in rows
            )
            yield DetailsShown(table, fields, cells, _picture_of_details(publication, entry, table, rows))


def said(publication: Publication, field: Field, cell: str) -> Shown:
    """A cell as a reader sees it; a claim in words. The caller leaves blank cells out."""
    if field.references:
        return refer(publication.linked, field.references, cell)
    if field.type == "boolean":
        return Shown(publication.words[f"claim_{cell}"])
    return Shown(Text(cell, ""))


def measures_shown(publication: Publication, entry: Entry) -> Iterator[MeasureShown]:
    """What norms measured of an entry."""
    for measured in publication.measures_of.get(entry.id, ()):
        how, number = measured.bound
        yield MeasureShown(measured, publication.norms[measured.key], f"{BOUNDS[how]} {number}")


def _picture_of_details(publication: Publication, entry: Entry, table: Table, rows: tuple[Row, ...]) -> str:
    picture = table.picture
    if picture is None or picture.kind == "flow":
        return ""
    name, mark = publication.linked.name_of(entry), mark_of(publication, publication.linked.is_sample(entry.id))
    title = behind(mark, f"{name}：{table.title.zh}")
    if picture.kind == "tree":
        return tree(name, tuple(_branches(publication.linked, table, picture, rows)), title, mark)
    named_by, column = table.field_named(picture.about["name"]), picture.about["amount"]
    known = [row for row in rows if row[column]] if named_by else []
    drawn = tuple(Bar(said(publication, named_by, row[named_by.name]).text.zh, float(row[column])) for row in known if named_by)
    return bars(drawn, title, mark) if drawn else ""


def _branches(linked: Linked, table: Table, picture: Picture, rows: Iterable[Row]) -> Iterator[Branch]:
    """The rows of a table by the codes of a column, in the order in which each first stands."""
    group, name, note = (picture.about[word] for word in ("group", "name", "note"))
    field = table.field_named(group)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row[group], []).append((row[name], row[note]))
    for code, parts in found.items():
        label = named(linked.look_up(field.references, code)).zh if field and field.references else code
        yield Branch(f"{label} {len(parts)}", tuple(parts))


@dataclass(frozen=True, slots=True)
class MoveShown:
    """From whom to whom, in which entries, and how much in all; blank where no entry says."""

    sender: Shown
    receiver: Shown
    amount: str
    entries: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class FlowShown:
    """A picture of moves and the moves themselves, which say the same in words."""

    picture: str
    unit: str
    moves: tuple[MoveShown, ...]
    is_sample: bool


MOST = 12
"""Moves of one picture. More than that nobody follows with the eye; the table below it has them all."""


def flow_shown(publication: Publication, table: Table, entries: Iterable[Entry], is_sample: bool) -> FlowShown | None:
    """What moves from whom to whom in some entries of a table that has such a picture; none where nothing does."""
    picture, linked = table.picture, publication.linked
    if picture is None or picture.kind != "flow":
        return None
    gathered: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.row[picture.about["when"]] != picture.about["is"]:
            continue
        parts = linked.child_rows(entry.id, "bodies")
        senders = [row["body"] for row in parts if row["role"] == picture.about["from"]]
        receivers = [row["body"] for row in parts if row["role"] == picture.about["to"]]
        for sender in senders:
            for receiver in receivers:
                gathered.setdefault((sender, receiver), []).append(entry)
    if not gathered:
        return None
    unit, column = picture.about["unit"], picture.about["amount"]
    moves, drawn = [], []
    for (sender, receiver), found in gathered.items():
        amounts = [float(entry.row[column]) for entry in found if entry.row[column]]
        amount = sum(amounts)
        written = f"{amount:,.2f}".removesuffix(".00") if amounts else ""
        one, other = refer(linked, "organisations", sender), refer(linked, "organisations", receiver)
        called = tuple(Shown(Text(linked.name_of(entry), ""), entry.address) for entry in found)
        moves.append(MoveShown(one, other, written, called))
        drawn.append(Move(one.text.zh, other.text.zh, amount, f"{written} {unit}"))
    mark = mark_of(publication, is_sample)
    nothing = publication.words["no_money"].zh
    told = "；".join(f"{move.sender} → {move.receiver} {move.written if move.amount else nothing}" for move in drawn[:MOST])
    title = behind(mark, f"{table.title.zh}：{told}")
    return FlowShown(flow(tuple(drawn[:MOST]), title, nothing, mark), unit, tuple(moves), is_sample)
