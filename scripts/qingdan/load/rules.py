"""From the words of a descriptor to the rules it asks for beyond the schema, and the exemptions from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingdan.load.shape import Reader
from qingdan.model import Exemption, Rule


@dataclass(frozen=True, slots=True)
class Word:
    """What must stand under a word of a rule: so many texts, each the name of a column of the table where `columns` is true."""

    number: int
    columns: bool = True
    needed: bool = True


RULES: Mapping[str, Mapping[str, Word]] = {
    "in_order": {"columns": Word(2)},
    "promise_within_limit": {"promise": Word(2), "limit": Word(2, columns=False), "of": Word(1, needed=False)},
    "fee_has_basis": {"fee": Word(1), "part": Word(1, columns=False)},
    "not_responsible": {
        "when": Word(1),
        "is": Word(1, columns=False),
        "part": Word(1, columns=False),
        "kind": Word(1, columns=False),
    },
    "certificate_not_issued": {"certificate": Word(1), "issuer": Word(1)},
}
"""Every rule that a table may ask for, with its words. `check/` has a function of the same name for each."""

EXEMPTIBLE = (
    *("promise_longer_than_limit", "fee_without_basis", "community_responsible", "ends_before_it_begins"),
    *("malformed_uscc", "malformed_division", "malformed_catalogue_item", "malformed_implementation_item"),
)
"""The errors that a descriptor may make exceptions from: those about facts, never those about form or references."""


def read_rules(words: Reader, columns: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules under `rules`. Raises MalformedError."""
    return tuple(_rule(item, columns) for item in words.parts("rules"))


def _rule(item: Reader, columns: tuple[str, ...]) -> Rule:
    name = item.one_of("rule", *RULES)
    item.only("rule", *RULES[name])
    about = {}
    for word, asked in RULES[name].items():
        texts = item.texts(word)
        if len(texts) != asked.number and (asked.needed or texts):
            raise item.wrong(word, f"{asked.number} × text")
        for text in texts:
            if (asked.columns or (word == "limit" and "of" not in item.tree)) and text not in columns:
                raise item.refuse("unknown_field", word, field=text, known=", ".join(columns))
        about[word] = texts
    return Rule(name, about, item.place())


def read_exemptions(words: Reader) -> tuple[Exemption, ...]:
    """The exceptions under `exceptions`, each with its reason and the day it was made. Raises MalformedError."""
    return tuple(_exemption(item) for item in words.parts("exceptions"))


def _exemption(item: Reader) -> Exemption:
    item.only("error", "entry", "reason", "date")
    since = item.text("date")
    try:
        date.fromisoformat(since)
    except ValueError as error:
        raise item.wrong("date", "2026-01-31") from error
    reason = item.text("reason")
    if not reason.strip():
        raise item.wrong("reason", "text")
    return Exemption(item.one_of("error", *EXEMPTIBLE), item.text("entry"), reason, since, item.place())
