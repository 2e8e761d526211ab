"""What was linked once is not made again while pages of the same folder are made, and is forgotten after."""

from __future__ import annotations

from qingdan.model import Text
from qingdan.pages.links import Links
from qingdan.pages.refer import Shown
from qingdan.pages.voice import Voice


def test_what_was_linked_is_kept_until_it_is_forgotten() -> None:
    links = Links("zh", "powers/PWR-0001/", Voice("zh", {}), lambda _: None, {})
    law = Shown(Text("样例法", ""), "laws/LAW-0001/")
    first = links.link(law)
    assert links.link(law) is first
    links.forget()
    assert links.link(law) == first == '<a href="../../laws/LAW-0001/">样例法</a>'
    assert links.link(law) is not first
