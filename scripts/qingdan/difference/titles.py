"""What lists, tables and columns are called by their descriptors, after a change or before it; else, their own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qingdan.history.timeline import Editorial, editorial_fields
from qingdan.load.catalogue import load_catalogue
from qingdan.model import Catalogue, File, Package, Table, Text


@dataclass(frozen=True, slots=True)
class Titles:
    """The packages by their folders and the tables by their paths, in the order of the catalogue; what is not there has no title.

    `is_known` is false where neither state has descriptors that can be read: then nobody knows which fields are editorial.
    """

    packages: Mapping[str, Package] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    editorial: Editorial = field(default_factory=dict)
    is_known: bool = False

    def list_of(self, path: str) -> Text:
        """The title of the list, or of the registers, to which a file belongs."""
        folder = next((folder for folder in _folders(path) if folder in self.packages), "")
        return self.packages[folder].title if folder else Text(str(PurePosixPath(path).parent), "")

    def table(self, path: str) -> Text:
        """The title of a table."""
        return self.tables[path].title if path in self.tables else Text(PurePosixPath(path).stem, "")

    def column(self, path: str, name: str) -> Text:
        """The title of a column."""
        found = self.tables[path].field_named(name) if path in self.tables else None
        return found.title if found else Text(name, "")

    def register_of(self, path: str, name: str) -> str:
        """The name of the table to which the cells of a column refer; blank where they refer to none."""
        found = self.tables[path].field_named(name) if path in self.tables else None
        return found.references if found else ""

    def role(self, path: str) -> str:
        """What a table is in its list; blank where nobody knows."""
        return self.tables[path].role if path in self.tables else ""

    def rank(self, path: str, name: str = "") -> tuple[int, int, str, str]:
        """In which order tables and their columns are shown: as the descriptors name them, the others at the end."""
        paths = [*self.tables]
        fields = [field.name for field in self.tables[path].fields] if path in self.tables else []
        return (
            paths.index(path) if path in self.tables else len(paths),
            fields.index(name) if name in fields else len(fields),
            path,
            name,
        )


def titles_of(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Titles:
    """The titles that hold after, and where something is no longer there, those that held before."""
    old, new = _catalogue(before), _catalogue(after)
    found = [catalogue for catalogue in (new, old) if catalogue]
    packages = [package for catalogue in found for package in catalogue.packages]
    return Titles(
        packages={package.folder: package for package in reversed(packages)},
        tables=dict(_tables(found)),
        editorial={path: names for catalogue in reversed(found) for path, names in editorial_fields(catalogue).items()},
        is_known=bool(found),
    )


def _catalogue(files: Mapping[str, bytes]) -> Catalogue | None:
    return load_catalogue(tuple(File(path, data) for path, data in files.items()))[0]


def _tables(catalogues: list[Catalogue]) -> Iterator[tuple[str, Table]]:
    """Every table once, of the first catalogue that has it; a column that is only in the other is added at its end."""
    known: dict[str, Table] = {}
    for catalogue in catalogues:
        for _, table in catalogue.tables():
            known[table.path] = _with_fields(known[table.path], table) if table.path in known else table
    return iter(known.items())


def _with_fields(table: Table, other: Table) -> Table:
    names = {one.name for one in table.fields}
    return table._replace(fields=(*table.fields, *(one for one in other.fields if one.name not in names)))


def _folders(path: str) -> Iterator[str]:
    """The folders of a file, the innermost first."""
    return (str(folder) for folder in PurePosixPath(path).parents)
