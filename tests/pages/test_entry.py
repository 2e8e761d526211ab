"""What stands on the page of an entry."""

from __future__ import annotations

import pytest

from qingdan.linked import Linked
from qingdan.model import Text
from qingdan.pages.entry import Fact, entry_page
from tests.world import PROCEDURES, amended, publish_linked


@pytest.mark.parametrize(("fee", "said"), [("true", Text("是", "yes")), ("false", Text("否", "no"))])
def test_a_claim_is_said_in_words(linked: Linked, fee: str, said: Text) -> None:
    publication = publish_linked(amended(linked, (f"{PROCEDURES}/procedures.csv", ",,15,day", f",{fee},15,day")))
    facts = entry_page(publication, publication.linked.entries["PRC-0001"]).values["facts"]
    assert isinstance(facts, tuple)
    assert [value.text for fact in facts if isinstance(fact, Fact) and fact.label.zh == "收费" for value in fact.values] == [said]
