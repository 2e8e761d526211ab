"""The words around a difference, and its texts, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qingdan.difference.states import Side
from qingdan.difference.view import Change
from qingdan.language import TONGUES, tongues_of
from qingdan.model import Text
from qingdan.speak import Messages, load_messages

BETWEEN = " / "
"""What stands between a text in Chinese and the same in English."""

BETWEEN_PARTS = ", "

SHORT = 10
"""Characters of the name of a commit that are shown."""


@dataclass(frozen=True, slots=True)
class Words:
    """Says everything in the language of `language`, one of `LANGUAGES`. `is_coloured` asks a text for a terminal for colours."""

    language: str
    is_coloured: bool = False
    messages: Messages = field(default_factory=lambda: load_messages("difference"))

    def word(self, key: str, **values: str | Text) -> Text:
        """A message with its gaps filled, in both languages."""
        return Text(*(self.messages[key][tongue].format_map(_in(values, tongue)) for tongue in TONGUES))

    def say(self, key: str, **values: str | Text) -> str:
        """A message with its gaps filled, in each language spoken."""
        return self.text(self.word(key, **values))

    def text(self, text: Text) -> str:
        """A text in each language spoken, once where it is the same."""
        return BETWEEN.join(dict.fromkeys(text.in_language(tongue) for tongue in tongues_of(self.language)))

    def side(self, side: Side) -> Text:
        """What one of the two states is called."""
        if not side.commit:
            return self.word("working_tree")
        short = side.commit[:SHORT]
        return Text(short if side.commit.startswith(side.name) else f"{side.name} ({short})", "")

    def notes(self, change: Change) -> tuple[Text, ...]:
        """What is said of a change beside its cells: on what it rests, when it takes force, whether it may be another one."""
        found = []
        if change.ground:
            found.append(self.word(f"ground_{change.ground}", authority=_named(change.authority, change.authority_title)))
        if change.in_force:
            found.append(self.word("held_until" if change.event == "withdrawn" else "takes_force", day=change.in_force))
        if change.alike:
            found.append(self.word("possibly" if change.event == "deleted" else "possibly_was", id=change.alike))
        if change.moved_from.zh:
            found.append(self.word("moved_from", table=change.moved_from))
        return tuple(found)

    def named(self, change: Change) -> Text:
        """The id and the name of what changed."""
        return _named(change.subject, change.name)

    def line(self, key: str, parts: Sequence[Text]) -> Text:
        """What is said of the shape of a table."""
        sign = " → " if key == "column_renamed" else BETWEEN_PARTS
        what = Text(*(sign.join(part.in_language(tongue) for part in parts) for tongue in TONGUES))
        return self.word(key, what=what)


def _named(own: str, name: Text) -> Text:
    if not name.zh:
        return Text(own, "")
    return Text(f"{own} {name.zh}", f"{own} {name.en}" if name.en else "")


def _in(values: dict[str, str | Text], tongue: str) -> dict[str, str]:
    return {name: value.in_language(tongue) if isinstance(value, Text) else value for name, value in values.items()}
