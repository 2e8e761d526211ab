"""Two states are compared in the same way however many rows changed."""

from __future__ import annotations

import time

from qingdan.history.between import between
from qingdan.history.ledger import FEW


def table(number: int, name: str) -> dict[str, bytes]:
    return {"lists/samples/samples.csv": ("id,name\n" + "".join(f"SMP-{row},{name}\n" for row in range(number))).encode()}


def test_of_few_and_of_many_rows_that_changed_the_same_is_told() -> None:
    for number in (FEW, FEW + 1):
        told = between(table(number, "样例"), table(number, "样例二")).revisions
        assert [(one.event, one.name, one.fields) for one in told] == [
            ("amended", "样例二", (("name", "样例", "样例二"),))
        ] * number


def test_a_table_in_which_every_row_changed_is_compared_in_time() -> None:
    start = time.process_time()
    assert len(between(table(20_000, "样例"), table(20_000, "样例二")).revisions) == 20_000
    assert time.process_time() - start < 20


def test_a_change_of_rows_that_belong_to_an_entry_knows_the_entry() -> None:
    table, bodies = b"id,name,authority\nPRC-0001,SAMPLE,AUT-0001\n", b"entry,body\nPRC-0001,ORG-0001\n"
    old = {"lists/a/a.csv": table, "lists/a/bodies.csv": bodies}
    (revision,) = between(old, {**old, "lists/a/bodies.csv": bodies + b"PRC-0001,ORG-0002\n"}).revisions
    assert (revision.subject, revision.table, revision.name, revision.authority) == (
        "PRC-0001",
        "lists/a/a.csv",
        "SAMPLE",
        "AUT-0001",
    )
