"""The columns that the descriptors name, read as far as they can be."""

from __future__ import annotations

import pytest

from qingdan.tidy.columns import columns_of_tables

FIELDS = "fields: [{name: id, type: string}, {name: name}]"
IN_PLACE = f"resources:\n  - path: a.csv\n    schema: {{{FIELDS}}}\n"
BESIDE = "resources:\n  - path: codes/a.csv\n    schema: codes/plain.schema.yaml\n"


def columns(**texts: str) -> dict[str, tuple[str, ...]]:
    paths = {
        "descriptor": "lists/x/datapackage.yaml",
        "schema": "lists/x/codes/plain.schema.yaml",
        "other": "lists/y/datapackage.yaml",
    }
    return dict(columns_of_tables({paths[name]: text for name, text in texts.items()}))


def test_a_schema_in_place_or_in_a_file_beside_names_the_columns() -> None:
    assert columns(descriptor=IN_PLACE) == {"lists/x/a.csv": ("id", "name")}
    assert columns(descriptor=BESIDE, schema=f"{FIELDS}\n") == {"lists/x/codes/a.csv": ("id", "name")}


def test_every_package_speaks_of_its_own_tables() -> None:
    found = columns(descriptor=IN_PLACE, other=IN_PLACE.replace("id", "code"))
    assert found == {"lists/x/a.csv": ("id", "name"), "lists/y/a.csv": ("code", "name")}


@pytest.mark.parametrize(
    "descriptor",
    [
        "",
        "resources: [",
        "resources:\n",
        "resources: all\n",
        "resources: [a.csv]\n",
        "resources: [{path: a.csv}]\n",
        f"resources: [{{schema: {{{FIELDS}}}}}]\n",
        f"resources: [{{path: [a.csv], schema: {{{FIELDS}}}}}]\n",
        "resources: [{path: a.csv, schema: nothing.yaml}]\n",
        "resources: [{path: a.csv, schema: ../../catalogue/x.yaml}]\n",
        "resources: [{path: a.csv, schema: {}}]\n",
        "resources: [{path: a.csv, schema: {fields: []}}]\n",
        "resources: [{path: a.csv, schema: {fields: id}}]\n",
        "resources: [{path: a.csv, schema: {fields: [id]}}]\n",
        "resources: [{path: a.csv, schema: {fields: [{title: x}]}}]\n",
        "resources: [{path: a.csv, schema: {fields: [{name: id}, {name: 1}]}}]\n",
        "resources: [{path: a.csv, schema: {fields: [{name: id}, {name: id}]}}]\n",
        f"{IN_PLACE}  - path: &path b.csv\n",
    ],
)
def test_where_a_descriptor_does_not_say_the_columns_plainly_none_are_known(descriptor: str) -> None:
    assert columns(descriptor=descriptor) == {}


def test_a_table_with_two_schemas_that_differ_has_none() -> None:
    again = "  - path: a.csv\n    schema: {fields: [{name: id}]}\n"
    assert columns(descriptor=IN_PLACE + again) == {}
    assert columns(descriptor=IN_PLACE + IN_PLACE.removeprefix("resources:\n")) == {"lists/x/a.csv": ("id", "name")}


def test_a_broken_resource_takes_nothing_from_the_others() -> None:
    assert columns(descriptor=f"{IN_PLACE}  - path: b.csv\n  - 7\n") == {"lists/x/a.csv": ("id", "name")}
