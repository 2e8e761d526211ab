"""Taking values of the expected kind out of a loaded YAML tree, or saying where the tree is not as it must be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qingdan.model import Place, Problem, Text


class MalformedError(Exception):
    """A descriptor or setting is not of the expected kind. Carries the problem to show."""

    def __init__(self, path: str, name: str, expected: str) -> None:
        super().__init__(f"{path}: {name}: {expected}")
        self.problem = Problem("malformed_property", Place(path), {"name": name, "expected": expected})


class Reader:
    """A mapping of a YAML file together with its place, so that a wrong value can be named."""

    def __init__(self, path: str, tree: Mapping[str, object], within: str = "") -> None:
        self.path, self.tree, self.within = path, tree, within

    def only(self, *names: str) -> Reader:
        """This mapping, once it is known to hold nothing but these names: a misspelt one would have no effect in silence."""
        for name in self.tree:
            if name not in names:
                raise MalformedError(self.path, self.within + name, " / ".join(names))
        return self

    def one_of(self, name: str, *choices: str, default: str | None = None) -> str:
        """A text that is one of these."""
        value = self.text(name, default)
        if value not in choices and value != default:
            raise MalformedError(self.path, self.within + name, " / ".join(choices))
        return value

    def named(self, name: str) -> str:
        """A name fit for files and addresses: small letters, digits and hyphens."""
        value = self.text(name)
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", value):
            raise MalformedError(self.path, self.within + name, "a-z 0-9 -")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """A text (or a number or date, as text). Raises MalformedError where it is missing and has no default."""
        value = self.tree.get(name, default)
        if value is None or isinstance(value, (dict, list)):
            raise MalformedError(self.path, self.within + name, "text")
        return str(value)

    def number(self, name: str, default: int) -> int:
        """A whole number, or `default` where it is not said."""
        value = self.tree.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise MalformedError(self.path, self.within + name, "whole number")
        return value

    def claim(self, name: str) -> bool:
        """true or false; false where it is not said."""
        value = self.tree.get(name, False)
        if not isinstance(value, bool):
            raise MalformedError(self.path, self.within + name, "true / false")
        return value

    def part(self, name: str) -> Reader:
        """A mapping below this one; an empty one where it is not there."""
        value = self.tree.get(name, {})
        if not isinstance(value, dict):
            raise MalformedError(self.path, self.within + name, "mapping")
        return Reader(self.path, value, f"{self.within}{name}.")

    def parts(self, name: str) -> tuple[Reader, ...]:
        """The mappings of a list below this one."""
        value = self.tree.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise MalformedError(self.path, self.within + name, "list of mappings")
        return tuple(Reader(self.path, item, f"{self.within}{name}[{index}].") for index, item in enumerate(value))

    def texts(self, name: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.tree.get(name, [])
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise MalformedError(self.path, self.within + name, "text or list of texts")
        return tuple(value)

    def bilingual(self, name: str) -> Text:
        """A mapping `{zh: …, en: …}`."""
        part = self.part(name).only("zh", "en")
        return Text(part.text("zh"), part.text("en", ""))

    def explained(self, name: str) -> Text:
        """A text of the Data Package itself (Chinese), with its English twin under our own key `qingdan`."""
        return Text(self.text(name, ""), self.part("qingdan").text(name, ""))
