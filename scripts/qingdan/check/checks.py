"""The list of all checks, in the order in which an editor should read them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qingdan.check.bounded import bounded, causes_first, once_a_cell
from qingdan.check.codes import codes_are_well_formed
from qingdan.check.community import not_responsible
from qingdan.check.counts import as_many_rows_as_expected
from qingdan.check.dates import in_order
from qingdan.check.exemptions import Exemptions
from qingdan.check.fees import fee_has_basis
from qingdan.check.findings import find
from qingdan.check.grounds import has_a_body, has_a_ground, has_a_main_table
from qingdan.check.ids import ids_are_plain, names_are_free, references_name_registers, unique_ids
from qingdan.check.norms import held
from qingdan.check.promises import promise_within_limit
from qingdan.check.roles import implementations_lead_to_entries, lists_are_grouped_by_codes, roles_keep_their_promise
from qingdan.check.schema import keeps_its_schema
from qingdan.check.spreadsheet import no_cell_is_a_formula
from qingdan.check.tables import Tables, read_tables
from qingdan.check.terms import explained, told_apart
from qingdan.check.wording import norms_speak_of_what_exists, pages_speak_of_what_exists, rules_speak_of_what_exists
from qingdan.load.catalogue import SETTINGS, load_catalogue
from qingdan.load.rules import OF_ONE_STATE
from qingdan.model import Catalogue, File, Table
from qingdan.problem import Finding, Measured, Notice, Place, Problem

Check = Callable[[Tables], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    names_are_free,
    references_name_registers,
    roles_keep_their_promise,
    lists_are_grouped_by_codes,
    rules_speak_of_what_exists,
    norms_speak_of_what_exists,
    pages_speak_of_what_exists,
    keeps_its_schema,
    no_cell_is_a_formula,
    ids_are_plain,
    unique_ids,
    as_many_rows_as_expected,
    has_a_main_table,
    has_a_body,
    implementations_lead_to_entries,
    has_a_ground,
    in_order,
    promise_within_limit,
    fee_has_basis,
    not_responsible,
    told_apart,
    explained,
    codes_are_well_formed,
)


class Checked(NamedTuple):
    """What the checks say of a catalogue: what must be put right, what the editor should know, what is published as a finding."""

    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...] = ()
    findings: tuple[Finding, ...] = ()
    measures: tuple[Measured, ...] = ()
    rows: int = 0

    @property
    def counted(self) -> int:
        """The findings that are counted: all but those of samples."""
        return sum(not finding.is_sample for finding in self.findings)


def check_files(files: tuple[File, ...]) -> tuple[Catalogue | None, Checked]:
    """The catalogue that the files hold, without its rows, and what there is to say of it; none where it cannot be loaded."""
    catalogue, problems = load_catalogue(files)
    return (catalogue, check(catalogue)) if catalogue else (None, Checked(problems))


def check(catalogue: Catalogue) -> Checked:
    """Everything there is to say of a catalogue. Findings are looked for where nothing stands in the way of publishing them."""
    tables, problems, notices = read_tables(catalogue)
    if catalogue.settings.contact_is_example:
        notices += (Notice("example_contact", Place(SETTINGS)),)
    if problems:
        return Checked(titled(catalogue, problems), notices)
    exemptions = Exemptions(catalogue.packages, OF_ONE_STATE)
    found = exemptions.without(problem for run in CHECKS for problem in run(tables))
    problems = titled(catalogue, bounded(causes_first(once_a_cell(found))))
    notices += tuple(exemptions.needless())
    if problems:
        return Checked(problems, notices)
    broken, measures = held(tables)
    return Checked((), notices, find(tables, broken), measures, sum(columns.count for columns in tables.all))


def titled(catalogue: Catalogue, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, each that stands in a column of a table with the name and the titles of the column."""
    named = catalogue.tables_by_path()
    return tuple(_titled(named.get(problem.place.path), problem) for problem in problems)


def _titled(table: Table | None, problem: Problem) -> Problem:
    column = problem.place.column
    if table is None or not column or problem.place.line == 1 or column > len(table.fields):
        return problem
    field = table.fields[column - 1]
    titles = {"title": field.title.zh, "title_en": field.title.en}
    return problem._replace(place=problem.place._replace(field=field.name), values={**problem.values, **titles})
