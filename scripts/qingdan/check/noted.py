"""What an editor is told of a finding: where its entry stands, what was found of it, what that means and by what norm."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qingdan.check.explained import Explained, explained
from qingdan.check.tables import Tables, read_tables
from qingdan.model import NORMS, Catalogue
from qingdan.problem import Finding, Notice


def noted(catalogue: Catalogue, findings: Collection[Finding]) -> tuple[Notice, ...]:
    """A notice for each finding of lists that passed their checks, at the line of its entry."""
    return tuple(_noted(read_tables(catalogue)[0], findings)) if findings else ()


def _noted(tables: Tables, findings: Collection[Finding]) -> Iterator[Notice]:
    explanations, names = _explanations(tables), tables.names(tables.entries)
    for finding in findings:
        found = tables.main_row(finding.entry)
        assert found, finding
        columns, row = found
        of = {"entry": f"{finding.entry} {names.get(finding.entry, '')}".rstrip(), **_texts(explanations[finding.key])}
        yield Notice("finding", columns.place(row), of | _more(finding))


def _explanations(tables: Tables) -> dict[str, Explained]:
    register = tables.register(NORMS)
    if register is None:
        return dict(explained(()))
    names = [field.name for field in register.table.fields]
    return dict(explained({name: register.column(name)[row] for name in names} for row in range(register.count)))


def _more(finding: Finding) -> dict[str, str]:
    """What is known of a finding beside its entry, with the variant of the message that says it."""
    concerned = ", ".join((*finding.versions, *finding.others))
    if concerned:
        return {"kind": "concerned", "concerned": concerned}
    return {"kind": "measured", "measured": finding.measured} if finding.measured else {}


def _texts(one: Explained) -> dict[str, str]:
    """The three texts of an explanation in both languages, under the names by which the message calls for them."""
    texts = {"finding": one.title, "about": one.about, "norm": one.norm}
    return {name: text.zh for name, text in texts.items()} | {f"{name}_en": text.en for name, text in texts.items()}
