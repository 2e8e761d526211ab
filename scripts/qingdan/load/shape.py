"""Taking values of the expected kind out of a loaded YAML tree, or saying where the tree is not as it must be."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from qingdan.gate.tree import Branch
from qingdan.model import Text
from qingdan.problem import Place, Problem

NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
"""A name fit for files and addresses: small letters, digits and hyphens."""


STANDARD = frozenset(
    (
        *("$schema", "bareNumber", "bytes", "categories", "categoriesOrdered", "contributors", "created", "data"),
        *("decimalChar", "delimiter", "dialect", "example", "falseValues", "fields", "fieldsMatch", "foreignKeys"),
        *("format", "groupChar", "hash", "homepage", "id", "image", "itemType", "jsonSchema"),
        *("keywords", "licenses", "missingValues", "name", "path", "primaryKey", "profile", "rdfType"),
        *("resources", "schema", "sources", "title", "trueValues", "type", "uniqueKeys", "version"),
    )
)
"""Properties of Data Package v2: one that has no place where it stands is no slip of the pen."""

MOST = 256
"""Items of a list in a descriptor: tables, columns, keys, rules, categories. The widest table has some 25 columns."""


class MalformedError(Exception):
    """A descriptor or setting is not as it must be. Carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place.path}: {problem.key}: {dict(problem.values)}")
        self.problem = problem


class Reader:
    """A mapping of a YAML file together with its place, so that a wrong value can be named with its line."""

    def __init__(self, path: str, tree: Branch, within: str = "") -> None:
        self.path, self.tree, self.within = path, tree, within

    def place(self, name: str = "") -> Place:
        """Where a name of this mapping stands; where it is not there, or none is given, where the mapping begins."""
        return Place(self.path, self.tree.lines.get(name, self.tree.line))

    def refuse(self, key: str, name: str, **values: str) -> MalformedError:
        """The error to raise for what stands under a name."""
        return MalformedError(Problem(key, self.place(name), {"name": self.within + name, **values}))

    def wrong(self, name: str, expected: str) -> MalformedError:
        """The error to raise where something of another kind stands under a name, or nothing."""
        return self.refuse("malformed_property", name, expected=expected)

    def only(self, *names: str) -> Reader:
        """This mapping, once it is known to hold nothing but these names: a misspelt one would have no effect in silence."""
        for name in self.tree:
            if name not in names:
                import difflib

                near = difflib.get_close_matches(name[:80], names, n=1, cutoff=0.7)
                if near and name not in STANDARD:
                    raise self.refuse("misspelt_property", name, meant=near[0])
                raise self.refuse("unknown_property", name, known=", ".join(names))
        return self

    def one_of(self, name: str, *choices: str, default: str | None = None) -> str:
        """A text that is one of these."""
        value = self.text(name, default)
        if value not in choices and value != default:
            raise self.wrong(name, " / ".join(choices))
        return value

    def named(self, name: str) -> str:
        """A name fit for files and addresses: small letters, digits and hyphens."""
        value = self.text(name)
        if not NAME.fullmatch(value):
            raise self.wrong(name, "a-z 0-9 -")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """A text; a number, date or claim as it was written. Raises MalformedError where it is missing and has no default."""
        value = self.tree.get(name, default)
        if value is None or isinstance(value, (dict, list)):
            raise self.wrong(name, "text")
        return self.tree.written[name] if name in self.tree.written else str(value)

    def number(self, name: str, default: int, least: int = 0, most: int = sys.maxsize) -> int:
        """A whole number from `least` to `most`, or `default` where it is not said."""
        value = self.tree.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(name, f"whole number ≥ {least}" + (f", ≤ {most}" if most < sys.maxsize else ""))
        return value

    def claim(self, name: str) -> bool:
        """true or false; false where it is not said."""
        value = self.tree.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, "true / false")
        return value

    def part(self, name: str) -> Reader:
        """A mapping below this one; an empty one where it is not there."""
        value = self.tree.get(name, Branch(self.tree.line))
        if not isinstance(value, Branch):
            raise self.wrong(name, "mapping")
        return Reader(self.path, value, f"{self.within}{name}.")

    def parts(self, name: str) -> tuple[Reader, ...]:
        """The mappings of a list below this one."""
        items = []
        for index, item in enumerate(self.items(name, "list of mappings")):
            if not isinstance(item, Branch):
                raise self.wrong(name, "list of mappings")
            items.append(Reader(self.path, item, f"{self.within}{name}[{index}]."))
        return tuple(items)

    def items(self, name: str, expected: str) -> list[object]:
        """A list, empty where it is not there."""
        value = self.tree.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, expected)
        if len(value) > MOST:
            raise self.refuse("too_many_items", name, count=str(len(value)), limit=str(MOST))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A text or a list of texts, each of them once."""
        value = self.tree.get(name, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values) or len(values) != len(set(values)):
            raise self.wrong(name, "text or list of texts")
        return tuple(values)

    def bilingual(self, name: str) -> Text:
        """A mapping `{zh: …, en: …}`."""
        part = self.part(name).only("zh", "en")
        if not part.text("zh").strip():
            raise part.wrong("zh", "text")
        return Text(part.text("zh"), part.text("en", ""))

    def explained(self, name: str) -> Text:
        """A text of the Data Package itself (Chinese), with its English twin under our own key `qingdan`."""
        return Text(self.text(name, ""), self.part("qingdan").text(name, ""))


def plain_tree(value: object) -> object:
    """A value of a YAML file with nothing in it that JSON does not know: a date becomes text."""
    if isinstance(value, Mapping):
        return {str(name): plain_tree(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain_tree(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
