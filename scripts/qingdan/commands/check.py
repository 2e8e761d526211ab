"""`qingdan check`: what is wrong with the lists as they stand, and with the change that led to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qingdan import remembered
from qingdan.check.between.brought import brought
from qingdan.check.checks import Checked, check_files
from qingdan.check.noted import noted
from qingdan.commands.said import OK, REFUSED, SOURCE, answered, asking_git, current_day, reported, told
from qingdan.gate.files import admitted
from qingdan.gate.walk import Refusal, walk
from qingdan.model import Catalogue, File

if TYPE_CHECKING:
    from qingdan.options import Given


def run(given: Given) -> int:
    """Says what is wrong, and remembers it; of a change, which is asked for by its base, nothing is remembered."""
    contents, refusals = given.found or walk(given.root, SOURCE)
    if given.base is not None:
        return asking_git(given, lambda: _check_change(given, contents, refusals))
    answer = _checked(given, contents, refusals)
    if given.question:
        remembered.keep(given.question, answer)
    return answered(answer)


def _check_change(given: Given, contents: dict[str, bytes], refusals: list[Refusal]) -> int:
    """The same, and what is wrong with the change that led from the commit `--base` to the files."""
    from qingdan.history import git

    root = Path(given.root)
    commit = git.commit_of(root, given.base)
    return answered(_checked(given, contents, refusals, (commit, git.files_at(root, commit, SOURCE))))


def _checked(
    given: Given, contents: dict[str, bytes], refusals: list[Refusal], base: tuple[str, dict[str, bytes]] | None = None
) -> remembered.Answer:
    files, problems = admitted(contents, refusals)
    catalogue, checked = (None, Checked(problems)) if problems else check_files(files)
    findings = checked.findings
    if catalogue and base:
        checked = _changed(given, catalogue, files, checked, *base)
    if catalogue and not checked.problems:
        told_of = findings if given.findings else brought(base[1], contents, findings) if base else ()
        checked = checked._replace(notices=(*checked.notices, *noted(catalogue, told_of)))
    is_for_a_person = given.format == "text"
    found = checked.problems if checked.problems and is_for_a_person else (*checked.problems, *checked.notices)
    report = reported(given, found)
    if checked.problems or catalogue is None:
        summary = told(given, "refused", count=len(checked.problems))
        return (REFUSED, "", f"{report}\n{summary}\n") if is_for_a_person else (REFUSED, report, f"{summary}\n")
    summary = told(given, "all_well", packages=len(catalogue.packages), rows=checked.rows, findings=checked.counted)
    return (OK, f"{summary}\n", report) if is_for_a_person else (OK, report, f"{summary}\n")


def _changed(
    given: Given, catalogue: Catalogue, files: tuple[File, ...], checked: Checked, commit: str, base: dict[str, bytes]
) -> Checked:
    """What was found in the lists and in their change. The history is told only where something comes that may have been."""
    from qingdan.check.between.ids import former_names
    from qingdan.check.between.rules import check_between
    from qingdan.check.between.states import two_states
    from qingdan.history.told import tell_until

    states = two_states(catalogue, base, {file.path: file.data for file in files})
    if any(revision.event == "added" for revision in states.difference.revisions):
        states = states._replace(former=former_names(tell_until(Path(given.root), SOURCE, commit).steps))
    return check_between(states, checked, current_day())
