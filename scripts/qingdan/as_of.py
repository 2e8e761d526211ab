"""The line behind `qingdan as-of`: what was known of a list goes in, its table as of a day comes out, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from qingdan.exports.as_of_csv import write
from qingdan.gate.files import read_folders
from qingdan.history.as_of import belonging, needs_versions, standing
from qingdan.history.git import NoHistoryError
from qingdan.history.known import Known, known_now, known_on
from qingdan.history.lists import LISTS, lists_in, main_table, place_before, tables_of
from qingdan.history.sheet import ENTRY, OWN, sheet_of
from qingdan.history.versions import versions
from qingdan.load.catalogue import load_settings
from qingdan.problem import Problem

SOURCE = ("catalogue", "lists")


@dataclass(frozen=True, slots=True)
class Answer:
    """The table as CSV, or the problems of the files, or the key of what is wrong with the question and its values."""

    table: bytes = b""
    problems: tuple[Problem, ...] = ()
    wrong: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def ask(root: Path, asked: str, day: date, published: date | None) -> Answer:
    """The entries of `asked` (`<list>`, or `<list>/<table>` for a table that belongs to it) that were in force on `day`.

    By what was published by the end of the day `published`, or by what is known today. Raises git.HistoryError, and
    git.NoHistoryError where that is not known because the history is not whole.
    """
    files, problems = read_folders(root, SOURCE)
    if problems:
        return Answer(problems=problems)
    settings, problems = load_settings({file.path: file for file in files})
    if settings is None:
        return Answer(problems=problems)
    now = {file.path: file.data for file in files}
    known = known_on(root, SOURCE, now, published, ZoneInfo(settings.time_zone)) if published else known_now(root, SOURCE, now)
    if published and known.why_not:
        raise NoHistoryError(known.why_not)
    if published and not known.files:
        return _refused("nothing_published", day=published, first=known.first or "–")
    return _answer(known, now, asked, day)


def _answer(known: Known, now: Mapping[str, bytes], asked: str, day: date) -> Answer:
    name, _, table = asked.partition("/")
    main, path = _places(known, now, name, table)
    if not main and name not in lists_in(known.files):
        return _refused("no_such_list", name=name, known=", ".join(lists_in(known.files)))
    sheet = sheet_of(known.files[path] if main and path else b"")
    if (OWN if path == main else ENTRY) not in sheet.heading():
        then = main.split("/")[1] if main else name
        return _refused("no_such_table", name=table or name, list=then, known=", ".join(tables_of(known.files, then)))
    rows = sheet_of(known.files[main]).rows()
    if known.why_not and needs_versions(rows, day):
        raise NoHistoryError(known.why_not)
    entries = [*standing(rows, versions(known.differences), day)]
    if path == main:
        return Answer(write(sheet.heading(), ((one.cells, one.state) for one in entries)))
    return Answer(write(sheet.heading(), belonging(path, sheet.rows(), entries)))


def _places(known: Known, now: Mapping[str, bytes], name: str, table: str) -> tuple[str, str]:
    """The paths of the main table of a list and of the table that was asked for, as they were called then; blank if unknown.

    A list is known by the name that it had then; one that had another, by that which it has now.
    """
    if name in lists_in(known.files):
        main = main_table(known.files, name)
        return main, tables_of(known.files, name).get(table, "") if table else main
    later = [difference.reshaped for difference in known.later]
    main = main_table(now, name)
    path = tables_of(now, name).get(table, "") if table else main
    before = [place_before(place, later) if place else "" for place in (main, path)]
    found = [place if place in known.files and place.startswith(LISTS) else "" for place in before]
    return found[0], found[1]


def _refused(wrong: str, **values: object) -> Answer:
    return Answer(wrong=wrong, values={name: str(value) for name, value in values.items()})
