"""From the words of a descriptor about a column to a `Field`."""

from __future__ import annotations

from qingdan.gate.pattern import why_unsafe
from qingdan.gate.tree import Branch
from qingdan.load.shape import Reader, plain_tree
from qingdan.model import Field
from qingdan.values import KINDS, keeps, misfit

CONSTRAINTS = (
    *("required", "unique", "pattern", "enum", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
)
"""What a descriptor may say of the values of a field (Table Schema)."""

CODES = ("uscc", "division", "catalogue_item", "implementation_item")
"""The national standards that `qingdan.code` may name; `check/codes.py` knows them."""

SEARCHED = ("title", "alias", "text", "code", "basis", "term")
"""What a column may be for a search (`qingdan.search.as`): the name of an entry, other names of it, what it is about, its code,
the law that it rests on; or, in a table of terms, what people say."""

SHOWN = ("head", "resident", "limit", "professional", "hidden")


def read_field(field: Reader) -> Field:
    """The column that a mapping describes. Raises MalformedError."""
    field.only("name", "type", "title", "description", "example", "constraints", "categories", "qingdan")
    words = field.part("qingdan").only(
        "title", "description", "references", "code", "editorial", "facet", "tabled", "shown", "search"
    )
    constraints = field.part("constraints").only(*CONSTRAINTS)
    field_type = field.one_of("type", *KINDS)
    _refuse_pattern(constraints)
    search, weight = _searched(words)
    said = {name: plain_tree(value) for name, value in constraints.tree.items()}
    example = field.text("example", "")
    wrong = misfit(field_type, said, example)
    if wrong == "example":
        raise field.refuse("example_misfit", "example", example=example, type=field_type)
    if wrong:
        raise constraints.refuse("constraint_misfit", wrong, type=field_type)
    return Field(
        name=_heading(field),
        type=field_type,
        title=field.explained("title"),
        description=field.explained("description"),
        example=example,
        constraints=said,
        categories=_categories(field),
        references=words.text("references", ""),
        code=words.one_of("code", *CODES, default=""),
        editorial=words.claim("editorial"),
        facet=words.claim("facet"),
        tabled=words.claim("tabled"),
        shown=words.one_of("shown", *SHOWN, default="professional"),
        search=search,
        weight=weight,
        place=field.place(),
    )


def _searched(words: Reader) -> tuple[str, int]:
    """What a column is for a search, and how much a word in it counts; blank and 0 where it is not searched."""
    said = words.part("search").only("as", "weight")
    if not said.tree:
        return "", 0
    part = said.one_of("as", *SEARCHED)
    if part == "basis" and words.text("references", "") != "law-versions":
        raise said.wrong("as", "basis: references: law-versions")
    return part, said.number("weight", 1, least=1, most=9)


def _heading(field: Reader) -> str:
    """The name of a column: it can stand in the heading of a CSV as it is."""
    name = field.text("name")
    if not name or name != name.strip() or not name.isprintable() or set(name) & set(',"'):
        raise field.wrong("name", "a-z 0-9 _")
    return name


def _categories(field: Reader) -> tuple[str, ...]:
    """The only values that a column may hold: texts, or mappings with a `value` (and a `label`)."""
    values = []
    if field.tree.get("categories") == []:
        raise field.wrong("categories", "list of different texts, or of {value, label}")
    for item in field.items("categories", "list"):
        if isinstance(item, Branch):
            Reader(field.path, item, f"{field.within}categories.").only("value", "label")
        value = item.get("value") if isinstance(item, Branch) else item
        if not isinstance(value, (str, int)) or isinstance(value, bool) or str(value) in values:
            raise field.wrong("categories", "list of different texts, or of {value, label}")
        values.append(str(value))
    if values and field.text("type") not in ("string", "integer"):
        raise field.wrong("categories", "type: string / integer")
    if not all(map(keeps(field.text("type"), {}), values)):
        raise field.wrong("categories", f"type: {field.text('type')}")
    return tuple(values)


def _refuse_pattern(constraints: Reader) -> None:
    """A pattern must mean the same everywhere and be matched in time that grows with the cell, not faster."""
    pattern = constraints.tree.get("pattern")
    reason = why_unsafe(pattern) if isinstance(pattern, str) else ""
    if reason:
        raise constraints.refuse(reason, "pattern", pattern=str(pattern))
