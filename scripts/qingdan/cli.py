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

if TYPE_CHECKING:
    from qingdan.model import Problem

OK, REFUSED, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when all is well, 1 when the lists must be put right, 2 when the call was wrong."""
    given = _parser().parse_args(arguments)
    root = Path(given.root).resolve()
    if not (root / "catalogue" / "catalogue.yaml").is_file():
        print(f"qingdan: {root}: 这里没有 catalogue/catalogue.yaml。请进入清单所在的文件夹，或用 --root 指明。", file=sys.stderr)
        print(
            "  There is no catalogue/catalogue.yaml here. Go to the folder of the lists, or name it with --root.", file=sys.stderr
        )
        return WRONG_USE
    command: Callable[[argparse.Namespace, Path], int] = given.run
    return command(given, root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qingdan", description="Checks public lists and builds their site. 检查清单并生成网站。"
    )
    parser.add_argument("--root", default=".", help="folder that holds catalogue/ and lists/ (default: here)")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, about in (
        ("check", _check, "check the lists and write nothing / 只检查，不写任何文件"),
        ("build", _build, "check, then build the site in public/ / 检查并生成网站"),
        ("serve", _serve, "build, then serve the site on this machine / 生成并在本机浏览"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        if name != "check":
            command.add_argument("--into", default="public", help="folder of the site (default: public)")
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    return parser


def _check(_: argparse.Namespace, root: Path) -> int:
    from qingdan.build import read

    with _progress() as step:
        catalogue, problems = read(root, step)
    if catalogue is None:
        return _refuse(problems)
    rows = sum(len(table.rows) for _, table in catalogue.tables())
    print(f"没有问题 / no problems: {len(catalogue.packages)} packages, {rows} rows")
    return OK


def _build(given: argparse.Namespace, root: Path) -> int:
    from qingdan.build import build

    target = root / given.into
    with _progress() as step:
        built = build(root, target, _today(), step)
    if built.problems:
        return _refuse(built.problems)
    print(f"{built.files} files, {built.entries} entries, {built.findings} findings")
    called = "python -m qingdan" if sys.argv[0].endswith("__main__.py") else sys.argv[0]
    serve = f"{called} serve"
    print(f"网站在 {target}/，浏览请运行：{serve} / the site is in {target}/; look at it with: {serve}")
    return OK


def _serve(given: argparse.Namespace, root: Path) -> int:
    from qingdan.serve import server

    code = _build(given, root)
    if code != OK:
        return code
    try:
        running = server(root / given.into, given.port)
    except OSError as error:
        print(f"qingdan: 端口 {given.port} 不能用（{error.strerror}），请用 --port 换一个。", file=sys.stderr)
        print(f"  Port {given.port} cannot be used; choose another with --port.", file=sys.stderr)
        return WRONG_USE
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)")
    with running, contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
    return OK


def _refuse(problems: tuple[Problem, ...]) -> int:
    from qingdan.speak import load_messages, say

    messages = load_messages()
    for problem in problems:
        print(say(problem, messages), file=sys.stderr)
    print(f"\n{len(problems)} 个问题，什么都没有写入 / {len(problems)} problems; nothing was written.", file=sys.stderr)
    return REFUSED


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
