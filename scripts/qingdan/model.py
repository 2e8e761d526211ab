"""The values that travel down the line. Frozen and plain; knows nothing of disk, git, frictionless or HTML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qingdan.problem import NOWHERE, Place


class Text(NamedTuple):
    """A visible text in the two languages of the interface."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("zh" or "en"); the Chinese one where no English was given."""
        return (self.en or self.zh) if language == "en" else self.zh


class Row:
    """One physical line of a table: its cells by the names of their columns, and in their order. They are the text as it stands;
    blank is blank.

    All rows of a table share `places`, which numbers the columns: a dictionary for each would take three times the memory.
    """

    __slots__ = ("line", "places", "texts")

    def __init__(self, line: int, places: Mapping[str, int], texts: tuple[str, ...]) -> None:
        self.line = line
        self.places = places
        self.texts = texts

    def __getitem__(self, name: str) -> str:
        return self.texts[self.places[name]]

    def get(self, name: str) -> str:
        """The cell, or blank where the table has no such column."""
        place = self.places.get(name)
        return "" if place is None else self.texts[place]

    def keys(self) -> Iterable[str]:
        """The names of the columns; so `dict` makes a dictionary of a row."""
        return self.places

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.line, dict(self)) == (other.line, dict(other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Row({self.line}, {dict(self)})"


class Field(NamedTuple):
    """A column, as its descriptor explains it (Table Schema, Data Package v2). `place` is where it does so.

    `categories` are the only values it may hold, where there are any; `code` names the national standard of its codes.
    `tabled` columns stand where several entries are told of at once. `search` says what the column is for a search, blank for
    nothing, and `weight` how much a word in it counts, from 1 to 9.
    """

    name: str
    type: str
    title: Text
    description: Text
    example: str
    constraints: Mapping[str, object]
    categories: tuple[str, ...] = ()
    references: str = ""
    code: str = ""
    editorial: bool = False
    facet: bool = False
    tabled: bool = False
    shown: str = "professional"
    search: str = ""
    weight: int = 0
    place: Place = NOWHERE

    @property
    def is_required(self) -> bool:
        """True where the cell may not be blank."""
        return self.constraints.get("required") is True


class ForeignKey(NamedTuple):
    """Columns whose cells, taken together, stand in columns of another table (or of the same)."""

    fields: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


class Rule(NamedTuple):
    """What a descriptor asks of a table beyond its schema: the name of a rule and what it is about, in the words of the rule.

    `place` is where the descriptor asks for it.
    """

    name: str
    about: Mapping[str, tuple[str, ...]]
    place: Place

    def one(self, word: str) -> str:
        """The first thing said under a word; blank where nothing is."""
        return next(iter(self.about.get(word, ())), "")


class Norm(NamedTuple):
    """What a norm asks of every row of a table; a row of which it is not true is a finding.

    `key` is its code in the register of norms. `when`, `holds` and `measure` are expressions (`expression.py`) or blank: where
    `when` is true, `holds` must be, and `measure` must keep to its bound. `bound` is how (">=", "<=" or "==") and to what number,
    both blank where nothing is measured.
    """

    key: str
    when: str
    holds: str
    measure: str
    bound: tuple[str, str]
    place: Place


class Picture(NamedTuple):
    """What is drawn of a table: a `flow` from bodies in one part to bodies in another, a `tree` of parts in groups, or `bars`.

    `about` are the columns (of a flow the parts) that it is drawn from, by the words of the kind.
    """

    kind: str
    about: Mapping[str, str]


class Finder(NamedTuple):
    """The page `<list>/<name>/` that leads from a resident's question, its title, to the entry that answers it.

    It is divided by the codes of the column `by`, all that are in use or only `codes` in their order, and tells at once what
    stands in the columns or child tables `tells`.
    """

    name: str
    title: Text
    about: Text
    by: str
    codes: tuple[str, ...]
    tells: tuple[str, ...]
    place: Place


class Exemption(NamedTuple):
    """An entry that may break a rule, why, and since when (ISO date). `error` is the key of the problem it silences."""

    error: str
    entry: str
    reason: str
    since: str
    place: Place


class Table(NamedTuple):
    """A table of a package. `role` says what the pages and rules do with it, `data` holds its file.

    `grounds` are the kinds of authority on which its entries may rest without an article of a law.

    `rows` are blank until the table has passed the checks: they are read again from `data` when somebody needs them all.
    """

    name: str
    role: str
    path: str
    title: Text
    description: Text
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    norms: tuple[Norm, ...] = ()
    grounds: tuple[str, ...] = ()
    picture: Picture | None = None
    expected_rows: tuple[int | None, int | None] = (None, None)
    described: Place = NOWHERE
    data: bytes = b""
    rows: tuple[Row, ...] = ()

    @property
    def facets(self) -> tuple[Field, ...]:
        """The columns by whose codes its rows can be narrowed down."""
        return tuple(field for field in self.fields if field.facet)

    def field_named(self, name: str) -> Field | None:
        """The field of this name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)

    def place(self, row: Row | None, name: str = "") -> Place:
        """Where a cell of this table stands; without a row, the table's heading."""
        names = [field.name for field in self.fields]
        return Place(self.path, row.line if row else 1, names.index(name) + 1 if name in names else None, name)


class Package(NamedTuple):
    """A folder with a descriptor: a list, or the registers.

    On the page of a body its entries are told of whole where the body has one of the parts that the list `portrays`. `finder`
    is the page that leads from a question to one of them, where it has such.
    """

    name: str
    folder: str
    title: Text
    description: Text
    version: str
    group_by: str
    tables: tuple[Table, ...]
    exceptions: tuple[Exemption, ...] = ()
    portrays: tuple[str, ...] = ()
    finder: Finder | None = None
    described: Place = NOWHERE

    @property
    def descriptor(self) -> str:
        """The path of the file that describes it."""
        return f"{self.folder}/{DESCRIPTOR}"

    @property
    def main(self) -> Table | None:
        """The table whose rows have a page each; none for the registers."""
        return main_of(self.tables)

    @property
    def terms(self) -> Table | None:
        """The table of words that residents use for entries of any list, if the package has one."""
        return next((table for table in self.tables if table.role == "terms"), None)


MAIN_ROLES = ("entries", "implementations")


def main_of(tables: Iterable[Table]) -> Table | None:
    """The table among those of a package whose rows have a page each; none for the registers."""
    return next((table for table in tables if table.role in MAIN_ROLES), None)


DETAILS = "details"
"""The role of a child table of which pages know no more than its columns: a list may have several."""
NORMS = "norm"
"""The register in which every norm that a descriptor asks for is explained."""

DESCRIPTOR = "datapackage.yaml"


class Limits(NamedTuple):
    """What a file may measure at most: bytes, rows of a table, characters of a cell, levels of a YAML file."""

    bytes: int = 100_000_000
    rows: int = 2_000_000
    cell: int = 20_000
    depth: int = 12


TIME_ZONE = "Asia/Shanghai"
"""The time zone whose days are meant where `catalogue.yaml` names no other (IANA)."""


class Settings(NamedTuple):
    """What `catalogue.yaml` says: who publishes, on what terms, how a reader gets in touch.

    `header` are the lists to which every page links, where it does not link to all of them. `time_zone` (IANA) is the one whose
    days are those of the publication; `shows_authors` asks for the names of those who wrote a change beside it.
    """

    title: Text
    description: Text
    publisher: Text
    base_url: str
    contact: Mapping[str, str]
    filing: Mapping[str, str]
    licence: Mapping[str, str]
    lists: tuple[str, ...]
    text_age_months: int
    ways_in: tuple[tuple[str, Text, str], ...]
    limits: Limits = Limits()
    time_zone: str = TIME_ZONE
    shows_authors: bool = False
    header: tuple[str, ...] = ()

    @property
    def contact_is_example(self) -> bool:
        """An address under a name that RFC 2606 reserves reaches nobody: the site must say so."""
        address = self.contact.get("email", "")
        return address.endswith((".example", ".invalid", "@example.org", "@example.com"))


class Catalogue(NamedTuple):
    """Everything that is to be published, loaded and not yet checked."""

    settings: Settings
    registers: Package
    lists: tuple[Package, ...]

    @property
    def packages(self) -> tuple[Package, ...]:
        """The lists, then the registers."""
        return (*self.lists, self.registers)

    def register(self, name: str) -> Table | None:
        """The register of this name, if there is one."""
        return next((table for table in self.registers.tables if table.name == name), None)

    def tables_by_path(self) -> dict[str, Table]:
        """Every table by the path of its file."""
        return {table.path: table for _, table in self.tables()}

    def tables(self) -> Iterator[tuple[Package, Table]]:
        """Every table with its package."""
        for package in self.packages:
            for table in package.tables:
                yield package, table


class File(NamedTuple):
    """A file as it was read or is to be published: its path below the root, with `/`, and its bytes."""

    path: str
    data: bytes
