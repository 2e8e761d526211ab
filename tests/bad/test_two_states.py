"""Every bad change is refused with its own message and no other; a change that is right passes; nothing else is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.bad.changes import Change, commit_of, copied, new_repository, read_changes
from tests.bad.inputs import HERE
from tests.bad.makers import write_base
from tests.bad.test_bad import FORMATS, LANGUAGES, Told, told
from tests.bad.watched import SECONDS, Answer, Watch

BAD, GOOD = read_changes("two_states.csv"), read_changes("two_states_good.csv")
NAMED = {change.name: change for change in (*BAD, *GOOD)}

TYPICAL = (
    "a name that holds marks of every format",
    "a name of an entry that holds marks of every format, taken out",
    "a number of 18 figures with an exponent",
)
"""Changes that are tried in every format and language."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A repository of the valid world, to be copied."""
    yield new_repository(write_base(tmp_path_factory.mktemp("repository") / "world"))


def names(changes: Sequence[Change]) -> list[str]:
    return [change.name for change in changes]


def check(change: Change, repository: Path, watched: Watch, folder: Path) -> Answer:
    root = copied(repository, folder / "world")
    change.put_into(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    arguments = ["--root", str(root), "--lang", "en", "check", "--base", commit_of(root), "--format", "json"]
    answer = watched.run(arguments, folder / "home")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return answer


def place(problem: Told, change: Change) -> tuple[str, int | None, str | None]:
    by_column = (change.place[2] or "").islower()
    return problem["path"], problem["line"], problem["field"] if by_column else problem["cell"]


# The tables


def test_there_are_many_changes_each_with_a_name_of_its_own() -> None:
    assert (len(BAD) >= 40, len(GOOD) >= 15) == (True, True)
    assert len(NAMED) == len(BAD) + len(GOOD)


@pytest.mark.parametrize("name", ["two_states.csv", "two_states_good.csv"])
def test_the_tables_show_every_character(name: str) -> None:
    assert all(line.isprintable() for line in (HERE / name).read_text("utf-8").split("\n"))


# Bad and good changes


@pytest.mark.parametrize("change", BAD, ids=names(BAD))
def test_a_bad_change_is_refused_with_its_message_and_no_other(
    change: Change, repository: Path, watched: Watch, tmp_path: Path
) -> None:
    answer = check(change, repository, watched, tmp_path)
    assert (answer.code, "Traceback" in answer.errors) == (1, False), answer.printed[-2_000:] + answer.errors[-2_000:]
    assert answer.seconds < SECONDS
    first, *others = [problem for problem in told(answer) if problem["level"] == "error"]
    assert (first["key"], place(first, change)) == (change.key, change.place)
    assert {problem["key"] for problem in others} == set(change.also)


@pytest.mark.parametrize("change", GOOD, ids=names(GOOD))
def test_a_change_that_is_right_passes(change: Change, repository: Path, watched: Watch, tmp_path: Path) -> None:
    answer = check(change, repository, watched, tmp_path)
    assert (answer.code, "Traceback" in answer.errors) == (0, False), answer.printed[-2_000:] + answer.errors[-2_000:]
    notices = {(problem["key"], place(problem, change)) for problem in told(answer)}
    example = ("example_contact", ("catalogue/catalogue.yaml", None, None))
    assert notices == ({example, (change.key, change.place)} if change.key else {example})


@pytest.mark.parametrize("name", TYPICAL)
def test_a_bad_change_is_refused_in_every_format_and_language(
    name: str, repository: Path, watched: Watch, tmp_path: Path
) -> None:
    root = copied(repository, tmp_path / "world")
    NAMED[name].put_into(root)
    for kind in FORMATS:
        for language in LANGUAGES:
            arguments = ["--root", str(root), "--lang", language, "check", "--base", "HEAD", "--format", kind]
            answer = watched.run(arguments, tmp_path / f"{kind}-{language}")
            assert (answer.code, "Traceback" in answer.errors) == (1, False), answer.errors
            report = answer.errors if kind == "text" else answer.printed
            assert report.replace("\n", "").isprintable()
            assert NAMED[name].place[0] in report
            assert not any(line.startswith("::error::") for line in report.split("\n"))
            if kind in ("json", "sarif"):
                json.loads(report)
