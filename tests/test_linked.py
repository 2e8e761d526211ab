"""Who refers to whom."""

from __future__ import annotations

from qingdan.linked import Linked
from tests.world import PROCEDURES, TERMS, amended


def samples(linked: Linked) -> list[str]:
    return [entry for entry in linked.entries if linked.is_sample(entry)]


def test_entries_stand_in_the_order_of_the_lists_with_their_addresses(linked: Linked) -> None:
    assert [entry.address for entry in linked.entries.values()] == [
        *("procedures/PRC-0001/", "procedures/PRC-0002/", "procedures/PRC-0009/", "responsibilities/RSP-0001/"),
        *("powers/PWR-0001/", "implementations/IMP-0001/"),
    ]


def test_an_entry_that_names_a_sample_body_is_a_sample_and_is_not_counted(linked: Linked) -> None:
    assert samples(linked) == ["PRC-0009", "IMP-0001"]
    counts = {package.name: len(linked.counted(package)) for package in linked.catalogue.lists}
    assert counts == {"procedures": 2, "responsibilities": 1, "powers": 1, "implementations": 0, "search-terms": 0}


def test_a_sample_body_in_a_step_makes_a_sample_too(linked: Linked) -> None:
    changed = amended(linked, (f"{PROCEDURES}/steps.csv", ",ORG-0001,", ",ORG-0009,"))
    assert samples(changed) == ["PRC-0001", "PRC-0009", "IMP-0001"]


def test_a_row_of_a_register_knows_the_entries_that_name_it_themselves_or_by_a_child(linked: Linked) -> None:
    def referring(register: str, key: str) -> list[str]:
        return [entry.id for entry in linked.referring(register, key)]

    assert referring("organisations", "ORG-0009") == ["PRC-0009", "IMP-0001"]
    assert referring("law-versions", "LAW-0002-1999") == ["PRC-0001", "PRC-0009"]
    assert referring("laws", "LAW-0001") == ["PRC-0001", "PRC-0002", "PWR-0001"]
    assert referring("aspect", "order") == ["PRC-0002"]
    assert referring("aspect", "nothing") == []


def test_child_rows_stand_in_the_order_of_their_file(linked: Linked) -> None:
    assert [row["number"] for row in linked.child_rows("PRC-0001", "steps")] == ["1", "2"]
    assert [row["law_version"] for row in linked.child_rows("PRC-0001", "bases")] == ["LAW-0001-20200101", "LAW-0002-1999"]
    assert linked.child_rows("PRC-0002", "steps") == ()


def test_an_entry_knows_who_names_it(linked: Linked) -> None:
    found = {entry: [row["entry"] for row in rows] for entry, rows in linked.incoming.items()}
    assert found == {"RSP-0001": ["PRC-0001"]}


def test_an_entry_knows_the_words_that_lead_to_it_each_once(linked: Linked) -> None:
    assert linked.words_for("PRC-0001") == ("样例俗话", "SAMPLE word")
    assert linked.words_for("PRC-0009") == ()
    twice = amended(linked, (f"{TERMS}/terms.csv", "样例老话,old_name,PRC-0002", "样例俗话,old_name,PRC-0001"))
    assert twice.words_for("PRC-0001") == ("样例俗话", "SAMPLE word")


def test_words_that_lead_to_no_entry_stand_under_a_blank(linked: Linked) -> None:
    assert [row["term"] for row in linked.terms[""]] == ["样例没有"]
