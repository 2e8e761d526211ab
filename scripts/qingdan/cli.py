"""The command line: `qingdan check | build | serve`. The only module that prints and sets exit codes."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.speak import load_messages, say, tell

if TYPE_CHECKING:
    from qingdan.model import Problem, Settings

OK, REFUSED, WRONG_USE = 0, 1, 2
WORDS = load_messages("commands")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when all is well, 1 when the lists must be put right, 2 when the call was wrong."""
    given = _parser().parse_args(arguments)
    root = Path(given.root).resolve()
    if not (root / "catalogue" / "catalogue.yaml").is_file():
        return _wrong_use("no_lists_here", root=root)
    command: Callable[[argparse.Namespace, Path], int] = given.run
    return command(given, root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qingdan", description=_help("about"))
    parser.add_argument("--root", default=".", help=_help("option_root"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in (("check", _check), ("build", _build), ("serve", _serve)):
        command = commands.add_parser(name, help=_help(f"command_{name}"), description=_help(f"command_{name}"))
        command.set_defaults(run=run)
        if name != "check":
            command.add_argument("--into", default="public", help=_help("option_into"))
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help=_help("option_port"))
    return parser


def _check(_: argparse.Namespace, root: Path) -> int:
    from qingdan.build import read

    with _progress() as step:
        catalogue, problems = read(root, step)
    if catalogue is None:
        return _refuse(problems)
    rows = sum(len(table.rows) for _, table in catalogue.tables())
    _say("all_well", packages=len(catalogue.packages), rows=rows)
    _notices(catalogue.settings)
    return OK


def _build(given: argparse.Namespace, root: Path) -> int:
    from qingdan.build import build
    from qingdan.history import HistoryError
    from qingdan.publish.staging import may_be_replaced

    target = root / given.into
    if not may_be_replaced(target):
        return _wrong_use("not_a_site", target=target)
    if not (root / "site" / "templates").is_dir():
        return _wrong_use("no_look_here", root=root)
    try:
        with _progress() as step:
            built = build(root, target, _today(), step)
    except HistoryError as error:
        return _wrong_use("git_refuses", reason=error)
    if built.settings is None:
        return _refuse(built.problems)
    _notices(built.settings)
    _say("built", files=built.files, entries=built.entries, findings=built.findings)
    called = "python -m qingdan" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
    _say("look_here", target=target, serve=f"{called} serve")
    return OK


def _serve(given: argparse.Namespace, root: Path) -> int:
    from qingdan.serve import server

    code = _build(given, root)
    if code != OK:
        return code
    try:
        running = server(root / given.into, given.port)
    except OSError as error:
        return _wrong_use("port_in_use", port=given.port, reason=error.strerror)
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)", flush=True)
    with running, contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
    return OK


def _refuse(problems: tuple[Problem, ...]) -> int:
    messages = load_messages("problems")
    for problem in problems:
        print(say(problem, messages), file=sys.stderr)
    print("\n" + tell(WORDS, "refused", count=len(problems)), file=sys.stderr)
    return REFUSED


def _wrong_use(key: str, **values: object) -> int:
    print(tell(WORDS, key, **values), file=sys.stderr)
    return WRONG_USE


def _notices(settings: Settings) -> None:
    """What the editor should know though nothing is wrong."""
    if settings.contact_is_example:
        print(tell(WORDS, "example_contact"), file=sys.stderr)


def _say(key: str, **values: object) -> None:
    print(tell(WORDS, key, **values), flush=True)


def _help(key: str) -> str:
    return f"{WORDS[key]['zh']} / {WORDS[key]['en']}"


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Shows on a terminal which stage is at work; says nothing where the output is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from qingdan.build import STAGES

    columns = (TextColumn("{task.description:<8}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(STAGES))
        yield lambda stage: progress.update(task, description=stage, completed=STAGES.index(stage))


def _today() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
