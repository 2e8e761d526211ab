"""An editor reads of a finding what a reader of the site reads: what was found, what that means, and the norm."""

from __future__ import annotations

import re

import pytest

from qingdan.check.explained import explained
from qingdan.check.findings import KEYS
from qingdan.check.noted import noted
from qingdan.linked import Linked
from qingdan.problem import Finding, Notice, Place
from qingdan.speak import say
from tests.world import MESSAGES, POWERS, PROCEDURES

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("key", KEYS)
def test_what_the_program_itself_looks_for_is_explained_in_both_languages(key: str) -> None:
    one = explained(())[key]
    for text in (one.title, one.about, one.norm):
        assert text.zh != text.en
        assert (bool(CHINESE.search(text.zh)), bool(re.search("[A-Za-z]{3}", text.en))) == (True, True)


def said(notice: Notice) -> tuple[str, str]:
    zh, en = (say(notice, MESSAGES, tongue).wrong for tongue in ("zh", "en"))
    return zh, en


def test_a_finding_of_a_norm_is_told_at_the_line_of_its_entry(linked: Linked) -> None:
    (notice,) = noted(linked.catalogue, (Finding("not_admitted", "PWR-0001"),))
    assert (notice.key, notice.place) == ("finding", Place(f"{POWERS}/powers.csv", 2))
    norm = explained(register.rows if (register := linked.catalogue.register("norm")) else ())["not_admitted"]
    zh, en = said(notice)
    assert zh == f"PWR-0001 样例权力：{norm.title.zh}。{norm.about.zh}根据：{norm.norm.zh}"
    assert en == f"PWR-0001 样例权力: {norm.title.en}. {norm.about.en} By: {norm.norm.en}"


def test_a_finding_names_the_version_of_a_law_or_the_number_that_it_speaks_of(linked: Linked) -> None:
    findings = (
        Finding("basis_superseded", "PRC-0001", versions=("LAW-0002-1999",)),
        Finding("not_admitted", "PRC-0002", measured="3.2"),
    )
    concerned, measured = noted(linked.catalogue, findings)
    assert concerned.place.path == measured.place.path == f"{PROCEDURES}/procedures.csv"
    assert ["LAW-0002-1999" in text for text in said(concerned)] == [True, True]
    assert ["（这里是 3.2）" in said(measured)[0], "(here: 3.2)" in said(measured)[1]] == [True, True]


def test_where_nothing_was_found_nothing_is_said(linked: Linked) -> None:
    assert noted(linked.catalogue, ()) == ()
