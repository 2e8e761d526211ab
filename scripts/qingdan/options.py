"""What may be asked on the command line. The words of its help are loaded only where they are asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from qingdan.language import LANGUAGES

FORMATS = ("text", "json", "github", "sarif")
"""The formats of `report/formats.py`, named here so that they need not be loaded to be known."""

VIEWS = ("text", "json", "html", "markdown")
"""Those of `difference/formats.py`."""

ENCODINGS = ("gb18030",)
"""Those of `tidy/decode.py` that an editor can name."""

Given = argparse.Namespace
Run = Callable[[Given], int]


def parser(runs: Mapping[str, Run], words: Mapping[str, Mapping[str, str]]) -> argparse.ArgumentParser:
    """The parser of a command line; `runs` are the commands by their names, `words` the messages for its help or nothing."""

    def said(key: str) -> str:
        return " / ".join(words[key][tongue] for tongue in ("zh", "en")) if words else ""

    found = argparse.ArgumentParser(prog="qingdan", description=said("about"), allow_abbrev=False)
    found.set_defaults(root=".", lang=None)
    _add_general(found, said)
    commands = found.add_subparsers(dest="command", required=True)
    for name, run in runs.items():
        about = said(f"command_{name}")
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.set_defaults(run=run)
        _add_general(command, said)
        if name == "check":
            command.add_argument("--format", choices=FORMATS, default="text", help=said("option_format"))
            command.add_argument("--base", metavar="REV", help=said("option_base"))
            command.add_argument("--findings", action="store_true", help=said("option_findings"))
            command.add_argument("--no-cache", action="store_true", help=said("option_no_cache"))
        elif name == "diff":
            command.add_argument("base", nargs="?", default="", metavar="BASE", help=said("option_old"))
            command.add_argument("head", nargs="?", default="", metavar="HEAD", help=said("option_new"))
            command.add_argument("--format", choices=VIEWS, default="text", help=said("option_format"))
        elif name == "tidy":
            command.add_argument("--check", action="store_true", help=said("option_check"))
            command.add_argument("--from", dest="encoding", choices=ENCODINGS, default="", help=said("option_from"))
        elif name == "as-of":
            command.add_argument("day", metavar="DATE", help=said("option_day"))
            command.add_argument("asked", metavar="LIST[/TABLE]", help=said("option_list"))
            command.add_argument("--published", metavar="DATE", help=said("option_published"))
        else:
            command.add_argument("--skin", default="mkdocs", help=said("option_skin"))
        if name == "build":
            command.add_argument("--into", default="public", help=said("option_into"))
            command.add_argument("--release", action="store_true", help=said("option_release"))
        elif name == "serve":
            command.add_argument("--port", type=int, default=8000, help=said("option_port"))
    return found


def _add_general(to: argparse.ArgumentParser, said: Callable[[str], str]) -> None:
    """The options that may stand before the command and after it."""
    to.add_argument("--root", default=argparse.SUPPRESS, help=said("option_root"))
    to.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=said("option_lang"))
