"""The index as a part of the site, with all that the reader says and needs to know of the lists. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from qingdan.linked import Linked
from qingdan.model import File, Text
from qingdan.search.documents import corpus
from qingdan.search.index import FOLDER, Words, index
from qingdan.section import SHAPE, TABLE, Section, Thing, whole

MEANT = "search_"
"""How the keys of the words begin that the reader is given."""


def search_section(linked: Linked, words: Mapping[str, Text]) -> Section:
    """The files of the index; they are made once, however often they are asked for."""

    @cache
    def files() -> tuple[File, ...]:
        return tuple(index(corpus(linked), words_for(linked, words)))

    return Section((FOLDER,), frozenset(_searched(linked)), whole(files), is_listed=False)


def _searched(linked: Linked) -> Iterator[Thing]:
    """What the index is made of: every register, the tables in which something is searched, and the shapes of the lists."""
    yield from ((TABLE, table.path) for table in linked.catalogue.registers.tables)
    for package in linked.catalogue.lists:
        yield SHAPE, package.name
        for table in package.tables:
            if table is package.terms or any(field.search for field in table.fields):
                yield TABLE, table.path


def words_for(linked: Linked, words: Mapping[str, Text]) -> Words:
    """What the reader says: the words of the site that are meant for it, and what lists and codes are called."""
    catalogue = linked.catalogue
    return Words(
        {key.removeprefix(MEANT): text for key, text in words.items() if key.startswith(MEANT)},
        {package.name: package.title for package in catalogue.lists},
        dict(_facets(linked)),
        catalogue.settings.contact,
    )


def _facets(linked: Linked) -> Iterator[tuple[str, tuple[Text, Mapping[str, Text]]]]:
    """The code tables by which lists are divided, in the order in which lists name them: title and names of codes."""
    for package in linked.catalogue.lists:
        for field in package.main.facets if package.main else ():
            table = linked.catalogue.register(field.references)
            if table:
                yield table.name, (field.title, {row["code"]: Text(row["name"], row["english"]) for row in table.rows})
