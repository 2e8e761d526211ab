"""From the words of a descriptor to the rules it asks for beyond the schema, and the exemptions from them."""

from collections.abc import Mapping
from typing import NamedTuple

from qingdan.load.shape import Reader
from qingdan.model import Exemption, Field, Rule
from qingdan.values import KINDS


class Word(NamedTuple):
    """What must stand under a word of a rule: so many texts, each the name of a column of the table where `columns` is true.

    `types` are those that the first column may have, where not every one will do; `are_alike`: all the columns have its type.
    """

    number: int
    columns: bool = True
    needed: bool = True
    types: tuple[str, ...] = ()
    are_alike: bool = False


RULES: Mapping[str, Mapping[str, Word]] = {
    "in_order": {"columns": Word(2, types=("date", "yearmonth", "year"), are_alike=True)},
    "promise_within_limit": {
        "promise": Word(2, types=("integer",)),
        "limit": Word(2, types=("integer",)),
        "of": Word(1, needed=False),
    },
    "fee_has_basis": {"fee": Word(1, types=("boolean",)), "part": Word(1, columns=False)},
    "not_responsible": {
        "when": Word(1),
        "is": Word(1, columns=False),
        "part": Word(1, columns=False),
        "kind": Word(1, columns=False),
    },
    "certificate_not_issued": {"certificate": Word(1), "issuer": Word(1)},
    "told_apart": {"word": Word(1), "of": Word(1), "by": Word(2)},
    "explained": {"when": Word(1), "is": Word(1, columns=False), "by": Word(2)},
}
"""Every rule that a table may ask for, with its words. `check/` has a function of the same name for each."""

OF_TWO_STATES = ("authority_after", "excel_exponent", "excel_zeros", "excel_rounded", "excel_date")
"""Those that only two states of the lists can show: a check of one state knows nothing of them."""

OF_ONE_STATE = (
    *("promise_longer_than_limit", "fee_without_basis", "community_responsible", "ends_before_it_begins"),
    *("malformed_uscc", "malformed_division", "malformed_catalogue_item", "malformed_implementation_item"),
)

EXEMPTIBLE = (*OF_ONE_STATE, *OF_TWO_STATES)
"""The errors that a descriptor may make exceptions from: those about facts, never those about form or references."""


def read_rules(words: Reader, fields: tuple[Field, ...]) -> tuple[Rule, ...]:
    """The rules under `rules` of a table with these columns. Raises MalformedError."""
    return tuple(_rule(item, {field.name: field for field in fields}) for item in words.parts("rules"))


def _rule(item: Reader, fields: Mapping[str, Field]) -> Rule:
    name = item.one_of("rule", *RULES)
    item.only("rule", *RULES[name])
    if name in ("fee_has_basis", "not_responsible") and "id" not in fields:
        raise item.refuse("unknown_field", "rule", field="id", known=", ".join(fields))
    about = {}
    for word, asked in RULES[name].items():
        texts = about[word] = item.texts(word)
        if len(texts) != asked.number and (asked.needed or texts):
            raise item.wrong(word, f"{asked.number} × text")
        if asked.columns and not (word == "limit" and "of" in item.tree):
            _must_be_columns(item, word, asked, texts, fields)
    return Rule(name, about, item.place())


def _must_be_columns(item: Reader, word: str, asked: Word, texts: tuple[str, ...], fields: Mapping[str, Field]) -> None:
    """Columns of the table, of types about which the rule can say something: with others it would never find anything."""
    for text in texts:
        if text not in fields:
            raise item.refuse("unknown_field", word, field=text, known=", ".join(fields))
    fit = asked.types
    for text in texts if asked.are_alike else texts[:1]:
        found = fields[text].type
        if fit and found not in fit:
            raise item.refuse("unfit_type", word, field=text, type=found, expected=" / ".join(fit))
        fit = (found,) if fit else ()


def read_exemptions(words: Reader) -> tuple[Exemption, ...]:
    """The exceptions under `exceptions`, each with its reason and the day it was made. Raises MalformedError."""
    return tuple(_exemption(item) for item in words.parts("exceptions"))


def _exemption(item: Reader) -> Exemption:
    item.only("error", "entry", "reason", "date")
    since = item.text("date")
    try:
        KINDS["date"].value(since)
    except ValueError as error:
        raise item.wrong("date", "2026-01-31") from error
    reason = item.text("reason")
    if not reason.strip():
        raise item.wrong("reason", "text")
    return Exemption(item.one_of("error", *EXEMPTIBLE), item.text("entry"), reason, since, item.place())
