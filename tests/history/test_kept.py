"""What was told is kept and read again as it was, its details only when somebody asks for one."""

from __future__ import annotations

from qingdan.history.cells import RowLine, columns_of
from qingdan.history.kept import KeptDetails, dump, load
from qingdan.history.log import Commit
from qingdan.history.replay import Step
from qingdan.history.revisions import Detail, Difference, Reshaped, Revision
from qingdan.history.rows import RowChange

LINE = RowLine(columns_of(("id", "name")), "SAM-0001,样例".encode())
CELLS = (("id", "SAM-0002"), ("name", "样例二"))
ROW = RowChange("lists/a/b.csv", (("entry", "SAM-0001"),), RowLine(columns_of(("entry", "body")), b"SAM-0001,ORG-0001"))

STEPS = (
    Step(
        Commit("1", "2026-01-10T12:00:00+00:00", "SAMPLE Person", "SAMPLE"),
        Difference(
            (Reshaped("", "lists/a/a.csv", (), ("id", "name"), ()),),
            ("lists/a/datapackage.yaml",),
            (
                Revision("SAM-0001", "added", "lists/a/a.csv", name="样例", details=Detail((), LINE, (ROW,))),
                Revision("SAM-0002", "added", "lists/a/a.csv", in_force="2026-01-01", details=Detail((), CELLS)),
            ),
        ),
    ),
    Step(Commit("2", "2026-01-11T12:00:00+00:00", "", ""), Difference(described=("lists/a/datapackage.yaml",))),
    Step(
        Commit("3", "2026-01-12T12:00:00+00:00", "", ""),
        Difference(revisions=(Revision("SAM-0001", "deleted", "lists/a/a.csv", alike="SAM-0003", details=Detail(LINE)),)),
    ),
)


def kept(*pieces: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(load(memoryview(b"".join(part for piece in pieces for part in dump(piece)))))


def test_it_is_read_as_it_was_told_in_pieces_or_at_once() -> None:
    assert kept(STEPS) == kept(STEPS[:1], (), STEPS[1:]) == STEPS
    assert kept() == kept(()) == ()


def test_what_was_read_is_kept_as_what_was_told() -> None:
    assert kept(kept(STEPS)) == STEPS


def test_details_are_read_when_one_is_asked_for() -> None:
    one, other = kept(STEPS)[0].difference.revisions
    assert (one.event, one.name, other.in_force) == ("added", "样例", "2026-01-01")
    assert isinstance(one.details, KeptDetails)
    assert one.details is other.details
    assert isinstance(one.details._held, bytes)
    assert (other.come, one.rows) == (CELLS, (ROW,))
    assert not isinstance(one.details._held, bytes)


def test_revisions_are_equal_by_what_they_tell_wherever_it_lies() -> None:
    told, read = STEPS[0].difference.revisions[1], kept(STEPS)[0].difference.revisions[1]
    assert (told == read, told != read, hash(told) == hash(read)) == (True, False, True)
    other = told._replace(details=Detail((), CELLS[:1]))
    assert (told == other, told != other, read == other, read != other) == (False, True, False, True)
    assert told._replace(name="样例三") != read
    assert told != tuple(told)
