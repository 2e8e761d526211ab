"""How a kind of finding is explained, to a reader of the site and to an editor alike."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qingdan.check.findings import KEYS
from qingdan.model import Row, Text
from qingdan.speak import load_messages


class Explained(NamedTuple):
    """What was found, what it means, and the norm with where it comes from."""

    title: Text
    about: Text
    norm: Text


def explained(register: Iterable[Mapping[str, str] | Row]) -> Mapping[str, Explained]:
    """How every kind of finding is explained, by its key.

    What the program itself looks for (`findings.KEYS`) stands in its messages, the gravest first; every other norm is a row of
    the register.
    """
    messages = load_messages("findings")
    own = {key: Explained(*(_text(messages[key], part) for part in ("", "about_", "norm_"))) for key in KEYS}
    return own | {row["code"]: _of_register(row) for row in register}


def _text(message: Mapping[str, str], part: str) -> Text:
    return Text(message[f"{part}zh"], message[f"{part}en"])


def _of_register(row: Mapping[str, str] | Row) -> Explained:
    columns = (("name", "english"), ("meaning", "meaning_english"), ("norm", "norm_english"))
    return Explained(*(Text(row[zh], row[en]) for zh, en in columns))
