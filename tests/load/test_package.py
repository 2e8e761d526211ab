"""From a descriptor and its CSV files to a package, or to what keeps it from being one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

from qingdan.linked import Linked
from qingdan.load.package import HASHES, load_package
from qingdan.load.rows import with_rows_of
from qingdan.load.table import ROLES
from qingdan.model import Field, File, ForeignKey, Package, Row, Text
from qingdan.problem import Place, Problem
from qingdan.values import KINDS
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


def load(folder: str, all_texts: Mapping[str, str]) -> tuple[Package | None, tuple[Problem, ...]]:
    return load_package(folder, {path: File(path, text.encode()) for path, text in all_texts.items()})


def changed(all_texts: Mapping[str, str], *changes: Change) -> dict[str, str]:
    """The texts with the second put in the place of the first in the file at a path."""
    made = dict(all_texts)
    for path, old, new in changes:
        assert old in made[path], f"{path} does not hold {old!r}"
        made[path] = made[path].replace(old, new, 1)
    return made


def problems_in(folder: str, *changes: Change) -> tuple[Problem, ...]:
    """What keeps the package of the small world in a folder from being one after these changes."""
    return load(folder, changed(texts(), *changes))[1]


def problems_in_small(old: str, new: str) -> tuple[Problem, ...]:
    """The same of the list of one table, after a change of its descriptor."""
    return load(POWERS, changed(SMALL_TEXTS, (f"{POWERS}/datapackage.yaml", old, new)))[1]


def malformed(name: str, expected: str, folder: str = PROCEDURES) -> tuple[Problem, ...]:
    return (Problem("malformed_property", Place(f"{folder}/datapackage.yaml"), {"name": name, "expected": expected}),)


def without_lines(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same problems, with no more of their place than the file."""
    return tuple(problem._replace(place=Place(problem.place.path)) for problem in problems)


def keys_and_lines(problems: tuple[Problem, ...]) -> list[tuple[str, int | None]]:
    return [(problem.key, problem.place.line) for problem in problems]


def line_in_small(text: str, after: str = "") -> int:
    """The line of the small descriptor on which a text first stands after another."""
    return SMALL[: SMALL.index(text, SMALL.index(after))].count("\n") + 1


def test_a_package_holds_what_its_descriptor_says() -> None:
    package, problems = load(POWERS, SMALL_TEXTS)
    assert package
    blank = Text("", "")
    (table,) = package.tables
    assert (package.name, package.folder, package.title, package.version, package.group_by, package.main, problems) == (
        *("powers", POWERS, Text("样例", "SAMPLE"), "0.1.0", "kind", table, ()),
    )
    assert (table.name, table.role, table.path, table.title, table.primary_key, table.foreign_keys) == (
        *("powers", "entries", f"{POWERS}/powers.csv", Text("样例表", "SAMPLE table"), ("id",), ()),
    )
    descriptor = f"{POWERS}/datapackage.yaml"
    assert table.fields[:2] == (
        Field("id", "string", Text("编号", "Id"), blank, "", {"required": True}, shown="head", place=Place(descriptor, 13)),
        Field(
            *("kind", "string", blank, blank, "", {}),
            references="status",
            editorial=True,
            facet=True,
            place=Place(descriptor, 14),
        ),
    )
    assert (table.rows, with_rows_of(table).rows) == (
        (),
        (Row(2, {name: place for place, name in enumerate(HEADING)}, tuple(CELLS)),),
    )


def test_a_schema_may_stand_in_a_file_of_its_own(linked: Linked) -> None:
    table = linked.catalogue.register("status")
    assert table
    assert [field.name for field in table.fields] == ["code", "name", "english", "meaning"]


def test_a_descriptor_that_is_not_there_is_named() -> None:
    assert load("lists/none", texts()) == (None, (Problem("no_descriptor", Place("lists/none/datapackage.yaml")),))


def test_a_table_that_is_not_there_is_named() -> None:
    left = {path: text for path, text in texts().items() if path != STEPS}
    assert without_lines(load(PROCEDURES, left)[1]) == (Problem("table_missing", Place(DESCRIPTOR), {"name": STEPS}),)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("https://elsewhere.example/steps.csv", "address_for_file"),
        ("//elsewhere.example/steps.csv", "address_for_file"),
        ("s3://elsewhere/steps.csv", "address_for_file"),
        ("../powers/powers.csv", "path_outside"),
        ("a/../../steps.csv", "path_outside"),
        ("/etc/passwd", "path_outside"),
        ("C:steps.csv", "path_outside"),
        ("'..\\steps.csv'", "path_outside"),
        ('""', "path_outside"),
    ],
)
def test_a_file_outside_the_folder_is_not_looked_for(path: str, key: str) -> None:
    for old in ("path: steps.csv", "path: procedures.csv"):
        (found,) = problems_in(PROCEDURES, (DESCRIPTOR, old, f"path: {path}"))
        assert (found.key, found.place.path) == (key, DESCRIPTOR)
    (found,) = problems_in(REGISTERS, (f"{REGISTERS}/datapackage.yaml", "schema: codes/plain.schema.yaml", f"schema: {path}"))
    assert found.key == key


def test_a_file_that_the_descriptor_does_not_name_is_an_orphan() -> None:
    path = f"{PROCEDURES}/steps-old.csv"
    problem = Problem("orphan_file", Place(path), {"descriptor": DESCRIPTOR})
    assert load(PROCEDURES, {**texts(), path: "entry\n"})[1] == (problem,)


def test_a_name_that_is_not_the_folders_is_refused() -> None:
    found = problems_in(PROCEDURES, (DESCRIPTOR, "name: procedures", "name: procedure"))
    assert found == (Problem("wrong_package_name", Place(DESCRIPTOR, 2), {"name": "procedure"}),)


@pytest.mark.parametrize("role", ["stages", "generated"])
def test_a_role_that_no_list_may_use_is_refused_with_those_that_it_may(role: str) -> None:
    usable = " / ".join(name for name in ROLES if name != "generated")
    found = problems_in(PROCEDURES, (DESCRIPTOR, "role: steps", f"role: {role}"))
    assert without_lines(found) == malformed("resources[1].qingdan.role", usable)


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
        ("- {name: id, type: string,", "- {name: id, type: text,", "resources[0].schema.fields[0].type", " / ".join(KINDS)),
        ("constraints: {required: true}", "constraints: required", "resources[0].schema.fields[0].constraints", "mapping"),
        ("editorial: true", "editorial: yes please", "resources[0].schema.fields[1].qingdan.editorial", "true / false"),
        ("facet: true", "facet: 1", "resources[0].schema.fields[1].qingdan.facet", "true / false"),
        ("        - {name: kind", "        - kind\n        - {name: kind", "resources[0].schema.fields", "list of mappings"),
    ],
)
def test_a_property_that_is_missing_or_of_the_wrong_kind_is_named(old: str, new: str, name: str, expected: str) -> None:
    assert without_lines(problems_in_small(old, new)) == malformed(name, expected, POWERS)


def test_a_schema_file_that_is_not_there_is_named() -> None:
    path = f"{REGISTERS}/codes/plain.schema.yaml"
    found = load(REGISTERS, {name: text for name, text in texts().items() if name != path})[1]
    assert [problem.place.path for problem in found] == [f"{REGISTERS}/datapackage.yaml"]


def test_a_broken_schema_file_is_named() -> None:
    path = f"{REGISTERS}/codes/plain.schema.yaml"
    found = load(REGISTERS, {**texts(), path: "fields: [\n"})[1]
    assert [problem.place.path for problem in found] == [path]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("      primaryKey: id\n", "      primarykey: id\n", "misspelt_property"),
        ("references: status", "refrences: status", "misspelt_property"),
        ("group_by: kind", "groupby: kind", "misspelt_property"),
        ("group_by: kind", "group_by: knid", "malformed_property"),
        ("shown: head", "shown: haed", "malformed_property"),
        ("    path: powers.csv\n", "    path: powers.csv\n    encoding: gbk\n", "malformed_property"),
        ("    path: powers.csv\n", "    path: powers.csv\n    format: xlsx\n", "malformed_property"),
        ("    path: powers.csv\n", "    path: powers.csv\n    dialect: {delimiter: ';'}\n", "unknown_property"),
        ("    path: powers.csv\n", "    path: powers.csv\n    compression: zip\n", "unknown_property"),
        ("    path: powers.csv\n", "    path: powers.csv\n    data: [[id]]\n", "unknown_property"),
        ("      primaryKey: id\n", "      primaryKey: id\n      missingValues: [none]\n", "unknown_property"),
    ],
)
def test_a_word_of_the_descriptor_that_has_no_effect_is_refused_on_its_line(old: str, new: str, key: str) -> None:
    (found,) = problems_in_small(old, new)
    lines = SMALL.replace(old, new, 1).split("\n")
    word = found.values["name"].rpartition(".")[2].partition("[")[0]
    assert found.key == key
    assert found.place.line
    assert word in lines[found.place.line - 1]


@pytest.mark.parametrize(
    ("constraints", "key"),
    [
        ("{minimum: 3}", "constraint_misfit"),
        ("{minLength: -1}", "constraint_misfit"),
        ("{maxLength: many}", "constraint_misfit"),
        ("{required: 1}", "constraint_misfit"),
        ("{enum: []}", "constraint_misfit"),
        ("{enum: [1, 2]}", "constraint_misfit"),
        ("{pattern: [a]}", "constraint_misfit"),
        ("{pattern: 'A{1}'}", "example_misfit"),
        ("{requird: true}", "misspelt_property"),
        ("{pattern: '('}", "pattern_broken"),
        ("{pattern: 'a|b'}", "pattern_bare_choice"),
        ("{pattern: '^a$'}", "pattern_not_portable"),
        ("{pattern: '\\d+'}", "pattern_not_portable"),
        ("{pattern: '(a+)+$'}", "pattern_ambiguous"),
        ("{pattern: '(a+)+'}", "pattern_ambiguous"),
        ("{pattern: '(a|aa)+'}", "pattern_ambiguous"),
        ("{pattern: '.*,.*'}", "pattern_ambiguous"),
        ("{pattern: '(a{999}){999}'}", "pattern_too_long"),
    ],
)
def test_a_constraint_that_does_not_fit_its_column_is_refused_on_its_line(constraints: str, key: str) -> None:
    new = f"- {{name: summary, type: string, example: 样例, constraints: {constraints}}}"
    found = problems_in_small("- {name: summary, type: string}", new)
    assert keys_and_lines(found) == [(key, line_in_small("- {name: summary"))]


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("type: integer, example: '1.5'", "example_misfit"),
        ("type: integer, constraints: {minimum: 1.5}", "constraint_misfit"),
        ("type: date, constraints: {minimum: 2026-02-30}", "broken_yaml"),
        ("type: date, constraints: {minimum: '2026-02-30'}", "constraint_misfit"),
        ("type: boolean, constraints: {pattern: a}", "constraint_misfit"),
        ("type: datetime, constraints: {minimum: '2026-01-01T00:00:00'}", "constraint_misfit"),
        ("type: array, constraints: {unique: true}", "constraint_misfit"),
        ("type: string, categories: [a, a]", "malformed_property"),
        ("type: date, categories: [a]", "malformed_property"),
        ("type: string, categories: {a: b}", "malformed_property"),
    ],
)
def test_what_a_type_cannot_have_is_refused(field: str, key: str) -> None:
    found = problems_in_small("- {name: summary, type: string}", f"- {{name: summary, {field}}}")
    assert keys_and_lines(found) == [(key, line_in_small("- {name: summary"))]


KEYS = "      primaryKey: id\n"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("uniqueKeys: [[nmae]]", "unknown_field"),
        ("uniqueKeys: nmae", "malformed_property"),
        ("uniqueKeys: [[]]", "malformed_property"),
        ("foreignKeys: [{fields: kind, reference: {resource: elsewhere, fields: id}}]", "unknown_table"),
        ("foreignKeys: [{fields: kind, reference: {resource: '', fields: code}}]", "unknown_field"),
        ("foreignKeys: [{fields: kidn, reference: {resource: '', fields: id}}]", "unknown_field"),
        ("foreignKeys: [{fields: [kind, name], reference: {resource: '', fields: id}}]", "malformed_property"),
        ("foreignKeys: [{fields: kind, reference: {resource: '', field: id}}]", "misspelt_property"),
    ],
)
def test_a_key_that_leads_nowhere_is_refused(more: str, key: str) -> None:
    (found,) = problems_in_small(KEYS, f"{KEYS}      {more}\n")
    assert (found.key, found.place.path) == (key, f"{POWERS}/datapackage.yaml")


def test_a_foreign_key_to_a_column_of_another_type_is_refused() -> None:
    key = "      foreignKeys: [{fields: name, reference: {resource: '', fields: id}}]\n"
    wrong = ("- {name: name, type: string}", "- {name: name, type: integer}")
    found = load(
        POWERS, changed(SMALL_TEXTS, (f"{POWERS}/datapackage.yaml", KEYS, KEYS + key), (f"{POWERS}/datapackage.yaml", *wrong))
    )[1]
    assert [problem.key for problem in found] == ["key_of_other_type"]


def test_keys_are_read_as_the_standard_writes_them() -> None:
    more = (
        "      uniqueKeys: [[name], [kind, name]]\n      foreignKeys: [{fields: kind, reference: {resource: '', fields: [id]}}]\n"
    )
    package, problems = load(POWERS, changed(SMALL_TEXTS, (f"{POWERS}/datapackage.yaml", KEYS, KEYS + more)))
    assert package
    (table,) = package.tables
    assert (table.unique_keys, table.foreign_keys, problems) == (
        (("name",), ("kind", "name")),
        (ForeignKey(("kind",), "", ("id",)),),
        (),
    )


TABLE = SMALL_TEXTS[f"{POWERS}/powers.csv"].encode()


@pytest.mark.parametrize("algorithm", HASHES)
def test_a_file_with_the_promised_hash_and_size_passes_and_an_altered_one_does_not(algorithm: str) -> None:
    digest = hashlib.new(algorithm, TABLE, usedforsecurity=False).hexdigest()
    promise = f"    path: powers.csv\n    bytes: {len(TABLE)}\n    hash: {algorithm}:{digest}\n"
    descriptor = (f"{POWERS}/datapackage.yaml", "    path: powers.csv\n", promise)
    assert load(POWERS, changed(SMALL_TEXTS, descriptor))[1] == ()
    altered = changed(SMALL_TEXTS, descriptor, (f"{POWERS}/powers.csv", "样例。", "样例！"))
    assert keys_and_lines(load(POWERS, altered)[1]) == [("wrong_hash", 10)]
    longer = changed(SMALL_TEXTS, descriptor, (f"{POWERS}/powers.csv", "样例。", "样例。。"))
    assert keys_and_lines(load(POWERS, longer)[1]) == [("wrong_bytes", 9), ("wrong_hash", 10)]


@pytest.mark.parametrize(("promise", "key"), [("crc32:0", "unknown_hash"), ("sha256:", "wrong_hash"), ("abc", "wrong_hash")])
def test_a_hash_that_promises_nothing_is_refused(promise: str, key: str) -> None:
    found = problems_in_small("    path: powers.csv\n", f"    path: powers.csv\n    hash: '{promise}'\n")
    assert keys_and_lines(found) == [(key, 9)]


def test_a_hash_without_an_algorithm_is_md5_as_the_standard_says() -> None:
    digest = hashlib.md5(TABLE, usedforsecurity=False).hexdigest()
    assert problems_in_small("    path: powers.csv\n", f"    path: powers.csv\n    hash: {digest}\n") == ()


@pytest.mark.parametrize("keys", ["{fields: id, reference: {resource: '', fields: id}}", "id"])
def test_foreign_keys_that_are_no_list_of_mappings_are_refused(keys: str) -> None:
    found = problems_in_small("primaryKey: id\n", f"primaryKey: id\n      foreignKeys: {keys}\n")
    assert without_lines(found) == malformed("resources[0].schema.foreignKeys", "list of mappings", POWERS)


@pytest.mark.parametrize("name", ["steps", "../materials"], ids=["of another table", "of a place outside"])
def test_a_name_that_a_table_may_not_have_is_refused(name: str) -> None:
    found = problems_in(PROCEDURES, (DESCRIPTOR, "  - name: materials\n", f"  - name: {name}\n"))
    assert [problem.place.path for problem in found] == [DESCRIPTOR]


@pytest.mark.parametrize("folder", [REGISTERS, POWERS], ids=["register", "list"])
def test_a_table_with_ids_but_without_a_primary_key_is_refused(folder: str) -> None:
    descriptor = f"{folder}/datapackage.yaml"
    found = problems_in(folder, (descriptor, "      primaryKey:\n        - id\n", ""))
    assert [problem.place.path for problem in found] == [descriptor]


def test_a_table_without_a_column_that_its_role_needs_is_refused() -> None:
    descriptor, table = SMALL_TEXTS
    without = ((descriptor, "        - {name: summary, type: string}\n", ""), (table, ",summary", ""), (table, ",样例。", ""))
    found = load(POWERS, changed(SMALL_TEXTS, *without))[1]
    assert [problem.place.path for problem in found] == [descriptor]
