"""A small world for the tests: every row is an invented SAMPLE (样例), only the descriptors are those of the repository.

The descriptors are copied, not repeated, so that they cannot drift, but do not expect as many rows; a table that is not named
here has its heading and no row.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import string
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from qingdan.check.checks import check_files
from qingdan.check.findings import find
from qingdan.check.norms import held
from qingdan.check.tables import Tables, read_tables
from qingdan.gate.files import read_folders
from qingdan.gate.table import read_table
from qingdan.history.timeline import Timeline
from qingdan.linked import Linked, link
from qingdan.load.catalogue import load_catalogue
from qingdan.load.rows import with_rows
from qingdan.model import Catalogue, Package, Table, Text
from qingdan.pages.publication import Found, Publication, publication
from qingdan.pages.templates import Templates
from qingdan.problem import Finding, Place, Problem
from qingdan.speak import load_messages
from qingdan.words import load_words

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("catalogue", "lists")
DAY = date(2026, 3, 1)
MESSAGES = load_messages("problems")

REGISTERS = "catalogue/registers"
PROCEDURES = "lists/procedures"
RESPONSIBILITIES = "lists/responsibilities"
POWERS = "lists/powers"
IMPLEMENTATIONS = "lists/implementations"
TERMS = "lists/search-terms"
FOLDERS = (REGISTERS, PROCEDURES, RESPONSIBILITIES, POWERS, IMPLEMENTATIONS, TERMS)

SETTINGS = """\
title: {zh: 样例清单, en: SAMPLE lists}
description: {zh: 测试用的样例。, en: A SAMPLE for the tests.}
publisher: {zh: 样例编者, en: SAMPLE compilers}
base_url: https://sample.example/
contact: {email: sample@sample.example}
licence: {name: CC-BY-4.0, title: SAMPLE licence, path: "https://licence.example/by/4.0/"}
lists: [procedures, responsibilities, powers, implementations, search-terms]
ways_in:
  - {reader: resident, zh: 样例一办什么？, en: What is SAMPLE one?, to: procedures/PRC-0001/}
"""

CODES: Mapping[str, tuple[dict[str, str], ...]] = {
    "power-type": ({"code": "01", "name": "样例许可", "english": "SAMPLE licence"},),
    "power-source": (
        {"code": "1", "name": "样例法定", "english": "SAMPLE by statute", "needs_decision": "false"},
        {"code": "2", "name": "样例下放", "english": "SAMPLE handed down", "needs_decision": "true"},
    ),
    "focus": ({"code": "public_service", "name": "样例服务", "english": "SAMPLE service"},),
    "aspect": (
        {"code": "care", "name": "样例照顾", "english": "SAMPLE care", "meaning": "样例含义"},
        {"code": "order", "name": "样例秩序", "english": "SAMPLE order"},
    ),
    "status": (
        {"code": "in_force", "name": "样例现行", "english": "SAMPLE in force"},
        {"code": "withdrawn", "name": "样例取消", "english": "SAMPLE withdrawn"},
    ),
    "certainty": ({"code": "statute_text", "name": "样例核对", "english": "SAMPLE checked"},),
    "body-role": (
        {"code": "responsible", "name": "样例负责", "english": "SAMPLE responsible", "first": "true", "forbids": "false"},
        {"code": "assists", "name": "样例协助", "english": "SAMPLE assists", "first": "false", "forbids": "false"},
    ),
    "basis-role": (
        {"code": "establishes", "name": "样例设定", "english": "SAMPLE establishes"},
        {"code": "fee", "name": "样例收费", "english": "SAMPLE fee"},
    ),
    "relation": (
        {
            "code": "carries_out",
            "name": "样例实施",
            "english": "SAMPLE carries out",
            "inverse": "样例被实施",
            "inverse_english": "SAMPLE carried out by",
            "succession": "false",
        },
        {
            "code": "see_also",
            "name": "样例另见",
            "english": "SAMPLE see also",
            "inverse": "样例另见",
            "inverse_english": "SAMPLE see also",
            "succession": "false",
        },
        {
            "code": "admits",
            "name": "样例准入",
            "english": "SAMPLE admits",
            "inverse": "样例准入记录",
            "inverse_english": "SAMPLE admitted by",
            "succession": "false",
        },
        {
            "code": "merged_into",
            "name": "样例并入",
            "english": "SAMPLE merged into",
            "inverse": "样例并入了这一条的",
            "inverse_english": "SAMPLE merged into this one",
            "succession": "true",
        },
    ),
    "norm": (
        {
            "code": "not_admitted",
            "name": "样例没有准入",
            "english": "SAMPLE not admitted",
            "meaning": "样例含义",
            "meaning_english": "SAMPLE meaning",
            "norm": "样例标准",
            "norm_english": "SAMPLE norm",
        },
    ),
    "event": ({"code": "added", "name": "样例增加", "english": "SAMPLE added"},),
    "scope": ({"code": "national", "name": "样例全国", "english": "SAMPLE nation"},),
    "step-kind": (
        {"code": "apply", "name": "样例申请", "english": "SAMPLE application"},
        {"code": "decide", "name": "样例决定", "english": "SAMPLE decision"},
    ),
    "time-unit": ({"code": "day", "name": "样例日", "english": "SAMPLE days"},),
    "organisation-kind": (
        {"code": "office", "name": "样例机关", "english": "SAMPLE office"},
        {"code": "community", "name": "样例社区", "english": "SAMPLE community"},
    ),
    "law-kind": ({"code": "law", "name": "样例法律", "english": "SAMPLE law"},),
    "law-standing": (
        {"code": "in_force", "name": "样例有效", "english": "SAMPLE in force"},
        {"code": "check", "name": "样例待核", "english": "SAMPLE to be checked", "concern": "basis_to_be_checked"},
        {"code": "superseded", "name": "样例被代", "english": "SAMPLE superseded", "concern": "basis_superseded"},
    ),
    "term-kind": (
        {"code": "plain_word", "name": "样例俗称", "english": "SAMPLE plain word"},
        {"code": "misnomer", "name": "样例误称", "english": "SAMPLE misnomer"},
        {"code": "old_name", "name": "样例旧称", "english": "SAMPLE old name"},
    ),
    "source-kind": ({"code": "page", "name": "样例网页", "english": "SAMPLE page"},),
    "authority-kind": (
        {"code": "decision", "name": "样例文件", "english": "SAMPLE decision"},
        {"code": "origin", "name": "样例来源", "english": "SAMPLE origin"},
        {"code": "correction", "name": "样例更正", "english": "SAMPLE correction"},
    ),
}

ENTRY = {"status": "in_force", "certainty": "statute_text", "authority": "AUT-0001", "source": "SRC-0001"}

ROWS: Mapping[str, tuple[dict[str, str], ...]] = {
    **{f"{REGISTERS}/codes/{name}.csv": rows for name, rows in CODES.items()},
    f"{REGISTERS}/organisations.csv": (
        {"id": "ORG-0001", "name": "样例街道办事处", "english": "SAMPLE office", "kind": "office", "sample": "false"},
        {"id": "ORG-0002", "name": "样例居委会", "english": "SAMPLE committee", "kind": "office", "sample": "false"},
        {"id": "ORG-0009", "name": "虚构街道", "english": "SAMPLE invented office", "kind": "office", "sample": "true"},
    ),
    f"{REGISTERS}/laws.csv": (
        {"id": "LAW-0001", "title": "样例国样例法", "name": "样例法", "english": "SAMPLE Law", "kind": "law"},
        {"id": "LAW-0002", "title": "样例国旧法", "name": "旧法", "english": "SAMPLE Old Law", "kind": "law"},
    ),
    f"{REGISTERS}/law-versions.csv": (
        {
            "id": "LAW-0001-20200101",
            "law": "LAW-0001",
            "version_date": "2020-01-01",
            "standing": "in_force",
            "text_checked_on": "2026-01-31",
            "source": "SRC-0001",
        },
        {
            "id": "LAW-0002-1999",
            "law": "LAW-0002",
            "version_date": "1999",
            "in_force_from": "1999-01-01",
            "in_force_to": "2019-12-31",
            "standing": "superseded",
            "standing_reason": "样例：被新法代替",
            "text_checked_on": "2025-02-28",
        },
    ),
    f"{REGISTERS}/sources.csv": (
        {"id": "SRC-0001", "title": "样例网页一", "kind": "page", "url": "https://source.example/1"},
        {"id": "SRC-0002", "title": "样例无网址", "kind": "page"},
    ),
    f"{REGISTERS}/authorities.csv": (
        {"id": "AUT-0001", "title": "样例来源文件", "kind": "origin", "source": "SRC-0001"},
        {"id": "AUT-0002", "title": "样例编者更正", "kind": "correction"},
        {
            "id": "AUT-0003",
            "title": "样例决定",
            "kind": "decision",
            "body": "ORG-0001",
            "number": "样例1号",
            "date": "2025-05-05",
        },
    ),
    f"{PROCEDURES}/procedures.csv": (
        {
            **ENTRY,
            "id": "PRC-0001",
            "name": "样例一",
            "summary": "样例：第一件事。",
            "what_to_do": "带上样例",
            "statutory_days": "15",
            "statutory_unit": "day",
            "aspect": "care",
            "focus": "public_service",
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
        },
        {**ENTRY, "id": "PRC-0002", "name": "样例二", "summary": "样例：第二件事。", "aspect": "order"},
        {**ENTRY, "id": "PRC-0009", "name": "虚构三", "summary": "样例：虚构的事。", "aspect": "care"},
    ),
    f"{PROCEDURES}/bodies.csv": (
        {"entry": "PRC-0001", "role": "responsible", "body": "ORG-0001"},
        {"entry": "PRC-0001", "role": "assists", "body": "ORG-0002"},
        {"entry": "PRC-0002", "role": "responsible", "body": "ORG-0001"},
        {"entry": "PRC-0009", "role": "responsible", "body": "ORG-0009"},
    ),
    f"{PROCEDURES}/bases.csv": (
        {"entry": "PRC-0001", "law_version": "LAW-0001-20200101", "article": "第十二条", "role": "establishes"},
        {"entry": "PRC-0001", "law_version": "LAW-0002-1999", "article": "第三条", "role": "establishes", "note": "样例,带逗号"},
        {"entry": "PRC-0002", "law_version": "LAW-0001-20200101", "article": "第二条", "role": "establishes"},
        {"entry": "PRC-0009", "law_version": "LAW-0002-1999", "article": "第三条", "role": "establishes"},
    ),
    f"{PROCEDURES}/scopes.csv": (
        {"entry": "PRC-0001", "scope": "national", "published_name": "样例当地写法", "list_number": "7", "source": "SRC-0002"},
    ),
    f"{PROCEDURES}/steps.csv": (
        {"entry": "PRC-0001", "number": "1", "name": "样例申请", "kind": "apply", "what_happens": "交样例。"},
        {
            "entry": "PRC-0001",
            "number": "2",
            "name": "样例决定",
            "kind": "decide",
            "body": "ORG-0001",
            "what_happens": "决定样例。",
            "otherwise": "退回样例",
            "days": "10",
            "unit": "day",
            "law_version": "LAW-0001-20200101",
            "article": "第十二条",
        },
    ),
    f"{PROCEDURES}/materials.csv": (
        {"entry": "PRC-0001", "number": "1", "name": "样例证", "required": "true"},
        {"entry": "PRC-0001", "number": "2", "name": "样例表", "required": "false", "certificate": "PRC-0002"},
    ),
    f"{PROCEDURES}/related.csv": ({"entry": "PRC-0001", "relation": "carries_out", "other": "RSP-0001"},),
    f"{RESPONSIBILITIES}/responsibilities.csv": (
        {**ENTRY, "id": "RSP-0001", "name": "样例责任", "summary": "样例：要做的事。", "aspect": "care"},
    ),
    f"{RESPONSIBILITIES}/bodies.csv": ({"entry": "RSP-0001", "role": "responsible", "body": "ORG-0001"},),
    f"{RESPONSIBILITIES}/events.csv": ({"entry": "RSP-0001", "event": "added", "authority": "AUT-0001", "note": "样例变动"},),
    f"{POWERS}/powers.csv": (
        {**ENTRY, "id": "PWR-0001", "name": "样例权力", "summary": "样例：下放的权力。", "power_source": "2"},
    ),
    f"{POWERS}/bodies.csv": ({"entry": "PWR-0001", "role": "responsible", "body": "ORG-0001"},),
    f"{POWERS}/bases.csv": (
        {"entry": "PWR-0001", "law_version": "LAW-0001-20200101", "article": "第十条", "role": "establishes"},
    ),
    f"{IMPLEMENTATIONS}/implementations.csv": (
        {**ENTRY, "id": "IMP-0001", "entry": "PRC-0001", "body": "ORG-0009", "place": "虚构路1号", "phone": "000-00000"},
    ),
    f"{TERMS}/terms.csv": (
        {
            "term": "样例俗话",
            "kind": "plain_word",
            "leads_to": "PRC-0001",
            "note": "样例：办这件事。",
            "note_en": "SAMPLE: to do it.",
        },
        {
            "term": "样例俗话",
            "kind": "plain_word",
            "leads_to": "RSP-0001",
            "note": "样例：谁来做。",
            "note_en": "SAMPLE: who does it.",
        },
        {"term": "SAMPLE word", "kind": "plain_word", "leads_to": "PRC-0001"},
        {
            "term": "样例老话",
            "kind": "old_name",
            "leads_to": "PRC-0002",
            "note": "现在叫样例二。",
            "note_en": "It is now called SAMPLE two.",
            "source": "SRC-0001",
        },
        {
            "term": "样例没有",
            "kind": "misnomer",
            "note": "另见PRC-0001。",
            "note_en": "See PRC-0001.",
        },
    ),
}


def write_world(root: Path) -> Path:
    """The whole small world below `root`, which is given back. It is valid: `read_world` finds no problem in it."""
    for path, text in texts().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="\n")
    return root


@cache
def texts() -> Mapping[str, str]:
    """Every file of the world by its path: our settings and rows, the repository's descriptors."""
    texts, left = {"catalogue/catalogue.yaml": SETTINGS}, dict(ROWS)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            text = path.read_text("utf-8")
            texts[path.relative_to(ROOT).as_posix()] = re.sub(r"\n +rows: \{minimum: [0-9]+\}", "", text)
        for resource in YAML(typ="safe").load(ROOT / folder / "datapackage.yaml")["resources"]:
            schema = resource["schema"]
            if isinstance(schema, str):
                schema = YAML(typ="safe").load(ROOT / folder / schema)
            table = f"{folder}/{resource['path']}"
            texts[table] = csv_text([field["name"] for field in schema["fields"]], left.pop(table, ()))
    assert not left, f"no descriptor names {sorted(left)}"
    return texts


def add_told(root: Path) -> Path:
    """Adds a list that tells of bodies, with pictures, details and norms (tests/told), to the world in `root`."""
    shutil.copytree(ROOT / "tests" / "told", root / "lists" / "told")
    change(root / "catalogue" / "catalogue.yaml", "search-terms]", "search-terms, told]")
    norms = root / REGISTERS / "codes" / "norm.csv"
    more = "too_few,样例太少,SAMPLE too few,样例含义,SAMPLE meaning,样例标准,SAMPLE norm\n"
    norms.write_text(norms.read_text("utf-8") + more, "utf-8", newline="\n")
    return root


def csv_text(heading: list[str], rows: tuple[dict[str, str], ...]) -> str:
    """A CSV as an editor would save it; a column that a row does not name is blank."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, heading, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def add_the_look(root: Path) -> Path:
    """Puts what a build needs beside the lists: the folder site and mkdocs.yml of the repository."""
    shutil.copytree(ROOT / "site", root / "site")
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def change(path: Path, old: str, new: str) -> None:
    """Puts `new` in the place of the first `old` in a file; `old` must be there, so that no test changes nothing."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def place(path: str, line: int, field: str) -> Place:
    """The cell of a column in a line of a table; the column is counted in the heading that the repository has."""
    heading = (ROOT / path).read_text("utf-8").split("\n", 1)[0].split(",")
    return Place(path, line, heading.index(field) + 1, field)


def read_world(root: Path) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue in `root` after all checks, or its problems; each of them fills every gap of its message."""
    files, problems = read_folders(root, SOURCE)
    catalogue = None
    if not problems:
        catalogue, checked = check_files(files)
        problems = checked.problems
    unfilled = {problem.key: gaps_of(MESSAGES[problem.key]) - set(problem.values) for problem in problems}
    assert {key: names for key, names in unfilled.items() if names} == {}
    return catalogue, problems


def gaps(text: str) -> set[str]:
    """The names of the values that a message asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def gaps_of(message: Mapping[str, str]) -> set[str]:
    """The same for all that a problem says."""
    return set().union(*(gaps(message[part]) for part in ("zh", "do_zh", "en", "do_en")))


def problems_of(root: Path) -> tuple[Problem, ...]:
    """What stands in the way of the world in `root`."""
    return read_world(root)[1]


def load_world(root: Path) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue in `root` without its rows, loaded but not checked, or what keeps it from being one."""
    files, problems = read_folders(root, SOURCE)
    assert not problems, problems
    return load_catalogue(files)


def linked_world(root: Path) -> Linked:
    """The world in `root`, loaded and linked but not yet checked."""
    catalogue, problems = load_world(root)
    assert catalogue, problems
    return link(with_rows(catalogue))


def tables_of(linked: Linked) -> Tables:
    """The rows of a world as the rules read them."""
    tables, problems, _ = read_tables(linked.catalogue)
    assert not problems, problems
    return tables


def findings_of(linked: Linked) -> tuple[Finding, ...]:
    """What is found in a world, in order."""
    tables = tables_of(linked)
    return find(tables, held(tables)[0])


def amended(linked: Linked, *changes: tuple[str, str, str]) -> Linked:
    """The same world with other rows: each change puts the second text in the place of the first in the CSV at a path."""
    catalogue = linked.catalogue
    for path, old, new in changes:
        table = next(table for _, table in catalogue.tables() if table.path == path)
        text = csv_text([field.name for field in table.fields], tuple(dict(row) for row in table.rows))
        assert old in text, f"{path} does not hold {old!r}"
        text = text.replace(old, new, 1)
        _, rows, problems = read_table(path, text)
        assert not problems, problems
        changed = table._replace(rows=rows, data=text.encode())
        lists = tuple(_with_table(package, table, changed) for package in catalogue.lists)
        catalogue = catalogue._replace(lists=lists, registers=_with_table(catalogue.registers, table, changed))
    return link(catalogue)


def _with_table(package: Package, old: Table, new: Table) -> Package:
    return package._replace(tables=tuple(new if table is old else table for table in package.tables))


def publish_world(root: Path) -> Publication:
    """The world in `root`, ready to be shown with the words of the repository."""
    return publish_linked(linked_world(root))


def publish_linked(linked: Linked, told: Timeline | None = None) -> Publication:
    """A world that is at hand, ready to be shown with the words of the repository."""
    return publication(linked, Found(findings_of(linked)), DAY, words(), told or Timeline(why_not="no_repository"))


@cache
def words() -> Mapping[str, Text]:
    """The words of the repository."""
    words, problems = load_words(ROOT)
    assert not problems, problems
    return words


@cache
def templates() -> Templates:
    """The templates of the repository; what they are compiled to serves all tests."""
    return Templates(ROOT / "site" / "templates", words())
