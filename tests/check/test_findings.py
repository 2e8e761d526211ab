"""Facts that want care: each kind, with its law where it speaks of one, and those of samples marked."""

from __future__ import annotations

from qingdan.check.findings import KEYS, basis_of_concern, certificate_not_issued, decision_not_known, no_article
from qingdan.linked import Linked
from qingdan.model import NORMS
from qingdan.problem import Finding
from tests.world import POWERS, PROCEDURES, REGISTERS, RESPONSIBILITIES, amended, findings_of, tables_of

SUPERSEDED = Finding("basis_superseded", "PRC-0001", ("LAW-0002-1999",))
OF_THE_SAMPLE = Finding("basis_superseded", "PRC-0009", ("LAW-0002-1999",))
NOT_ADMITTED = Finding("not_admitted", "PWR-0001")
NOT_KNOWN = Finding("decision_not_known", "PWR-0001")
NO_ARTICLE = Finding("no_article", "RSP-0001")


def test_what_is_found_of_a_sample_is_marked(linked: Linked) -> None:
    marked = OF_THE_SAMPLE._replace(is_sample=True)
    assert findings_of(linked) == (SUPERSEDED, marked, NOT_KNOWN, NO_ARTICLE, NOT_ADMITTED)


def test_a_rule_finds_something_of_a_sample_too(linked: Linked) -> None:
    assert list(basis_of_concern(tables_of(linked))) == [SUPERSEDED, OF_THE_SAMPLE]


def test_a_body_that_is_no_sample_any_more_brings_its_findings_back(linked: Linked) -> None:
    changed = amended(linked, (f"{REGISTERS}/organisations.csv", ",,,true", ",,,false"))
    assert findings_of(changed) == (SUPERSEDED, OF_THE_SAMPLE, NOT_KNOWN, NO_ARTICLE, NOT_ADMITTED)


def test_a_version_that_is_to_be_checked_is_another_kind_of_finding(linked: Linked) -> None:
    changed = amended(linked, (f"{REGISTERS}/law-versions.csv", "in_force,,2026-01-31", "check,样例,2026-01-31"))
    assert list(basis_of_concern(tables_of(changed))) == [
        Finding("basis_to_be_checked", "PRC-0001", ("LAW-0001-20200101",)),
        SUPERSEDED,
        Finding("basis_to_be_checked", "PRC-0002", ("LAW-0001-20200101",)),
        OF_THE_SAMPLE,
        Finding("basis_to_be_checked", "PWR-0001", ("LAW-0001-20200101",)),
    ]


def test_a_version_is_named_once_however_many_of_its_articles_are_cited(linked: Linked) -> None:
    row = "PRC-0009,LAW-0002-1999,第三条,,establishes,\n"
    further = row + row.replace("第三条", "第四条").replace("PRC-0009", "PRC-0001")
    assert list(basis_of_concern(tables_of(amended(linked, (f"{PROCEDURES}/bases.csv", row, further))))) == [
        SUPERSEDED,
        OF_THE_SAMPLE,
    ]


def test_a_power_handed_down_by_a_decision_that_is_known_is_no_finding(linked: Linked) -> None:
    assert list(decision_not_known(tables_of(amended(linked, (f"{POWERS}/powers.csv", "AUT-0001", "AUT-0003"))))) == []


def test_a_power_by_statute_needs_no_decision(linked: Linked) -> None:
    assert list(decision_not_known(tables_of(amended(linked, (f"{REGISTERS}/codes/power-source.csv", ",true", ",false"))))) == []


def test_an_entry_with_a_basis_has_its_article(linked: Linked) -> None:
    basis = (f"{RESPONSIBILITIES}/bases.csv", "note\n", "note\nRSP-0001,LAW-0001-20200101,第一条,,establishes,\n")
    assert list(no_article(tables_of(amended(linked, basis)))) == []


def test_every_finding_is_of_a_kind_that_the_site_knows_how_to_group(linked: Linked) -> None:
    norms = linked.catalogue.register(NORMS)
    assert norms
    assert {finding.key for finding in findings_of(linked)} <= {*KEYS, *(row["code"] for row in norms.rows)}
    standings = linked.catalogue.register("law-standing")
    assert standings
    assert {row["concern"] for row in standings.rows} - {""} <= set(KEYS)


MATERIALS = f"{PROCEDURES}/materials.csv"
FORBIDDEN = (f"{REGISTERS}/codes/body-role.csv", "SAMPLE assists,,false,false", "SAMPLE assists,,false,true")
ASSISTED = (f"{PROCEDURES}/bodies.csv", "note\n", "note\nPRC-0002,assists,ORG-0002,\n")


def proofs(linked: Linked, *changes: tuple[str, str, str]) -> list[Finding]:
    return list(certificate_not_issued(tables_of(amended(linked, FORBIDDEN, ASSISTED, *changes))))


def test_a_proof_that_nobody_named_issues_and_a_community_must_not_is_a_finding(linked: Linked) -> None:
    assert proofs(linked) == [Finding("certificate_not_issued", "PRC-0001", others=("PRC-0002",))]


def test_a_proof_that_somebody_else_issues_is_no_finding(linked: Linked) -> None:
    assert proofs(linked, (MATERIALS, "样例表,false,,,", "样例表,false,,样例医院,")) == []


def test_a_proof_that_the_forbidden_body_is_said_to_issue_is_a_finding(linked: Linked) -> None:
    found = proofs(linked, (MATERIALS, "样例表,false,,,", "样例表,false,,样例居委会或者医院,"))
    assert found == [Finding("certificate_not_issued", "PRC-0001", others=("PRC-0002",))]


def test_a_proof_that_may_be_issued_is_no_finding(linked: Linked) -> None:
    assert list(certificate_not_issued(tables_of(amended(linked, ASSISTED)))) == []
