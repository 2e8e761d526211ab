"""A body as a whole: what lists tell of it with pictures, details, measures and findings, and what it exercises by matter."""

from __future__ import annotations

import json
from pathlib import Path

from qingdan.linked import Entry
from qingdan.model import File
from qingdan.pages.beside import beside_page, body_file
from qingdan.pages.entry import findings_shown, implementation_page
from qingdan.pages.portrait import exercised_by_matter, portraits_of
from qingdan.pages.publication import Publication
from qingdan.pages.told import details_shown, flow_shown, measures_shown
from qingdan.problem import Measured
from qingdan.state import read_state
from tests.world import DAY, IMPLEMENTATIONS, add_the_look, add_told, change, write_world


def entry(told: Publication, name: str) -> Entry:
    return told.linked.entries[name]


def parts(told: Publication, body: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in told.linked.referring("organisations", body):
        for row in told.linked.child_rows(one.id, "bodies"):
            if row["body"] == body:
                found.setdefault(row["role"], []).append(one)
    return found


def test_details_are_shown_with_the_columns_in_which_anything_stands(told: Publication) -> None:
    amounts, offices = details_shown(told, entry(told, "TLD-0001"))
    assert [field.name for field in amounts.fields] == ["number", "name", "amount"]
    assert [[cell.text.zh if cell else "" for cell in row] for row in amounts.rows] == [
        ["1", "样例甲", "1.5"],
        ["2", "样例乙", "2.5"],
    ]
    assert "qd-bars" in amounts.picture
    assert "2.5" in amounts.picture
    assert [[cell.text.zh if cell else "" for cell in row] for row in offices.rows] == [
        ["样例办公室", "样例服务", "样例职责"],
        ["样例平台", "", ""],
    ]
    assert "样例服务 1" in offices.picture


def test_a_measure_is_shown_beside_its_bound_whether_it_is_kept_or_not(told: Publication) -> None:
    (kept,) = measures_shown(told, entry(told, "TLD-0001"))
    (broken,) = measures_shown(told, entry(told, "TLD-0002"))
    assert kept.measured == Measured("too_few", "TLD-0001", "4", (">=", "4"), is_kept=True)
    assert broken.measured == Measured("too_few", "TLD-0002", "3", (">=", "4"), is_kept=False)
    assert broken.bound == "≥ 4"
    assert broken.norm.title.en == "SAMPLE too few"
    assert not list(measures_shown(told, entry(told, "TLD-0003")))


def test_what_moves_is_drawn_and_said_in_words_rejected_and_withdrawn_aside(told: Publication) -> None:
    table = entry(told, "TLD-0001").table
    entries = [entry(told, name) for name in ("TLD-0001", "TLD-0002", "TLD-0003")]
    found = flow_shown(told, table, entries, is_sample=False)
    assert found
    (move,) = found.moves
    assert (move.sender.text.zh, move.receiver.text.zh, len(move.entries), move.amount) == (
        "样例街道办事处",
        "样例居委会",
        2,
        "1,200",
    )
    assert "1,200 样例元" in found.picture
    assert flow_shown(told, table, [entry(told, "TLD-0003")], is_sample=False) is None


def test_a_picture_of_a_sample_says_so(told: Publication) -> None:
    found = flow_shown(told, entry(told, "TLD-0009").table, [entry(told, "TLD-0009")], is_sample=True)
    assert found
    assert 'aria-label="样例 · ' in found.picture
    assert ">样例</text>" in found.picture


def test_a_body_is_told_of_whole_and_a_sample_only_of_itself(told: Publication) -> None:
    (portrait,) = portraits_of(told, "ORG-0002", parts(told, "ORG-0002"))
    assert [one.entry.id for one in portrait.told] == ["TLD-0001", "TLD-0002"]
    first, second = portrait.told
    assert [(fact.label.zh, fact.values[0].text.zh) for fact in first.facts] == [
        ("样例经费", "1200"),
        ("付了", told.words["claim_true"].zh),
    ]
    assert [one.finding.key for one in first.findings] == ["not_admitted"]
    assert [one.finding.key for one in second.findings] == ["too_few"]
    (sample,) = portraits_of(told, "ORG-0009", parts(told, "ORG-0009"))
    assert [one.entry.id for one in sample.told] == ["TLD-0009"]
    assert sample.flows[0].is_sample
    assert not list(portraits_of(told, "ORG-0001", {}))


def test_a_finding_of_a_sample_is_shown_with_it_and_not_counted(told: Publication) -> None:
    assert [one.finding.key for one in findings_shown(told, entry(told, "TLD-0009"))] == ["not_admitted"]
    assert "TLD-0009" not in {finding.entry for finding in told.findings}


def test_what_a_body_exercises_stands_by_list_and_group(told: Publication) -> None:
    (group,) = exercised_by_matter(told, [entry(told, "IMP-0001")])
    ((label, ((matter, source),)),) = group.groups
    assert (group.list.address, label.zh, matter.text.zh, matter.address, source) == (
        "procedures/",
        "样例服务",
        "样例一",
        "implementations/IMP-0001/",
        None,
    )


def test_the_file_of_a_body_says_what_it_exercises_and_what_it_was_given(told: Publication) -> None:
    (body,) = told.exercising
    (file,) = body_file(told, body)
    assert isinstance(file, File)
    tree = json.loads(file.data)
    assert (file.path, tree["id"], tree["sample"]) == ("organisations/ORG-0009.json", "ORG-0009", True)
    assert [one["entry"] for one in tree["exercises"]] == ["PRC-0001"]
    assert [one["entry"] for one in tree["told"]] == ["TLD-0009"]
    assert ["样例经费", "7"] in tree["told"][0]["facts"]
    assert not list(beside_page(told))


def test_an_implementation_shows_what_was_found_of_it_and_what_is_related(tmp_path: Path) -> None:
    root = add_the_look(add_told(write_world(tmp_path)))
    change(root / IMPLEMENTATIONS / "implementations.csv", ",000-00000,,,,", ",000-00000,,,2,")
    change(root / "lists" / "told" / "related.csv", "TLD-0001,admits,TLD-0002", "TLD-0001,admits,IMP-0001")
    state = read_state(root, DAY, lambda _: None)
    assert state.publication, state.problems
    page = implementation_page(state.publication, state.publication.linked.entries["IMP-0001"])
    found, related = page.values["findings"], page.values["related"]
    assert isinstance(found, tuple)
    assert isinstance(related, tuple)
    assert [one.finding.key for one in found] == ["decision_not_known", "not_admitted"]
    assert [(one.label.en, one.values[0].address) for one in related] == [("SAMPLE admitted by", "told/TLD-0001/")]
