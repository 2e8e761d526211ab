"""A file server for looking at the site on one's own machine. Not meant for the public."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server for `folder` on this machine only; port 0 takes a free one. Raises OSError where the port is in use."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(folder)))
