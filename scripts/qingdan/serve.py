"""A server for looking at the site while one edits the lists, on one's own machine. Not meant for the public.

It gives every page a script of its own, which waits for the next state of the lists and then loads the page again.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from qingdan.live import Live

SCRIPT, STATES = "/-/reload.js", "/-/states"
"""Where the script stands, and where it hears of new states (Server-Sent Events, HTML Standard §9.2)."""

RELOAD = """\
const since = document.currentScript.dataset.version;
const states = new EventSource(`/-/states?${since}`);
states.addEventListener("changed", () => { states.close(); location.reload(); });
states.addEventListener("problems", event => {
  const box = document.createElement("pre");
  box.id = "qd-problems";
  box.setAttribute("role", "alert");
  box.textContent = JSON.parse(event.data);
  Object.assign(box.style, {whiteSpace: "pre-wrap", padding: "1em", margin: 0, background: "#8b1a1a", color: "#fff"});
  document.getElementById(box.id)?.remove();
  document.body.prepend(box);
});
"""

NOTHING = b"<!doctype html><html><head></head><body></body></html>"
"""What is shown where the lists could not be shown yet; the script says why."""

BREATH = 15.0
"""Seconds after which something is sent to a browser that waits, so that one that went away is noticed."""

Report = Callable[[], str]
"""What stands in the way of the present state, in words; blank where nothing does."""


def server(live: Live, report: Report, port: int) -> ThreadingHTTPServer:
    """A server for this machine only; port 0 takes a free one. Raises OSError where the port is in use."""
    return _Server(("127.0.0.1", port), partial(_Handler, live, report))


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, live: Live, report: Report, *given: object) -> None:
        self._live = live
        self._report = report
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answers with a file of the site, the script, or the states to come."""
        self._version = self._live.version  # the page may be newer, and is loaded once more then, but never older
        address = urlsplit(self.path)
        path = unquote(address.path, errors="surrogateescape").lstrip("/")
        if address.path == STATES:
            self._tell(int(address.query) if address.query.isdigit() else -1)
        elif address.path == SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", RELOAD.encode())
        elif file := self._live.file(f"{path}index.html" if path.endswith("/") or not path else path):
            self._show(HTTPStatus.OK, file.path, file.data)
        elif path and self._live.file(f"{path}/index.html"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{address.path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            missing = self._live.file("404.html")
            self._show(HTTPStatus.NOT_FOUND, "404.html", missing.data if missing else NOTHING)

    def do_HEAD(self) -> None:
        """The same without the file."""
        self.do_GET()

    def log_message(self, format: str, *given: object) -> None:  # noqa: A002
        """Says nothing: what is wrong with the lists should not be lost among requests."""

    def _show(self, status: HTTPStatus, path: str, data: bytes) -> None:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if path.endswith(".html"):
            script = f'<script src="{SCRIPT}" data-version="{self._version}" defer></script></head>'
            data = data.replace(b"</head>", script.encode(), 1)
        is_text = kind.startswith("text/") or kind in ("application/json", "application/xml")
        self._send(status, f"{kind}; charset=utf-8" if is_text else kind, data)

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell(self, version: int) -> None:
        """Sends what becomes of the lists, until there is a state that the page does not show or the browser goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told = -1
        try:
            while True:
                now, problems = self._live.version, self._report()
                if now != told and problems:
                    self.wfile.write(f"event: problems\ndata: {json.dumps(problems)}\n\n".encode())
                elif now != version:
                    self.wfile.write(b"event: changed\ndata: \n\n")
                    return
                else:
                    self.wfile.write(b": \n\n")
                told = now
                self._live.wait(now, BREATH)
        except OSError:
            return  # the browser went away
