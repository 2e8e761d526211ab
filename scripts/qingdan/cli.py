"""The command line: `qingdan check | diff | tidy | as-of | build | serve`. The only module that prints and sets exit codes.

A check of unchanged lists is over before anything but this module and what it imports here was loaded.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from itertools import pairwise

from qingdan import __version__, remembered
from qingdan.gate.walk import walk
from qingdan.language import language_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from qingdan.check.checks import Checked
    from qingdan.gate.walk import Refusal
    from qingdan.model import Catalogue, File, Problem
    from qingdan.options import Given

OK, REFUSED, WRONG_USE = 0, 1, 2
SOURCE = ("catalogue", "lists")
STDOUT = 1
GARBAGE = 50_000
"""New objects between two looks for circles of them: a check makes many and hardly a circle, and to look takes its time."""

SHOWN = 200
"""Problems that are shown to a person; programs get all of them."""


HOLD_NOTHING = frozenset({"folder_missing", "empty_folder"})
"""Refusals of folders in which there is no file that could differ."""

PROGRAMS = frozenset({"json", "github", "sarif", "html", "markdown"})
"""The formats that programs read: they are UTF-8 whatever the locale says (RFC 8259)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when all is well, 1 when the lists must be put right, 2 when the call was wrong.

    What was asked for is done though nobody may read to its end what is said of it; a full disk ends with 2.
    """
    asked = tuple(sys.argv[1:] if arguments is None else arguments)
    _open_streams(asked)
    try:
        code = _main(asked)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDOUT)
        if isinstance(error, BrokenPipeError):
            return REFUSED
        print(f"qingdan: {error}", file=sys.stderr)
        return WRONG_USE
    return code


def _open_streams(asked: tuple[str, ...]) -> None:
    """No character that a stream cannot write ends a command, nor does a stream that is closed."""
    sys.stdout, sys.stderr = (stream or io.TextIOWrapper(io.BytesIO()) for stream in (sys.stdout, sys.stderr))
    is_for_a_program = any(word.removeprefix("--format=") in PROGRAMS for word in asked)
    sys.stdout.reconfigure(encoding="utf-8" if is_for_a_program else None, errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _main(asked: tuple[str, ...]) -> int:
    root = _root(asked)
    found = walk(root, SOURCE) if _is_check(asked) else None
    question = remembered.question(found[0], (*asked, language_of(os.environ))) if found and not found[1] else ""
    answer = remembered.recall(question) if question else None
    if answer:
        return _answered(answer)
    gc.set_threshold(GARBAGE)
    given = _parsed(asked)
    given.root, given.lang = _absolute(given.root), given.lang or language_of(os.environ)
    given.found, given.question = (found, question) if given.root == root else (None, "")
    return _run(given)


def _is_check(asked: tuple[str, ...]) -> bool:
    """Whether this call may have been answered before. What is said of a change depends on more than the lists as they stand."""
    names = {word.partition("=")[0] for word in asked}
    return "check" in asked and {"--no-cache", "--base", "-h", "--help", "tidy"}.isdisjoint(names)


def _root(asked: tuple[str, ...]) -> str:
    """The folder that `--root` names, in an absolute form."""
    root = "."
    for name, value in pairwise((*asked, "")):
        if name == "--root":
            root = value
        elif name.startswith("--root="):
            root = name.removeprefix("--root=")
    return _absolute(root)


def _absolute(folder: str) -> str:
    """The absolute form of a path; the path itself where one stands in a folder that was deleted."""
    try:
        return os.path.abspath(folder)
    except FileNotFoundError:
        return folder


def _parsed(asked: tuple[str, ...]) -> Given:
    from qingdan.options import parser

    runs = {"check": _check, "diff": _diff, "tidy": _tidy, "as-of": _as_of, "build": _build, "serve": _serve}
    return parser(runs, {} if {"-h", "--help"}.isdisjoint(asked) else _words()).parse_args(asked)


def _run(given: Given) -> int:
    if not any(os.path.lexists(f"{given.root}/{folder}") for folder in SOURCE):
        return _wrong_use(given, "no_lists_here", root=given.root)
    command: Callable[[Given], int] = given.run
    return command(given)


def _check(given: Given) -> int:
    """Says what is wrong, and remembers it; of a change, which is asked for by its base, nothing is remembered."""
    contents, refusals = given.found or walk(given.root, SOURCE)
    if given.base is not None:
        return _asking_git(given, lambda: _check_change(given, contents, refusals))
    answer = _checked(given, contents, refusals)
    if given.question:
        remembered.keep(given.question, answer)
    return _answered(answer)


def _check_change(given: Given, contents: dict[str, bytes], refusals: list[Refusal]) -> int:
    """The same, and what is wrong with the change that led from the commit `--base` to the files."""
    from pathlib import Path

    from qingdan.history import git

    root = Path(given.root)
    commit = git.commit_of(root, given.base)
    return _answered(_checked(given, contents, refusals, (commit, git.files_at(root, commit, SOURCE))))


def _asking_git(given: Given, ask: Callable[[], int]) -> int:
    """Does what needs git, and says what stands in the way of an answer."""
    from qingdan.history import git

    try:
        return ask()
    except git.UnknownRevisionError as error:
        return _wrong_use(given, "unknown_revision", revision=error)
    except git.NoHistoryError as error:
        return _wrong_use(given, f"no_history_{error.why}", root=given.root)
    except git.HistoryError as error:
        return _wrong_use(given, "git_refuses", reason=error)


def _answered(answer: remembered.Answer) -> int:
    code, printed, errors = answer
    sys.stdout.write(printed)
    sys.stderr.write(errors)
    return code


def _checked(
    given: Given, contents: dict[str, bytes], refusals: list[Refusal], base: tuple[str, dict[str, bytes]] | None = None
) -> remembered.Answer:
    from qingdan.check.checks import Checked, check_files
    from qingdan.gate.files import admitted

    files, problems = admitted(contents, refusals)
    catalogue, checked = (None, Checked(problems)) if problems else check_files(files)
    if catalogue and base:
        checked = _changed(given, catalogue, files, checked, *base)
    is_for_a_person = given.format == "text"
    found = checked.problems if checked.problems and is_for_a_person else (*checked.problems, *checked.notices)
    report = _reported(given, found)
    if checked.problems or catalogue is None:
        summary = _told(given, "refused", count=len(checked.problems))
        return (REFUSED, "", f"{report}\n{summary}\n") if is_for_a_person else (REFUSED, report, f"{summary}\n")
    summary = _told(given, "all_well", packages=len(catalogue.packages), rows=checked.rows, findings=len(checked.findings))
    return (OK, f"{summary}\n", report) if is_for_a_person else (OK, report, f"{summary}\n")


def _changed(
    given: Given, catalogue: Catalogue, files: tuple[File, ...], checked: Checked, commit: str, base: dict[str, bytes]
) -> Checked:
    """What was found in the lists and in their change. The history is told only where something comes that may have been."""
    from dataclasses import replace
    from pathlib import Path

    from qingdan.check.between.ids import former_names
    from qingdan.check.between.rules import check_between
    from qingdan.check.between.states import two_states
    from qingdan.history.told import tell_until

    states = two_states(catalogue, base, {file.path: file.data for file in files})
    if any(revision.event == "added" for revision in states.difference.revisions):
        states = replace(states, former=former_names(tell_until(Path(given.root), SOURCE, commit).steps))
    return check_between(states, checked, _today())


def _reported(given: Given, found: tuple[Problem, ...], kind: str = "") -> str:
    """What was found in the format asked for. A person is shown the first of very many."""
    from qingdan.report.formats import FORMATS
    from qingdan.report.report import Report
    from qingdan.speak import load_messages

    kind = kind or given.format
    shown = found[:SHOWN] if kind in ("text", "github") else found
    keys = {problem.key for problem in shown}
    report = FORMATS[kind](Report(shown, given.lang, load_messages("problems", keys), __version__))
    more = _told(given, "more", count=len(found) - len(shown)) if len(shown) < len(found) else ""
    return f"{report}{more}\n" if more and kind == "text" else report


def _diff(given: Given) -> int:
    """Says what one state differs in from another, whether it does or not."""
    from qingdan.difference.states import NoTrunkError

    try:
        return _asking_git(given, lambda: _compared(given))
    except NoTrunkError:
        return _wrong_use(given, "no_trunk")


def _compared(given: Given) -> int:
    from pathlib import Path

    from qingdan.difference.compared import compare
    from qingdan.difference.formats import FORMATS
    from qingdan.difference.states import Side, committed, trunk, with_files
    from qingdan.difference.words import Words
    from qingdan.gate.files import admitted

    root = Path(given.root)
    base = committed(root, SOURCE, given.base) if given.base else with_files(root, SOURCE, trunk(root))
    if given.head:
        head = committed(root, SOURCE, given.head)
    else:
        contents, refusals = walk(given.root, SOURCE)
        unread = admitted({}, [refusal for refusal in refusals if refusal[0] not in HOLD_NOTHING])[1]
        if unread:
            sys.stderr.write(_reported(given, unread, "text"))
            print("\n" + _told(given, "not_compared", count=len(unread)), file=sys.stderr)
            return REFUSED
        head = Side("", "", contents)
    is_coloured = given.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    sys.stdout.write(FORMATS[given.format](compare(base, head), Words(given.lang, is_coloured)))
    return OK


def _tidy(given: Given) -> int:
    """Puts every file into its one form, or names those that are not in it."""
    from pathlib import Path

    from qingdan.gate.files import admitted
    from qingdan.tidy.mend import mend
    from qingdan.tidy.replace import replace

    files, refused = admitted(*walk(given.root, SOURCE))
    mended, left = mend(files, given.encoding)
    unwritten = () if given.check else replace(Path(given.root), mended)
    old = {problem.place.path for problem in unwritten}
    changed = [file for file in mended if file.path not in old]
    problems = (*refused, *left, *unwritten)
    for file in changed:
        print(f"{file.path}:{file.line}")
    if changed:
        print(_told(given, "to_be_tidied" if given.check else "tidied", count=len(changed)), flush=True)
    elif not problems:
        print(_told(given, "all_tidy", count=len(files)))
    if problems:
        sys.stderr.write(_reported(given, problems, "text"))
        print("\n" + _told(given, "not_tidied", count=len(problems)), file=sys.stderr)
    return REFUSED if problems or (given.check and changed) else OK


def _as_of(given: Given) -> int:
    """Writes a table as it was on a day."""
    from qingdan.history.as_of import day_in

    day, published = day_in(given.day), day_in(given.published or "")
    if day is None or (published is None and given.published is not None):
        return _wrong_use(given, "no_such_day", day=given.day if day is None else given.published)
    return _asking_git(given, lambda: _asked_as_of(given, day, published))


def _asked_as_of(given: Given, day: date, published: date | None) -> int:
    """Writes the table that was asked for; on a terminal without the characters that would steer it."""
    from pathlib import Path

    from qingdan.as_of import ask
    from qingdan.speak import seen

    answer = ask(Path(given.root), given.asked, day, published)
    if answer.problems:
        sys.stderr.write(_reported(given, answer.problems, "text"))
        return REFUSED
    if answer.wrong:
        return _wrong_use(given, answer.wrong, **answer.values)
    if sys.stdout.isatty():
        print("\n".join(map(seen, answer.table.decode("utf-8", "replace").split("\r\n"))), end="", flush=True)
    else:
        sys.stdout.buffer.write(answer.table)
    return OK


def _build(given: Given) -> int:
    from pathlib import Path

    from qingdan.publish.staging import may_be_replaced

    root = Path(given.root)
    target = root / given.into
    if not may_be_replaced(target):
        return _wrong_use(given, "not_a_site", target=target)
    if not (root / "site" / "templates").is_dir():
        return _wrong_use(given, "no_look_here", root=root)
    return _asking_git(given, lambda: _built(given, root, target))


def _built(given: Given, root: Path, target: Path) -> int:
    from qingdan.build import UnfitForReleaseError, build

    try:
        with _progress() as step:
            built = build(root, target, _today(), step, is_release=given.release)
    except UnfitForReleaseError as error:
        print(_told(given, "not_released"), _told(given, f"no_history_{error}", root=root), sep="\n", file=sys.stderr)
        return REFUSED
    sys.stderr.write(_reported(given, built.problems or built.notices, "text"))
    if built.problems:
        print("\n" + _told(given, "refused", count=len(built.problems)), file=sys.stderr)
        return REFUSED
    print(_told(given, "built", files=built.files, entries=built.entries, findings=built.findings), flush=True)
    called = "python -m qingdan" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
    print(_told(given, "look_here", target=target, serve=f"{called} serve"), flush=True)
    return OK


def _serve(given: Given) -> int:
    import contextlib
    from pathlib import Path

    from qingdan.serve import server

    code = _build(given)
    if code != OK:
        return code
    try:
        running = server(Path(given.root) / given.into, given.port)
    except OSError as error:
        return _wrong_use(given, "port_in_use", port=given.port, reason=error.strerror)
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)", flush=True)
    with running, contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
    return OK


def _wrong_use(given: Given, key: str, **values: object) -> int:
    print(_told(given, key, **values), file=sys.stderr)
    return WRONG_USE


def _told(given: Given, key: str, **values: object) -> str:
    from qingdan.speak import load_messages, seen, tell

    return tell(load_messages("commands", (key,)), key, given.lang, **{name: seen(str(value)) for name, value in values.items()})


def _words() -> dict[str, dict[str, str]]:
    from qingdan.speak import load_messages

    return {key: dict(message) for key, message in load_messages("commands").items()}


def _progress() -> AbstractContextManager[Callable[[str], None]]:
    """Shows on a terminal which stage is at work; says nothing where the output is no terminal."""
    import contextlib

    if not sys.stderr.isatty():
        return contextlib.nullcontext(lambda _: None)
    return contextlib.contextmanager(_bar)()


def _bar() -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from qingdan.build import STAGES

    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(STAGES))
        yield lambda stage: progress.update(task, description=stage, completed=STAGES.index(stage))


def _today() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
