"""Facts that break a norm or want care. Published and explained, never an error (design §2.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qingdan.linked import Linked
from qingdan.model import Finding


def basis_of_concern(linked: Linked) -> Iterator[Finding]:
    """An entry rests on a version of a law that is no longer in force, or of which that is to be checked.

    Which standings are of concern, and how, is said in the code table `law-standing` (column `concern`).
    """
    for entry in linked.entries.values():
        versions: dict[str, dict[str, None]] = {}
        for basis in linked.child_rows(entry.id, "bases"):
            version = linked.look_up("law-versions", basis["law_version"])
            standing = linked.look_up("law-standing", version["standing"]) if version else None
            if version and standing and standing["concern"]:
                versions.setdefault(standing["concern"], {})[version["id"]] = None
        for concern, found in versions.items():
            yield Finding(concern, entry.id, tuple(found))


def decision_not_known(linked: Linked) -> Iterator[Finding]:
    """A power that was handed down, authorised or entrusted needs a decision; none is named by the entry's authority.

    Which sources of power need one is said in the code table (column `needs_decision`), by 行政处罚法 (2021) 第二十四条
    for penalties and by the origin document (职责准入制度) for every duty that came from above.
    """
    for entry in linked.entries.values():
        fields = (field for field in entry.table.fields if field.references)
        codes = [linked.look_up(field.references, entry.row[field.name]) for field in fields]
        authority = linked.look_up("authorities", entry.row.get("authority"))
        has_decision = authority is not None and authority["kind"] == "decision"
        if not has_decision and any(code is not None and code.get("needs_decision") == "true" for code in codes):
            yield Finding("decision_not_known", entry.id)


def no_article(linked: Linked) -> Iterator[Finding]:
    """An entry that rests on the origin document or a public page alone: no article of a law was found for it."""
    for entry in linked.entries.values():
        if entry.table.role == "entries" and not linked.child_rows(entry.id, "bases"):
            yield Finding("no_article", entry.id)


KEYS = ("basis_superseded", "basis_to_be_checked", "decision_not_known", "no_article")
"""Every kind of finding, the gravest first."""

FINDINGS: tuple[Callable[[Linked], Iterator[Finding]], ...] = (basis_of_concern, decision_not_known, no_article)


def find(linked: Linked) -> tuple[Finding, ...]:
    """Every finding of the publication, samples left out, in the order of the rules above."""
    return tuple(finding for run in FINDINGS for finding in run(linked) if not linked.is_sample(finding.entry))
