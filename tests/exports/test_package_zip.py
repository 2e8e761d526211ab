"""A list as one file: the real validator accepts it alone, and refuses it once anything in it is altered."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from qingdan.exports import package_zip
from qingdan.linked import Linked
from qingdan.pages.publication import Publication
from tests.world import DAY, ROWS, linked_world

Members = dict[str, bytes]


def zips_of(linked: Linked) -> dict[str, bytes]:
    written = {package.name: package_zip.write(linked, package, DAY) for package in linked.catalogue.packages}
    return {**written, "all": package_zip.write_all(linked, DAY)}


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Members) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def replaced(files: Members, path: str, old: str, new: str) -> Members:
    """A copy with one text put in the place of another; bytes and hash in the descriptor stay as they were."""
    text = files[path].decode()
    assert old in text
    return {**files, path: text.replace(old, new, 1).encode()}


def rehashed(files: Members) -> Members:
    """A copy in which bytes and hash are those of the files as they are now, so that only the schema can refuse it."""
    described = json.loads(files["datapackage.json"])
    for resource in described["resources"]:
        data = files[resource["path"]]
        resource["bytes"], resource["hash"] = len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {**files, "datapackage.json": json.dumps(described).encode()}


@pytest.fixture(scope="module")
def zips(small: Publication) -> Mapping[str, bytes]:
    return zips_of(small.linked)


def validate(folder: Path, packages: Mapping[str, bytes]) -> dict[str, tuple[int, list[str]]]:
    """The exit code of `frictionless validate` for each zip, and the kinds of errors that it names; two at a time."""

    def run(name: str) -> tuple[int, list[str]]:
        (folder / f"{name}.zip").write_bytes(packages[name])
        command = [sys.executable, "-m", "frictionless", "validate", f"{name}.zip", "--json"]
        answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        tasks = json.loads(answer.stdout)["tasks"]
        return answer.returncode, [error["type"] for task in tasks for error in task["errors"]]

    with ThreadPoolExecutor(2) as threads:
        return dict(zip(packages, threads.map(run, packages), strict=True))


def test_every_zip_and_every_corrupted_copy_gets_its_due_from_the_real_validator(
    zips: Mapping[str, bytes], tmp_path: Path
) -> None:
    good = members(zips["procedures"])
    wrong_type = replaced(good, "steps.csv", ",10,day", ",ten,day")
    double_key = replaced(good, "procedures.csv", "PRC-0009,", "PRC-0002,")
    own_reference = replaced(good, "steps.csv", "PRC-0001,2", "PRC-0404,2")
    other_list = replaced(good, "related.csv", "RSP-0001", "RSP-0404")
    register = replaced(good, "registers/law-versions.csv", ",LAW-0002,", ",LAW-0404,")
    altered = replaced(good, "registers/organisations.csv", "样例街道办事处", "样例街道办事所")
    cases = {
        "wrong type": (rehashed(wrong_type), ["type-error"]),
        "double key": (rehashed(double_key), ["primary-key", "foreign-key", "foreign-key"]),
        "own reference": (rehashed(own_reference), ["foreign-key"]),
        "reference to another list": (rehashed(other_list), ["foreign-key"]),
        "reference within the registers": (rehashed(register), ["foreign-key"]),
        "altered without a fresh hash": (altered, ["hash-count"]),
    }
    answers = validate(tmp_path, {**zips, **{name: packed(files) for name, (files, _) in cases.items()}})
    assert answers == {**dict.fromkeys(zips, (0, [])), **{name: (1, errors) for name, (_, errors) in cases.items()}}


def test_a_zip_holds_its_tables_the_registers_they_need_and_the_table_of_entries(zips: Mapping[str, bytes]) -> None:
    files = members(zips["responsibilities"])
    assert list(files) == [
        "datapackage.json",
        *("responsibilities.csv", "bodies.csv", "bases.csv", "scopes.csv", "related.csv", "events.csv"),
        *(f"registers/{name}.csv" for name in ("aspect", "focus", "status", "certainty", "authorities", "sources", "body-role")),
        *(f"registers/{name}.csv" for name in ("organisations", "law-versions", "basis-role", "scope", "relation")),
        "entries.csv",
        *(f"registers/{name}.csv" for name in ("event", "authority-kind", "source-kind", "organisation-kind", "laws")),
        *(f"registers/{name}.csv" for name in ("law-standing", "law-kind")),
    ]


def test_the_table_of_entries_names_every_entry_with_its_list_and_address(zips: Mapping[str, bytes]) -> None:
    entries = list(csv.DictReader(io.StringIO(members(zips["powers"])["entries.csv"].decode(), newline="")))
    assert [(row["id"], row["list"], row["title"], row["address"], row["sample"]) for row in entries] == [
        ("PRC-0001", "procedures", "样例一", "procedures/PRC-0001/", "false"),
        ("PRC-0002", "procedures", "样例二", "procedures/PRC-0002/", "false"),
        ("PRC-0009", "procedures", "虚构三", "procedures/PRC-0009/", "true"),
        ("RSP-0001", "responsibilities", "样例责任", "responsibilities/RSP-0001/", "false"),
        ("PWR-0001", "powers", "样例权力", "powers/PWR-0001/", "false"),
        ("IMP-0001", "implementations", "样例一 · 虚构街道", "implementations/IMP-0001/", "true"),
    ]


def test_all_holds_every_table_of_the_world(zips: Mapping[str, bytes], small: Publication) -> None:
    linked = small.linked
    tables = [f"{package.name}/{table.name}.csv" for package in linked.catalogue.lists for table in package.tables]
    registers = [f"registers/{table.name}.csv" for table in linked.catalogue.registers.tables]
    files = members(zips["all"])
    assert list(files) == ["datapackage.json", *tables, *registers, "entries.csv"]
    rows = {path: len(data.decode().splitlines()) - 1 for path, data in files.items() if path.startswith("procedures/")}
    assert rows == {f"procedures/{Path(path).name}": len(rows) for path, rows in ROWS.items() if "/procedures/" in path}


def test_a_zip_says_who_published_it_where_on_what_terms_and_from_what(zips: Mapping[str, bytes]) -> None:
    described = json.loads(members(zips["powers"])["datapackage.json"])
    resources = described.pop("resources")
    assert [resource["name"] for resource in resources][:2] == ["powers", "bodies"]
    assert {key: described[key] for key in described if key not in ("title", "description", "version")} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "powers",
        "homepage": "https://sample.example/",
        "licenses": [{"name": "CC-BY-4.0", "title": "SAMPLE licence", "path": "https://licence.example/by/4.0/"}],
        "contributors": [{"title": "样例编者", "roles": ["publisher"]}],
        "sources": [{"title": "样例网页一", "path": "https://source.example/1"}],
    }


def test_references_of_the_source_are_foreign_keys_in_the_zip(zips: Mapping[str, bytes]) -> None:
    described = json.loads(members(zips["powers"])["datapackage.json"])
    schema = next(resource["schema"] for resource in described["resources"] if resource["name"] == "related")
    assert (schema["primaryKey"], schema["foreignKeys"]) == (
        ["entry", "relation", "other"],
        [
            {"fields": ["entry"], "reference": {"resource": "powers", "fields": ["id"]}},
            {"fields": ["relation"], "reference": {"resource": "relation", "fields": ["code"]}},
            {"fields": ["other"], "reference": {"resource": "entries", "fields": ["id"]}},
        ],
    )


def test_in_the_zip_of_all_a_list_refers_to_its_own_tables_by_their_longer_names(zips: Mapping[str, bytes]) -> None:
    described = json.loads(members(zips["all"])["datapackage.json"])
    schema = next(resource["schema"] for resource in described["resources"] if resource["name"] == "powers-bodies")
    assert [key["reference"]["resource"] for key in schema["foreignKeys"]] == ["powers-powers", "body-role", "organisations"]


def test_the_same_world_gives_the_same_bytes(zips: Mapping[str, bytes], world: Path) -> None:
    assert zips_of(linked_world(world)) == zips


def test_another_day_changes_only_the_dates_of_the_members(zips: Mapping[str, bytes], small: Publication) -> None:
    package = small.linked.catalogue.lists[0]
    later = package_zip.write(small.linked, package, DAY.replace(year=DAY.year + 1))
    assert later != zips[package.name]
    assert members(later) == members(zips[package.name])


def test_the_version_of_all_is_the_highest_as_versions_count_not_as_letters_do(small: Publication) -> None:
    catalogue = small.linked.catalogue
    versions = ("0.9.0", "0.10.0", "0.2.0", "0.1.0", "0.9.1")
    lists = tuple(package._replace(version=version) for package, version in zip(catalogue.lists, versions, strict=True))
    linked = replace(small.linked, catalogue=catalogue._replace(lists=lists))
    described = json.loads(members(package_zip.write_all(linked, DAY))["datapackage.json"])
    assert described["version"] == "0.10.0"
