"""The lists among files of any age, whatever the descriptors of that time were worth. Pure; refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qingdan.gate.tree import read_tree
from qingdan.history.revisions import Reshaped
from qingdan.history.sheet import ENTRY, OWN, sheet_of
from qingdan.model import DESCRIPTOR, MAIN_ROLES, Text

LISTS = "lists/"
BODIES = "catalogue/registers/organisations.csv"
CODES = "catalogue/registers/codes"
Files = Mapping[str, bytes]
Tree = Mapping[str, object]


def lists_in(files: Files) -> tuple[str, ...]:
    """The names of the lists: the folders in `lists/` that hold a table."""
    tables = (path.removeprefix(LISTS) for path in files if path.startswith(LISTS) and path.endswith(".csv"))
    return tuple(sorted({path.split("/", 1)[0] for path in tables if "/" in path}))


def tables_of(files: Files, name: str) -> Mapping[str, str]:
    """The paths of the tables of a list by their names: those of its descriptor, else those of the files."""
    folder = f"{LISTS}{name}/"
    paths = [path for path in sorted(files) if path.startswith(folder) and path.endswith(".csv")]
    named = {path: path.removeprefix(folder).removesuffix(".csv") for path in paths}
    for resource in _resources(files, name):
        path = folder + str(resource.get("path"))
        if path in named and resource.get("name"):
            named[path] = str(resource["name"])
    return {called: path for path, called in named.items()}


def main_table(files: Files, name: str) -> str:
    """The path of the table of a list whose rows are its entries: the one that its descriptor calls so, or else the only one
    whose rows have ids; blank where there is none."""
    folder = f"{LISTS}{name}/"
    paths = tables_of(files, name).values()
    for resource in _resources(files, name):
        if _part(resource, "qingdan").get("role") in MAIN_ROLES and folder + str(resource.get("path")) in paths:
            return folder + str(resource["path"])
    with_ids = [path for path in paths if OWN in sheet_of(files[path]).heading()]
    return with_ids[0] if len(with_ids) == 1 else ""


def title_of(files: Files, name: str) -> Text:
    """The title of a list, or its name where its descriptor has none."""
    tree = _descriptor(files, name)
    title = tree.get("title")
    english = _part(tree, "qingdan").get("title")
    return Text(title if isinstance(title, str) else name, english if isinstance(english, str) else "")


def place_before(path: str, later: Sequence[Sequence[Reshaped]]) -> str:
    """Where the table at `path` stood before it changed its shape `later` (the oldest first); blank where it was not there."""
    for reshaped in reversed(later):
        path = next((change.before for change in reshaped if change.after == path), path) if path else ""
    return path


def samples_in(files: Files, name: str) -> frozenset[str]:
    """The ids of the entries of a list that name, in whatever table, a body that was marked as a sample."""
    rows = (dict(cells) for cells in sheet_of(files.get(BODIES, b"")).rows())
    bodies = {row[OWN] for row in rows if row.get("sample") == "true" and OWN in row}
    tables = (sheet_of(files[path]).rows() for path in tables_of(files, name).values()) if bodies else ()
    named = (dict(cells) for table in tables for cells in table if any(cell in bodies for _, cell in cells))
    return frozenset(row.get(OWN) or row.get(ENTRY, "") for row in named)


def code_names(files: Files, table: str) -> Mapping[str, Text]:
    """What the codes of a table of codes were called."""
    rows = (dict(cells) for cells in sheet_of(files.get(f"{CODES}/{table}.csv", b"")).rows())
    return {row["code"]: Text(row.get("name", row["code"]), row.get("english", "")) for row in rows if "code" in row}


def _resources(files: Files, name: str) -> Iterator[Tree]:
    resources = _descriptor(files, name).get("resources")
    yield from (one for one in resources if isinstance(one, dict)) if isinstance(resources, list) else ()


def _descriptor(files: Files, name: str) -> Tree:
    path = f"{LISTS}{name}/{DESCRIPTOR}"
    return _tree(path, files.get(path, b""))


@lru_cache(maxsize=100)
def _tree(path: str, data: bytes) -> Tree:
    """The tree of a descriptor, which is asked for more than once and is the same in most releases."""
    return read_tree(path, data.decode("utf-8", "replace"))[0]


def _part(tree: Tree, name: str) -> Tree:
    part = tree.get(name)
    return part if isinstance(part, dict) else {}
