"""A site as hosts serve it: plainly, or with the headers that its `_headers` asks for."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """Does not name each request among the results of the tests."""

    def log_message(self, *said: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path, how: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of a folder on this machine, while it is needed."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(how, directory=str(folder)))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/"
    finally:
        running.shutdown()
        running.server_close()


Rules = list[tuple[str, dict[str, str]]]


def read_rules(text: str) -> Rules:
    """The rules of a file `_headers`: a path in the first column, headers indented below it, `#` before remarks."""
    rules: Rules = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] == " ":
            name, value = line.strip().split(": ", 1)
            rules[-1][1][name] = value
        else:
            rules.append((line, {}))
    return rules


def said_with(rules: Rules, path: str) -> Iterator[tuple[str, str]]:
    """The headers of every rule that is about a path."""
    for pattern, said in rules:
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path):
            yield from said.items()


def strict_server(folder: Path) -> ThreadingHTTPServer:
    """A server for `folder` that says what its `_headers` asks for, on a free port of this machine."""
    rules = read_rules((folder / "_headers").read_text("utf-8"))
    return ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, rules, directory=str(folder)))


class Strict(SimpleHTTPRequestHandler):
    """Sends a file with the headers of its rules; one that stands there already is replaced."""

    def __init__(self, rules: Rules, *arguments: object, **named: object) -> None:
        self.rules = rules
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() not in {name.lower() for name, _ in said_with(self.rules, self.path)}:
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in said_with(self.rules, self.path):
            super().send_header(name, value)
        super().end_headers()

    def log_message(self, *said: object) -> None:
        """Says nothing: the tests look at the answers."""
