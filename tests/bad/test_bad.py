"""Every bad input is refused with its own message and no other; what is odd but right passes; nothing else is ever touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import pytest

import qingdan
from tests.bad.changes import read_changes
from tests.bad.inputs import HERE, Input, read_index
from tests.bad.makers import MAKERS
from tests.bad.watched import SECONDS, Answer, Watch, run_fresh
from tests.bad.worlds import World, changed, new_world
from tests.world import MESSAGES, add_the_look, change, write_world

BAD, GOOD = read_index("index.csv"), read_index("good.csv")
NAMED = {line.name: line for line in (*BAD, *GOOD)}
CHECK = ("--lang", "en", "check", "--no-cache", "--format", "json")
FORMATS, LANGUAGES = ("text", "json", "github", "sarif"), ("zh", "en", "both")

ELSEWHERE: Mapping[str, str] = {
    "broken_link": "only a build tries links: see below",
    "against_schema": "for what frictionless may say one day; no input is known for which it says anything but what has a key",
    "reserved_body_id": "takes another pattern of ids in the descriptor too: see tests/check/test_ids.py",
    "no_main_table": "takes two files at once: see tests/check/test_grounds.py",
    "changed_meanwhile": "only `qingdan tidy` writes into the lists",
    "not_written": "only `qingdan tidy` writes into the lists",
    "form_is_content": "only `qingdan tidy` writes into the lists",
    "release_elsewhere": "only a build looks at tags: see tests/test_releases.py",
    "release_without_lists": "only a build looks at tags: see tests/test_releases.py",
    "release_without_address": "only a build looks at tags: see tests/test_releases.py",
}
"""Messages that no input meets, and why."""

OF_THE_HEADING = ("blank_heading", "double_heading", "unknown_column")
"""Problems of a cell that is itself the name of a column."""

TYPICAL = (
    "a link to a file outside",
    "a table as Excel saves it in Chinese",
    "a body by nearly its name",
    "a name that steers the terminal",
)
"""Inputs that are tried in every format and language, by the real command, and on a build."""

DANGEROUS = (
    "a link to a pipe outside",
    "a pipe in the place of a table",
    "a billion laughs",
    "a tag that calls a program",
    "an address of the web",
    "a schema of the web",
    "a shape that refers to the network",
    "a pattern that never ends",
)
"""Inputs that are tried in a fresh process too, where everything that is loaded on the way is watched."""


class Told(TypedDict):
    """A problem in a report, as far as it is looked at here."""

    key: str
    level: str
    path: str
    line: int | None
    cell: str | None
    field: str | None
    title: dict[str, str | None]


def told(answer: Answer) -> list[Told]:
    """The problems and notices of a report."""
    problems: list[Told] = json.loads(answer.printed)["problems"]
    return problems


def check(world: World, watched: Watch, into: Path) -> Answer:
    return watched.run(["--root", str(world.root), *CHECK], into)


def place(problem: Told, line: Input) -> tuple[str, int | None, str | None]:
    """Where a problem stands, with its cell, or with its column where the index names that."""
    by_column = (line.place[2] or "").islower()
    return problem["path"], problem["line"], problem["field"] if by_column else problem["cell"]


def expected_place(line: Input, world: World) -> tuple[str, int | None, str | None]:
    path, number, cell = line.place
    return path.replace("{outside}", str(world.outside)), number, cell


def assert_refused(line: Input, world: World, answer: Answer) -> None:
    """The input is refused as the index says, in time, and nothing else is said or touched."""
    assert (answer.code, "Traceback" in answer.errors) == (1, False), answer.errors[-2_000:]
    assert answer.seconds < SECONDS
    first, *others = [problem for problem in told(answer) if problem["level"] == "error"]
    assert (first["key"], place(first, line)) == (line.key, expected_place(line, world))
    keys = [problem["key"] for problem in others]
    assert (set(keys) if line.also else keys) == (set(line.also) if line.also else [])
    assert_untouched(world, answer)


def assert_untouched(world: World, answer: Answer) -> None:
    """No network, no other program, nothing written, nothing read but the lists and the program, and no word of the canary."""
    assert answer.forbidden == ()
    assert [path for path in answer.opened if not is_known(Path(path), world)] == []
    assert world.canary not in answer.printed + answer.errors


def is_known(path: Path, world: World) -> bool:
    """True for the lists, the program, Python with what is installed, and what every system lets every program read."""
    folders = (
        *(world.root, Path(qingdan.__file__).parent, Path(sys.prefix), Path(sys.base_prefix), HERE),
        *(
            Path(name)
            for name in ("/dev/null", "/dev/urandom", "/etc/localtime", "/usr/share/zoneinfo", "/usr/lib", "/usr/local/lib")
        ),
    )
    loaded_from = {Path(name).resolve() for name in sys.path} | {Path(qingdan.__file__).resolve().parent.parent}
    return any(path.is_relative_to(folder.resolve()) for folder in folders) or bool({path, path.parent} & loaded_from)


def names(lines: Sequence[Input]) -> list[str]:
    return [line.name for line in lines]


# The index


def test_there_are_many_bad_inputs_each_with_a_name_of_its_own() -> None:
    assert len(BAD) >= 120
    assert len({line.name for line in (*BAD, *GOOD)}) == len(BAD) + len(GOOD)


@pytest.mark.parametrize("name", ["index.csv", "good.csv"])
def test_an_index_shows_every_character(name: str) -> None:
    assert all(line.isprintable() for line in (HERE / name).read_text("utf-8").split("\n"))


def test_every_key_of_the_index_has_a_message_and_every_message_an_input() -> None:
    changes = (*read_changes("two_states.csv"), *read_changes("two_states_good.csv"))
    met = {key for line in (*BAD, *GOOD) for key in (line.key, *line.also) if key}
    met |= {key for change in changes for key in (change.key, *change.also) if key}
    assert met - set(MESSAGES) == set()
    assert {key for key in MESSAGES if "/" not in key} - met - set(ELSEWHERE) == set()
    assert met & set(ELSEWHERE) == set()


def test_every_verb_of_the_index_is_used() -> None:
    assert {line.how for line in (*BAD, *GOOD)} == set(MAKERS)


# Bad and good inputs


@pytest.mark.parametrize("line", BAD, ids=names(BAD))
def test_a_bad_input_is_refused_with_its_message_and_no_other(line: Input, shared: World, watched: Watch, tmp_path: Path) -> None:
    with changed(line, shared, tmp_path) as world:
        assert_refused(line, world, check(world, watched, tmp_path / "home"))


@pytest.mark.parametrize("line", GOOD, ids=names(GOOD))
def test_what_is_odd_but_right_passes(line: Input, shared: World, watched: Watch, tmp_path: Path) -> None:
    with changed(line, shared, tmp_path) as world:
        answer = check(world, watched, tmp_path / "home")
    assert (answer.code, answer.errors.count("Traceback")) == (0, 0), answer.printed[-2_000:] + answer.errors[-2_000:]
    notices = {(problem["key"], place(problem, line)) for problem in told(answer)}
    example = ("example_contact", ("catalogue/catalogue.yaml", None, None))
    assert notices == ({example, (line.key, expected_place(line, world))} if line.key else {example})
    assert_untouched(world, answer)


def test_a_han_character_newer_than_this_python_is_no_more_than_noted(shared: World, watched: Watch, tmp_path: Path) -> None:
    line = Input("", "", "", "", (), "replace", "lists/trials/bodies.csv", "样例说明", "\U00031350")
    with changed(line, shared, tmp_path) as world:
        answer = check(world, watched, tmp_path / "home")
    assert answer.code == 0
    assert {problem["key"] for problem in told(answer)} <= {"unassigned_character", "example_contact"}


def test_of_very_many_characters_that_are_not_assigned_the_first_are_noted(shared: World, watched: Watch, tmp_path: Path) -> None:
    row = "TRL-0001,{n},样例材料,,,,\u0378,,,,\n"
    with changed(Input("", "", "", "", (), "repeat", "lists/trials/long.csv", "100000", row), shared, tmp_path) as world:
        answer = check(world, watched, tmp_path / "home")
    assert answer.code == 0
    assert [problem["key"] for problem in told(answer)].count("unassigned_character") == 100
    assert answer.seconds < SECONDS


def first_of_each_key() -> list[Input]:
    """For each kind of problem that stands in a cell below the heading, the first input that shows it."""
    found: dict[str, Input] = {}
    for line in BAD:
        if line.place[2] and line.place[1] != 1 and line.key not in OF_THE_HEADING:
            found.setdefault(line.key, line)
    return list(found.values())


@pytest.mark.parametrize("line", first_of_each_key(), ids=[line.key for line in first_of_each_key()])
def test_an_error_of_a_cell_names_the_column_and_its_title(line: Input, shared: World, watched: Watch, tmp_path: Path) -> None:
    with changed(line, shared, tmp_path) as world:
        answer = check(world, watched, tmp_path / "home")
    first = told(answer)[0]
    assert first["cell"] is not None
    assert first["field"] is not None
    assert first["title"]["zh"] is not None


# Nothing else is touched


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_dangerous_input_is_refused_in_a_fresh_process(name: str, shared: World, tmp_path: Path) -> None:
    line = NAMED[name]
    with changed(line, shared, tmp_path) as world:
        assert_refused(line, world, run_fresh(["--root", str(world.root), *CHECK], tmp_path / "home"))


@pytest.mark.parametrize("name", ["an address of the web", "a body by nearly its name"])
def test_a_check_needs_no_network(name: str, shared: World, tmp_path: Path) -> None:
    """Where this machine lets nobody make a network namespace, the audit hook alone shows it."""
    line = NAMED[name]
    with changed(line, shared, tmp_path) as world:
        answer = run_fresh(["--root", str(world.root), *CHECK], tmp_path / "home", within_no_network())
        assert_refused(line, world, answer)


def within_no_network() -> list[str]:
    """The command that runs another where there is no network, if it may be used here."""
    for command in (["unshare", "--net"], ["unshare", "--user", "--net"]):
        try:
            subprocess.run([*command, "true"], check=True, capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.SubprocessError):
            continue
        return command
    return []


def test_code_that_lies_beside_the_lists_is_not_run(shared: World, tmp_path: Path) -> None:
    """frictionless loads every module called frictionless_…, and `python -m` takes modules from the folder where it is called."""
    with changed(NAMED["a body by nearly its name"], shared, tmp_path) as world:
        plugin = world.root / "frictionless_canary.py"
        plugin.write_text(f"print('{world.canary}')\n")
        command = [sys.executable, "-m", "qingdan", *CHECK]
        answer = subprocess.run(command, cwd=world.root, capture_output=True, text=True, timeout=SECONDS, check=False)
        plugin.unlink()
    assert (answer.returncode, world.canary in answer.stdout + answer.stderr) == (1, False)


def test_the_watch_sees_what_is_read_and_what_is_written(shared: World, watched: Watch, tmp_path: Path) -> None:
    source, target = tmp_path / "source.json", tmp_path / "copy.json"
    source.write_text("[]")
    answer = watched.run([str(source), str(target)], tmp_path / "home", "json.tool")
    assert str(source.resolve()) in answer.opened
    assert not is_known(source.resolve(), shared)
    assert answer.forbidden == (str(target.resolve()),)


def test_the_watch_refuses_the_network(watched: Watch, tmp_path: Path) -> None:
    answer = watched.run(["--bind", "127.0.0.1", "0"], tmp_path / "home", "http.server")
    assert (answer.code, "the network is refused" in answer.errors) == (1, True)
    assert answer.forbidden[0].startswith("socket.")


def test_the_watch_ends_what_takes_too_long_to_open(shared: World, watched: Watch, tmp_path: Path) -> None:
    """A pipe without a writer is what json.tool waits for; the command must not."""
    answer = watched.run([str(shared.outside / "pipe")], tmp_path / "home", "json.tool", seconds=1)
    assert answer.code is None


# Every format and language, and a build


@pytest.mark.parametrize("name", TYPICAL)
def test_a_bad_input_is_refused_in_every_format_and_language(name: str, shared: World, watched: Watch, tmp_path: Path) -> None:
    with changed(NAMED[name], shared, tmp_path) as world:
        for kind in FORMATS:
            for language in LANGUAGES:
                arguments = ["--root", str(world.root), "--lang", language, "check", "--no-cache", "--format", kind]
                answer = watched.run(arguments, tmp_path / f"{kind}-{language}")
                assert (answer.code, "Traceback" in answer.errors) == (1, False), answer.errors
                assert_untouched(world, answer)
                report = answer.errors if kind == "text" else answer.printed
                assert report.replace("\n", "").isprintable()
                assert NAMED[name].place[0].rsplit("/", 1)[0] in report
                if kind in ("json", "sarif"):
                    json.loads(report)


@pytest.mark.parametrize("name", TYPICAL)
def test_the_command_itself_says_what_it_says_when_watched(name: str, shared: World, watched: Watch, tmp_path: Path) -> None:
    with changed(NAMED[name], shared, tmp_path) as world:
        arguments = ["--root", str(world.root), *CHECK]
        answer = watched.run(arguments, tmp_path / "home")
        command = [sys.executable, "-m", "qingdan", *arguments]
        alone = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (alone.returncode, alone.stdout, alone.stderr) == (answer.code, answer.printed, answer.errors)


@pytest.mark.parametrize("name", TYPICAL)
def test_a_build_of_a_bad_input_writes_nothing(name: str, watched: Watch, tmp_path: Path) -> None:
    world = new_world(tmp_path)
    add_the_look(world.root)
    NAMED[name].put_into(world.root, world.outside)
    before = sorted(os.walk(world.root))
    answer = watched.run(["--root", str(world.root), "--lang", "en", "build"], tmp_path / "home")
    assert (answer.code, answer.printed, "Traceback" in answer.errors) == (1, "", False), answer.errors
    assert sorted(os.walk(world.root)) == before
    assert_untouched(world, answer)


def build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qingdan", "--root", str(root), "--lang", "en", "build"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def test_the_valid_world_can_be_built(tmp_path: Path) -> None:
    root = add_the_look(new_world(tmp_path).root)
    answer = build(root)
    assert (answer.returncode, (root / "public" / "trials" / "TRL-0001" / "index.html").is_file()) == (0, True), answer.stderr


def test_a_link_that_leads_nowhere_stops_a_build(tmp_path: Path) -> None:
    root = add_the_look(write_world(tmp_path / "world"))
    change(root / "catalogue" / "catalogue.yaml", "to: procedures/PRC-0001/", "to: nowhere/")
    answer = build(root)
    assert (answer.returncode, (root / "public").exists()) == (1, False)
    assert MESSAGES["broken_link"]["en"].format(page="index.html", link="nowhere/") in answer.stderr
