"""An entry as JSON: its row, its child rows, what they refer to spelt out, and what became of it."""

from __future__ import annotations

import json
from pathlib import Path

from qingdan.exports.entry_json import Spelling
from qingdan.history.timeline import Timeline
from qingdan.linked import Linked
from tests.history.made import AUTHOR, commit_all, told
from tests.world import POWERS, PROCEDURES, SETTINGS, amended, change, linked_world

SOURCE = {"id": "SRC-0001", "title": "样例网页一", "kind": "page", "url": "https://source.example/1"}
REFERENCES = {
    "status": "in_force",
    "status_is": {"code": "in_force", "name": "样例现行", "english": "SAMPLE in force"},
    "certainty": "statute_text",
    "certainty_is": {"code": "statute_text", "name": "样例核对", "english": "SAMPLE checked"},
    "authority": "AUT-0001",
    "authority_is": {"id": "AUT-0001", "title": "样例来源文件", "kind": "origin", "source": "SRC-0001"},
    "source": "SRC-0001",
    "source_is": SOURCE,
}


def read(linked: Linked, entry: str) -> object:
    """The JSON of an entry without what is null, so that a further column breaks no test."""
    return known(json.loads(written(linked, entry)))


def written(linked: Linked, entry: str) -> bytes:
    return Spelling(linked, Timeline()).write(linked.entries[entry])


def known(tree: object) -> object:
    if isinstance(tree, dict):
        return {name: known(value) for name, value in tree.items() if value is not None}
    return [known(item) for item in tree] if isinstance(tree, list) else tree


def test_an_entry_stands_with_everything_that_belongs_to_it(linked: Linked) -> None:
    body = {"id": "ORG-0001", "name": "样例街道办事处", "english": "SAMPLE office", "kind": "office", "sample": False}
    role = {"code": "responsible", "name": "样例负责", "english": "SAMPLE responsible", "first": True, "forbids": False}
    added = {"code": "added", "name": "样例增加", "english": "SAMPLE added"}
    care = {"code": "care", "name": "样例照顾", "english": "SAMPLE care", "meaning": "样例含义"}
    assert read(linked, "RSP-0001") == {
        "format": "qingdan-entry/1",
        "unofficial": True,
        "sample": False,
        "list": "responsibilities",
        "address": "https://sample.example/responsibilities/RSP-0001/",
        "licence": "https://licence.example/by/4.0/",
        "entry": {
            "id": "RSP-0001",
            "name": "样例责任",
            "summary": "样例：要做的事。",
            "aspect": "care",
            "aspect_is": care,
            **REFERENCES,
        },
        "bodies": [
            {"entry": "RSP-0001", "role": "responsible", "role_is": role, "body": "ORG-0001", "body_is": body},
        ],
        "bases": [],
        "scopes": [],
        "related": [],
        "events": [
            {
                "entry": "RSP-0001",
                "event": "added",
                "event_is": added,
                "note": "样例变动",
                **{name: value for name, value in REFERENCES.items() if name.startswith("authority")},
            },
        ],
        "also_called": ["样例俗话"],
        "referred_to_by": [{"entry": "PRC-0001", "relation": "carries_out"}],
        "history": [],
    }


def test_an_implementation_of_a_sample_body_says_that_it_is_a_sample(linked: Linked) -> None:
    office = {"id": "ORG-0009", "name": "虚构街道", "english": "SAMPLE invented office", "kind": "office", "sample": True}
    assert read(linked, "IMP-0001") == {
        "format": "qingdan-entry/1",
        "unofficial": True,
        "sample": True,
        "list": "implementations",
        "address": "https://sample.example/implementations/IMP-0001/",
        "licence": "https://licence.example/by/4.0/",
        "entry": {
            "id": "IMP-0001",
            "entry": "PRC-0001",
            "body": "ORG-0009",
            "body_is": office,
            "entry_is": {"name": "样例一", "address": "https://sample.example/procedures/PRC-0001/"},
            "place": "虚构路1号",
            "phone": "000-00000",
            **REFERENCES,
        },
        "also_called": [],
        "referred_to_by": [],
        "history": [],
    }


def test_a_version_of_a_law_is_spelt_out_with_the_title_of_the_law(linked: Linked) -> None:
    tree = json.loads(written(linked, "PWR-0001"))
    assert [(basis["article"], known(basis["law_version_is"])) for basis in tree["bases"]] == [
        (
            "第十条",
            {
                "id": "LAW-0001-20200101",
                "law": "LAW-0001",
                "version_date": "2020-01-01",
                "standing": "in_force",
                "text_checked_on": "2026-01-31",
                "source": "SRC-0001",
                "title": "样例国样例法",
            },
        )
    ]


def test_an_amended_cell_changes_the_json_of_its_entry_and_of_no_other(linked: Linked) -> None:
    changed = amended(linked, (f"{POWERS}/powers.csv", "样例权力", "样例新权力"))
    assert [entry for entry in linked.entries if read(changed, entry) != read(linked, entry)] == ["PWR-0001"]


def test_the_same_entry_gives_the_same_bytes(linked: Linked, world: Path) -> None:
    again = linked_world(world)
    for name in linked.entries:
        assert written(linked, name) == Spelling(again, Timeline()).write(again.entries[name])


FIRST, SECOND = "2026-02-01T08:00:00+08:00", "2026-02-01T23:30:00+00:00"
ORIGIN = {"authority": "AUT-0001", "authority_is": REFERENCES["authority_is"]}


def history(root: Path, entry: str) -> dict[str, object]:
    """What the JSON of an entry says under its own name for its history, and nothing else."""
    linked = linked_world(root)
    data = Spelling(linked, told(root)).write(linked.entries[entry])
    return {name: value for name, value in json.loads(data).items() if name.startswith("history")}


def test_the_history_tells_each_commit_with_its_day_here_and_what_it_changed(world: Path) -> None:
    first = commit_all(world, FIRST, "SAMPLE")
    change(world / f"{PROCEDURES}/procedures.csv", "带上样例", "带上<样例>")
    change(world / f"{PROCEDURES}/materials.csv", "PRC-0001,1,样例证,true", "PRC-0001,1,样例证,false")
    second = commit_all(world, SECOND, "SAMPLE")
    row = {"entry": "PRC-0001", "number": "1", "name": "样例证"}
    assert history(world, "PRC-0001") == {
        "history": [
            {
                "commit": second,
                "time": SECOND,
                "day": "2026-02-02",
                "event": "amended",
                "name": "样例一",
                **ORIGIN,
                "ground": "same_authority",
                "fields": {"what_to_do": {"before": "带上样例", "after": "带上<样例>"}},
                "rows": [
                    {
                        "table": f"{PROCEDURES}/materials.csv",
                        "before": {**row, "required": "true"},
                        "after": {**row, "required": "false"},
                    }
                ],
            },
            {
                "commit": first,
                "time": FIRST,
                "day": "2026-02-01",
                "event": "added",
                "name": "样例一",
                **ORIGIN,
                "ground": "authority",
                "in_force": "2026-01-01",
            },
        ]
    }


def test_what_is_not_committed_has_no_commit_time_and_day(world: Path) -> None:
    commit_all(world, FIRST, "SAMPLE")
    change(world / f"{POWERS}/powers.csv", "样例权力", "样例新权力")
    (newest, _) = history(world, "PWR-0001")["history"]  # type: ignore[misc]
    assert (newest["commit"], newest["time"], newest["day"]) == (None, None, None)  # type: ignore[has-type]
    assert newest["fields"] == {"name": {"before": "样例权力", "after": "样例新权力"}}  # type: ignore[has-type]


def test_where_the_history_cannot_be_told_the_reason_stands_there(world: Path) -> None:
    assert history(world, "PRC-0001") == {"history_unavailable": "no_repository"}


def test_who_wrote_a_change_is_named_only_where_the_settings_ask_for_it(world: Path) -> None:
    commit_all(world, FIRST, "SAMPLE")
    assert AUTHOR not in str(history(world, "PRC-0001"))
    (world / "catalogue/catalogue.yaml").write_text(f"{SETTINGS}authors: true\n", "utf-8")
    assert str(history(world, "PRC-0001")).count(AUTHOR) == 1
