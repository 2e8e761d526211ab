"""A problem in words: where it stands, what is wrong and how to put it right, in Chinese and in English. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from qingdan.gate.tree import read_tree
from qingdan.language import tongues_of
from qingdan.problem import Problem
from qingdan.shipped import shipped

Messages = Mapping[str, Mapping[str, str]]

SHORT, LONG = 80, 600
"""Characters that are shown of a value; of one of those in LONGER, more."""

LONGER = (
    *("known", "expected", "missing", "found", "fields", "changed", "changed_en"),
    *("finding", "finding_en", "about", "about_en", "norm", "norm_en"),
)
"""Values that list what there is to choose from, or explain something."""

GAP = "…"
"""What is shown where a message has a gap that no value fills."""

BLOCK = re.compile(r"^[^\s#].*\n(?:[ #].*\n|\n)*", re.MULTILINE)
"""A message in its file: the line of its key and those that are indented below it."""


class Said(NamedTuple):
    """A problem in the words of one language, in the pieces that every format of a report is made of. Blank where unknown."""

    language: str
    where: str
    """The file and the line: `lists/powers/powers.csv:17`."""
    spot: str
    """The cell, the title of the field and its name: `C17 · 行使主体 · body`."""
    wrong: str
    remedy: str
    paragraph: str
    """Where to read more: `CONTRIBUTING.md#cells`."""

    @property
    def position(self) -> str:
        """The file, the line and the spot."""
        return _joined(self.where, self.spot)

    @property
    def sentences(self) -> str:
        """What is wrong and how to put it right, in one line."""
        return f"{self.wrong}{self.remedy}" if self.language == "zh" else f"{self.wrong} {self.remedy}"


def load_messages(name: str, keys: Collection[str] | None = None) -> Messages:
    """The messages of `messages/<name>.yaml` by key, each with at least `zh` and `en`; where `keys` are given, only these.

    Those of `problems` also have the remedies `do_zh`, `do_en` and the paragraph `see` of CONTRIBUTING; and where more is known
    of a problem, its variants `key/kind`.
    """
    messages = _tree(name, keys)
    if name == "problems":
        messages |= {key: {**messages[key.partition("/")[0]], **parts} for key, parts in _tree("variants", keys).items()}
    return messages


def _tree(name: str, keys: Collection[str] | None) -> dict[str, dict[str, str]]:
    """A file of messages. To read all of them takes longer than to check a small list, so what is not asked for is left out."""
    path = f"messages/{name}.yaml"
    text = shipped(path).decode("utf-8")
    if keys is not None:
        text = "".join(block for block in BLOCK.findall(text) if re.split("[/:]", block, maxsplit=1)[0] in keys) or "{}"
    tree, problems = read_tree(path, text)
    assert not problems, problems
    return {key: value for key, value in tree.items() if isinstance(value, dict)}


def tell(messages: Messages, key: str, language: str, /, **values: object) -> str:
    """A message of a command, one line for each language spoken."""
    return "\n".join(_filled(messages[key][tongue], values) for tongue in tongues_of(language))


def say(problem: Problem, messages: Messages, tongue: str) -> Said:
    """The problem as an editor reads it in one language, "zh" or "en".

    Among its values `kind`, or else `expected`, names a variant of the message, where there is one; `title` is the title of the
    field and `title_en` the English one, where there is one.
    """
    variant = f"{problem.key}/{problem.values.get('kind') or problem.values.get('expected', '')}"
    message, place = messages.get(variant) or messages[problem.key], problem.place
    values = {name: _shown(value, LONG if name in LONGER else SHORT) for name, value in problem.values.items()}
    title = (values.get("title_en", "") if tongue == "en" else "") or values.get("title", "")
    path = seen(place.path)
    return Said(
        language=tongue,
        where=f"{path}:{place.line}" if place.line else path,
        spot=_joined(place.cell, title, _shown(place.field)),
        wrong=_filled(message[tongue], values),
        remedy=_filled(message[f"do_{tongue}"], values),
        paragraph=f"CONTRIBUTING.md#{message['see']}",
    )


def seen(text: str) -> str:
    """A text with every character that cannot be seen, or would steer a terminal, written out: `\\x1b`, `\\u202e`."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _shown(value: str, longest: int = SHORT) -> str:
    """A value fit for a line of a terminal: no control characters, not endless."""
    plain = seen(value)
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def _joined(*pieces: str) -> str:
    return " · ".join(filter(None, pieces))


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The message with its gaps filled. One that is forgotten must not end the program: the rest still helps the editor."""
    return text.format_map(defaultdict(lambda: GAP, values))
