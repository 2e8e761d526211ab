"""From a descriptor and its CSV files to a package, or to what keeps it from being one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from qingdan.linked import Linked
from qingdan.load.package import ROLES, load_package
from qingdan.model import Field, Place, Problem, Row, Text
from tests.world import POWERS, PROCEDURES, REGISTERS, texts

DESCRIPTOR = f"{PROCEDURES}/datapackage.yaml"
STEPS = f"{PROCEDURES}/steps.csv"
RELATED = f"{PROCEDURES}/related.csv"

SMALL = """\
name: powers
title: 样例
version: 0.1.0
qingdan: {title: SAMPLE, group_by: kind}
resources:
  - name: powers
    title: 样例表
    path: powers.csv
    qingdan: {role: entries, title: SAMPLE table}
    schema:
      primaryKey: id
      fields:
        - {name: id, type: string, title: 编号, constraints: {required: true}, qingdan: {title: Id, shown: head}}
        - {name: kind, type: string, qingdan: {references: status, editorial: true, facet: true}}
        - {name: name, type: string}
        - {name: summary, type: string}
        - {name: status, type: string}
        - {name: certainty, type: string}
        - {name: authority, type: string}
        - {name: source, type: string}
"""
HEADING = ("id", "kind", "name", "summary", "status", "certainty", "authority", "source")
CELLS = ("PWR-0001", "in_force", "样例", "样例。", "in_force", "statute_text", "AUT-0001", "SRC-0001")


SMALL_TEXTS = {f"{POWERS}/datapackage.yaml": SMALL, f"{POWERS}/powers.csv": f"{','.join(HEADING)}\n{','.join(CELLS)}\n"}
"""A list of one table with the fewest columns."""

Change = tuple[str, str, str]


def changed(all_texts: Mapping[str, str], *changes: Change) -> dict[str, str]:
    """The texts with the second put in the place of the first in the file at a path."""
    made = dict(all_texts)
    for path, old, new in changes:
        assert old in made[path], f"{path} does not hold {old!r}"
        made[path] = made[path].replace(old, new, 1)
    return made


def problems_in(folder: str, *changes: Change) -> tuple[Problem, ...]:
    """What keeps the package of the small world in a folder from being one after these changes."""
    return load_package(folder, changed(texts(), *changes))[1]


def problems_in_small(old: str, new: str) -> tuple[Problem, ...]:
    """The same of the list of one table, after a change of its descriptor."""
    return load_package(POWERS, changed(SMALL_TEXTS, (f"{POWERS}/datapackage.yaml", old, new)))[1]


def malformed(name: str, expected: str, folder: str = PROCEDURES) -> tuple[Problem, ...]:
    return (Problem("malformed_property", Place(f"{folder}/datapackage.yaml"), {"name": name, "expected": expected}),)


def test_a_package_holds_what_its_descriptor_says() -> None:
    package, problems = load_package(POWERS, SMALL_TEXTS)
    assert package
    blank = Text("", "")
    (table,) = package.tables
    assert (package.name, package.folder, package.title, package.version, package.group_by, package.main, problems) == (
        *("powers", POWERS, Text("样例", "SAMPLE"), "0.1.0", "kind", table, ()),
    )
    assert (table.name, table.role, table.path, table.title, table.primary_key, table.foreign_keys) == (
        *("powers", "entries", f"{POWERS}/powers.csv", Text("样例表", "SAMPLE table"), ("id",), ()),
    )
    assert table.fields[:2] == (
        Field("id", "string", Text("编号", "Id"), blank, "", {"required": True}, shown="head"),
        Field("kind", "string", blank, blank, "", {}, references="status", editorial=True, facet=True),
    )
    assert table.rows == (Row(2, dict(zip(HEADING, CELLS, strict=True))),)


def test_a_schema_may_stand_in_a_file_of_its_own(linked: Linked) -> None:
    table = linked.catalogue.register("status")
    assert table
    assert [field.name for field in table.fields] == ["code", "name", "english", "meaning"]


def test_a_descriptor_that_is_not_there_is_named() -> None:
    assert load_package("lists/none", texts()) == (None, (Problem("no_descriptor", Place("lists/none/datapackage.yaml")),))


def test_a_table_that_is_not_there_is_named() -> None:
    left = {path: text for path, text in texts().items() if path != STEPS}
    assert load_package(PROCEDURES, left)[1] == (Problem("table_missing", Place(DESCRIPTOR), {"name": STEPS}),)


@pytest.mark.parametrize("path", ["../powers/powers.csv", "https://elsewhere.example/steps.csv", "/etc/passwd"])
def test_a_table_outside_the_folder_is_not_read(path: str) -> None:
    assert problems_in(PROCEDURES, (DESCRIPTOR, "path: steps.csv", f"path: {path}")) == (
        Problem("table_missing", Place(DESCRIPTOR), {"name": f"{PROCEDURES}/{path}"}),
        Problem("orphan_file", Place(STEPS), {"descriptor": DESCRIPTOR}),
    )


def test_a_file_that_the_descriptor_does_not_name_is_an_orphan() -> None:
    path = f"{PROCEDURES}/steps-old.csv"
    problem = Problem("orphan_file", Place(path), {"descriptor": DESCRIPTOR})
    assert load_package(PROCEDURES, {**texts(), path: "entry\n"})[1] == (problem,)


def test_a_heading_in_another_order_is_refused() -> None:
    values = {"found": "entry,other,relation", "expected": "entry,relation,other"}
    found = problems_in(PROCEDURES, (RELATED, "entry,relation,other", "entry,other,relation"))
    assert found == (Problem("wrong_heading", Place(RELATED, 1), values),)


def test_a_table_with_semicolons_is_refused_at_its_heading() -> None:
    values = {"found": "entry;relation;other", "expected": "entry,relation,other"}
    found = load_package(PROCEDURES, {**texts(), RELATED: texts()[RELATED].replace(",", ";")})[1]
    assert found == (Problem("wrong_heading", Place(RELATED, 1), values),)


def test_a_name_that_is_not_the_folders_is_refused() -> None:
    found = problems_in(PROCEDURES, (DESCRIPTOR, "name: procedures", "name: procedure"))
    assert found == (Problem("wrong_package_name", Place(DESCRIPTOR), {"name": "procedure"}),)


@pytest.mark.parametrize("role", ["stages", "generated"])
def test_a_role_that_no_list_may_use_is_refused_with_those_that_it_may(role: str) -> None:
    usable = " / ".join(name for name in ROLES if name != "generated")
    assert problems_in(PROCEDURES, (DESCRIPTOR, "role: steps", f"role: {role}")) == malformed("resources[1].qingdan.role", usable)


@pytest.mark.parametrize(
    ("old", "new", "name", "expected"),
    [
        ("version: 0.1.0\n", "", "version", "text"),
        ("version: 0.1.0\n", "version: [0, 1]\n", "version", "text"),
        ("qingdan: {title: SAMPLE, group_by: kind}", "qingdan: SAMPLE", "qingdan", "mapping"),
        ("    path: powers.csv\n", "", "resources[0].path", "text"),
        ("    path: powers.csv\n", "    path: [powers.csv]\n", "resources[0].path", "text"),
        ("    qingdan: {role: entries, title: SAMPLE table}\n", "", "resources[0].qingdan.role", "text"),
        ("      primaryKey: id\n", "      primaryKey: {id: id}\n", "resources[0].schema.primaryKey", "text or list of texts"),
        ("- {name: id, type: string,", "- {name: id,", "resources[0].schema.fields[0].type", "text"),
        ("constraints: {required: true}", "constraints: required", "resources[0].schema.fields[0].constraints", "mapping"),
        ("editorial: true", "editorial: yes please", "resources[0].schema.fields[1].qingdan.editorial", "true / false"),
        ("facet: true", "facet: 1", "resources[0].schema.fields[1].qingdan.facet", "true / false"),
        ("        - {name: kind", "        - kind\n        - {name: kind", "resources[0].schema.fields", "list of mappings"),
    ],
)
def test_a_property_that_is_missing_or_of_the_wrong_kind_is_named(old: str, new: str, name: str, expected: str) -> None:
    assert problems_in_small(old, new) == malformed(name, expected, POWERS)


def test_a_schema_file_that_is_not_there_is_named() -> None:
    path = f"{REGISTERS}/codes/plain.schema.yaml"
    found = load_package(REGISTERS, {name: text for name, text in texts().items() if name != path})[1]
    assert [problem.place.path for problem in found] == [f"{REGISTERS}/datapackage.yaml"]


def test_a_broken_schema_file_is_named() -> None:
    path = f"{REGISTERS}/codes/plain.schema.yaml"
    found = load_package(REGISTERS, {**texts(), path: "fields: [\n"})[1]
    assert [problem.place.path for problem in found] == [path]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      primaryKey: id\n", "      primarykey: id\n"),
        ("references: status", "refrences: status"),
        ("group_by: kind", "groupby: kind"),
        ("group_by: kind", "group_by: knid"),
        ("shown: head", "shown: haed"),
        ("      primaryKey: id\n", "      primaryKey: id\n      uniqueKeys: [[kind]]\n"),
    ],
)
def test_a_word_of_the_descriptor_that_has_no_effect_is_refused(old: str, new: str) -> None:
    assert [problem.place.path for problem in problems_in_small(old, new)] == [f"{POWERS}/datapackage.yaml"]


@pytest.mark.parametrize("keys", ["{fields: id, reference: {resource: '', fields: id}}", "id"])
def test_foreign_keys_that_are_no_list_of_mappings_are_refused(keys: str) -> None:
    found = problems_in_small("primaryKey: id\n", f"primaryKey: id\n      foreignKeys: {keys}\n")
    assert found == malformed("resources[0].schema.foreignKeys", "list of mappings", POWERS)


@pytest.mark.parametrize("name", ["steps", "../materials"], ids=["of another table", "of a place outside"])
def test_a_name_that_a_table_may_not_have_is_refused(name: str) -> None:
    found = problems_in(PROCEDURES, (DESCRIPTOR, "  - name: materials\n", f"  - name: {name}\n"))
    assert [problem.place.path for problem in found] == [DESCRIPTOR]


@pytest.mark.parametrize("pattern", ["(", "(a+)+$", "((a+))+$", "(a|aa)+$"])
def test_a_pattern_that_breaks_or_hangs_the_checks_is_refused(pattern: str) -> None:
    found = problems_in(PROCEDURES, (DESCRIPTOR, "pattern: (PRC)-[0-9]{4,6}", f"pattern: '{pattern}'"))
    assert [problem.place.path for problem in found] == [DESCRIPTOR]


@pytest.mark.parametrize("folder", [REGISTERS, POWERS], ids=["register", "list"])
def test_a_table_with_ids_but_without_a_primary_key_is_refused(folder: str) -> None:
    descriptor = f"{folder}/datapackage.yaml"
    found = problems_in(folder, (descriptor, "      primaryKey:\n        - id\n", ""))
    assert [problem.place.path for problem in found] == [descriptor]


def test_a_table_without_a_column_that_its_role_needs_is_refused() -> None:
    descriptor, table = SMALL_TEXTS
    without = ((descriptor, "        - {name: summary, type: string}\n", ""), (table, ",summary", ""), (table, ",样例。", ""))
    found = load_package(POWERS, changed(SMALL_TEXTS, *without))[1]
    assert [problem.place.path for problem in found] == [descriptor]
