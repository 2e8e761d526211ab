"""Facts that break a norm or want care. Published and explained, never an error (design §2.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qingdan.check.columns import Columns
from qingdan.check.tables import Tables, owners
from qingdan.problem import Finding


def basis_of_concern(tables: Tables) -> Iterator[Finding]:
    """An entry rests on a version of a law that is no longer in force, or of which that is to be checked.

    Which standings are of concern, and how, is said in the code table `law-standing` (column `concern`).
    """
    for bases in _children(tables, "bases"):
        standings = tables.looked_up("law-versions", bases.different("law_version"), "standing")
        concerns = tables.looked_up("law-standing", {*standings.values()}, "concern")
        found: dict[tuple[str, str], dict[str, None]] = {}
        for entry, version in zip(bases.column("entry"), bases.column("law_version"), strict=True):
            if concern := concerns[standings[version]]:
                found.setdefault((entry, concern), {})[version] = None
        for (entry, concern), versions in found.items():
            yield Finding(concern, entry, versions=tuple(versions))


def decision_not_known(tables: Tables) -> Iterator[Finding]:
    """A power that was handed down, authorised or entrusted needs a decision; none is named by the entry's authority.

    Which sources of power need one is said in the code table (column `needs_decision`), by 行政处罚法 (2021) 第二十四条
    for penalties and by the origin document (职责准入制度) for every duty that came from above.
    """
    for columns in tables.mains:
        for field in columns.table.fields:
            register = tables.register(field.references) if field.references else None
            if register is None or not register.table.field_named("needs_decision"):
                continue
            needs = tables.looked_up(field.references, columns.different(field.name), "needs_decision")
            kinds = tables.looked_up("authorities", columns.different("authority"), "kind")
            rows = zip(columns.column("id"), columns.column(field.name), columns.column("authority"), strict=True)
            for entry, code, authority in rows:
                if needs[code] == "true" and kinds[authority] != "decision":
                    yield Finding("decision_not_known", entry)


def certificate_not_issued(tables: Tables) -> Iterator[Finding]:
    """A procedure asks for a proof that a community must not issue, and names nobody else who does.

    Which parts forbid a body to issue something is said in the code table `body-role` (column `forbids`).
    Source: 民发〔2020〕20号 and the lists of certificates that communities must not issue.
    """
    forbidden: dict[str, list[str]] = {}
    for bodies in _children(tables, "bodies"):
        rows = zip(bodies.column("entry"), bodies.column("role"), bodies.column("body"), strict=True)
        for entry, part, body in rows:
            if tables.look_up("body-role", part, "forbids") == "true":
                forbidden.setdefault(entry, []).append(tables.look_up("organisations", body, "name"))
    for columns, rule in tables.asking("certificate_not_issued"):
        asked: dict[str, dict[str, None]] = {}
        proofs = columns.column(rule.one("certificate"))
        for entry, proof, issuer in zip(owners(columns), proofs, columns.column(rule.one("issuer")), strict=True):
            if proof in forbidden and (not issuer or any(body in issuer for body in forbidden[proof])):
                asked.setdefault(entry, {})[proof] = None
        for entry, certificates in asked.items():
            yield Finding("certificate_not_issued", entry, others=tuple(certificates))


def no_article(tables: Tables) -> Iterator[Finding]:
    """An entry that rests on the origin document or a public page alone: no article of a law was found for it."""
    for columns in tables.mains_as("entries"):
        based = {entry for bases in tables.of(columns.package, "bases") for entry in bases.column("entry")}
        kinds = tables.looked_up("authorities", columns.different("authority"), "kind")
        for entry, authority in zip(columns.column("id"), columns.column("authority"), strict=True):
            if entry not in based and kinds[authority] not in columns.table.grounds:
                yield Finding("no_article", entry)


KEYS = (
    *("basis_superseded", "basis_to_be_checked", "certificate_not_issued", "decision_not_known", "no_article"),
    "late_publication",
)
"""Every kind of finding that needs no norm of a register, the gravest first. What `late.py` finds is found in changes, not in the
lists as they stand."""

FINDINGS: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    basis_of_concern,
    certificate_not_issued,
    decision_not_known,
    no_article,
)


def find(tables: Tables, broken: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Every finding of the publication: by rule, then those of norms that are `broken`; within each in the order of the lists.

    Those of samples are marked.
    """
    found = (*(finding for run in FINDINGS for finding in run(tables)), *broken)
    samples = tables.samples_among({finding.entry for finding in found})
    return tuple(finding._replace(is_sample=True) if finding.entry in samples else finding for finding in found)


def _children(tables: Tables, role: str) -> Iterator[Columns]:
    return (columns for columns in tables.lists if columns.table.role == role)
