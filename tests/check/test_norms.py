"""Every norm that a descriptor asks for: what keeps to it, what does not, and that both languages say so.

The sample sub-districts of the repository are the fixtures: each case changes one cell.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache

import pytest

from qingdan.check.checks import Checked, check_files
from qingdan.check.noted import noted
from qingdan.gate.files import read_folders
from qingdan.model import NORMS, Catalogue, File
from qingdan.problem import Finding, Measured, Notice
from qingdan.speak import say
from tests.world import MESSAGES, ROOT, SOURCE


@dataclass(frozen=True)
class Case:
    """A cell by which an entry comes to break a norm, or to keep it: of the table at `path`, of the row that begins so."""

    norm: str
    entry: str
    is_broken_by_it: bool
    path: str
    row: str
    column: str
    cell: str

    def put(self, files: tuple[File, ...]) -> tuple[File, ...]:
        """The files with the cell in its place."""
        return tuple(File(file.path, self._put(file.data)) if file.path == f"lists/{self.path}" else file for file in files)

    def _put(self, data: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(data.decode())))
        (row,) = (row for row in rows if f"{','.join(row)},".startswith(f"{self.row},"))
        row[rows[0].index(self.column)] = self.cell
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        return written.getvalue().encode()


ADMITTED, BODY = "admissions/related.csv", "evaluation/bodies.csv"
ADMISSIONS, IMPLEMENTATIONS = "admissions/admissions.csv", "implementations/implementations.csv"
UNITS, STAFF, INDICATORS = "organisation/units.csv", "staffing/staffing.csv", "evaluation/indicators.csv"

CASES = (
    Case("not_admitted", "IMP-9010", False, IMPLEMENTATIONS, "IMP-9010", "power_source", "1"),
    Case("not_admitted", "IMP-9010", False, IMPLEMENTATIONS, "IMP-9010", "status", "withdrawn"),
    Case("not_admitted", "IMP-9010", False, ADMITTED, "ADM-9001,admits", "other", "IMP-9010"),
    Case("not_admitted", "IMP-9009", True, ADMISSIONS, "ADM-9001", "outcome", "rejected"),
    Case("not_admitted", "PWR-0014", True, "powers/powers.csv", "PWR-0014", "power_source", "5"),
    Case("not_admitted", "PWR-0021", False, ADMITTED, "ADM-9001,admits", "other", "PWR-0021"),
    Case("not_admitted", "DTY-9001", True, ADMITTED, "ADM-9002,admits", "other", "DTY-9003"),
    Case("not_admitted", "DTY-9003", False, "duties/duties.csv", "DTY-9003", "assigned", ""),
    Case("city_not_by_city", "ADM-9001", True, ADMISSIONS, "ADM-9001", "level", "city"),
    Case("city_not_by_city", "ADM-9003", False, ADMISSIONS, "ADM-9003", "approved_by", "ORG-9004"),
    Case("district_not_by_district", "ADM-9002", True, ADMISSIONS, "ADM-9002", "approved_by", "ORG-9006"),
    Case("district_not_by_district", "ADM-9002", True, ADMISSIONS, "ADM-9002", "approved_by", ""),
    Case("district_not_by_district", "ADM-9004", False, ADMISSIONS, "ADM-9004", "approved_by", "ORG-9005"),
    Case("no_money", "ADM-9002", False, ADMISSIONS, "ADM-9002", "funds", "1"),
    Case("no_money", "ADM-9002", False, ADMISSIONS, "ADM-9002", "mode", "cooperate"),
    Case("no_money", "ADM-9005", True, ADMISSIONS, "ADM-9005", "funds", "0"),
    Case("department_assesses_street", "EVL-9002", True, BODY, "EVL-9002,evaluates", "body", "ORG-9005"),
    Case("department_assesses_street", "EVL-9003", False, BODY, "EVL-9003,evaluates", "body", "ORG-9003"),
    Case("weights_not_100", "EVL-9001", True, INDICATORS, "EVL-9001,1", "weight", "30.1"),
    Case("weights_not_100", "EVL-9002", False, INDICATORS, "EVL-9002,1", "weight", "50"),
    Case("no_satisfaction", "EVL-9001", True, INDICATORS, "EVL-9001,4", "satisfaction", "false"),
    Case("no_satisfaction", "EVL-9004", False, INDICATORS, "EVL-9004,2", "satisfaction", "true"),
    Case("fixed_offices", "STR-9001", True, UNITS, "STR-9001,1", "slot", "other"),
    Case("fixed_offices", "STR-9001", False, UNITS, "STR-9001,1", "name", "党建"),
    Case("local_offices", "STR-9001", True, UNITS, "STR-9001,1", "slot", "local"),
    Case("local_offices", "STR-9002", False, UNITS, "STR-9002,7", "slot", "other"),
    Case("platforms", "STR-9001", True, UNITS, "STR-9001,1", "slot", "platform"),
    Case("platforms", "STR-9001", False, UNITS, "STR-9001,8", "duties", ""),
    Case("too_few_officers", "STF-9002", True, STAFF, "STF-9002", "officers", "7"),
    Case("too_few_officers", "STF-9001", False, STAFF, "STF-9001", "officers", "10"),
    Case("too_few_officers", "STF-9001", False, STAFF, "STF-9001", "officers", ""),
    Case("enforcement_inside", "ENF-0001", True, "enforcement/enforcement.csv", "ENF-0001", "area", "office"),
    Case("enforcement_inside", "ENF-0001", False, "enforcement/enforcement.csv", "ENF-0001", "area", "residential"),
)


@cache
def repository() -> tuple[File, ...]:
    files, problems = read_folders(ROOT, SOURCE)
    assert not problems
    return files


@cache
def as_it_is() -> tuple[Catalogue, Checked]:
    return checked(repository())


def checked(files: tuple[File, ...]) -> tuple[Catalogue, Checked]:
    catalogue, found = check_files(files)
    assert catalogue and not found.problems, found.problems
    return catalogue, found


COLUMNS = {"zh": ("name", "meaning", "norm"), "en": ("english", "meaning_english", "norm_english")}


def texts(norm: dict[str, str], language: str) -> tuple[str, ...]:
    """What the register says of a norm in one language."""
    return tuple(norm[column] for column in COLUMNS[language])


@cache
def norms() -> tuple[dict[str, str], ...]:
    """The rows of the register of norms."""
    register = as_it_is()[0].register(NORMS)
    assert register
    return tuple(csv.DictReader(io.StringIO(register.data.decode())))


def breaking(found: Checked) -> set[tuple[str, str]]:
    return {(finding.key, finding.entry) for finding in found.findings}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.norm}-{case.entry}-{case.column}" for case in CASES])
def test_a_norm_is_kept_or_broken_by_one_cell(case: Case) -> None:
    one = (case.norm, case.entry)
    changed = case.put(repository())
    assert changed != repository()
    catalogue, found = checked(changed)
    assert (one in breaking(found)) is case.is_broken_by_it
    assert not case.is_broken_by_it or one not in breaking(as_it_is()[1])
    told = noted(catalogue, [finding for finding in found.findings if (finding.key, finding.entry) == one])
    assert [is_told(notice, case) for notice in told] == [True] * case.is_broken_by_it


def is_told(notice: Notice, case: Case) -> bool:
    """Whether the editor is told, in both languages, which entry breaks the norm and what the register says of it."""
    (norm,) = (row for row in norms() if row["code"] == case.norm)
    said = {tongue: say(notice, MESSAGES, tongue).sentences for tongue in COLUMNS}
    return all(text in said[tongue] for tongue in COLUMNS for text in (case.entry, *texts(norm, tongue)))


def test_every_norm_of_a_list_has_a_case_that_breaks_it_and_one_that_keeps_to_it() -> None:
    catalogue = as_it_is()[0]
    asked = {norm.key for package in catalogue.lists for table in package.tables for norm in table.norms}
    assert asked == {row["code"] for row in norms()}
    assert {case.norm for case in CASES if case.is_broken_by_it} == asked
    assert {case.norm for case in CASES if not case.is_broken_by_it} == asked


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_norm_says_in_both_languages_what_was_found_what_it_means_and_where_it_comes_from(language: str) -> None:
    for row in norms():
        assert all(text.strip() for text in texts(row, language)), row["code"]
        assert is_chinese("".join(texts(row, language))) is (language == "zh")


def is_chinese(text: str) -> bool:
    """Whether most letters of a text are Han characters; an English one may name a Chinese term."""
    return sum("一" <= character <= "鿿" for character in text) * 2 > len(text)


def test_what_is_found_of_a_sample_is_marked_and_not_counted() -> None:
    _, found = as_it_is()
    assert Finding("too_few_officers", "STF-9001", measured="3.2", is_sample=True) in found.findings
    assert found.counted == sum(not finding.is_sample for finding in found.findings) < len(found.findings)


def test_what_keeps_to_a_norm_is_measured_too() -> None:
    _, found = as_it_is()
    assert Measured("too_few_officers", "STF-9002", "5", (">=", "4"), is_kept=True) in found.measures
    assert Measured("too_few_officers", "STF-9001", "3.2", (">=", "4"), is_kept=False) in found.measures


def test_how_many_values_are_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qingdan.check.norms.MANY", 1)
    found = checked(repository())[1]
    assert found.findings == as_it_is()[1].findings
    assert found.measures == as_it_is()[1].measures
