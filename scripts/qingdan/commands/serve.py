"""`qingdan serve`: builds the site and shows it on this machine."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.commands.build import run as build
from qingdan.commands.said import OK, wrong_use
from qingdan.serve import server

if TYPE_CHECKING:
    from qingdan.options import Given


def run(given: Given) -> int:
    """Builds, then serves until it is interrupted."""
    code = build(given)
    if code != OK:
        return code
    try:
        running = server(Path(given.root) / given.into, given.port)
    except OSError as error:
        return wrong_use(given, "port_in_use", port=given.port, reason=error.strerror)
    print(f"http://127.0.0.1:{running.server_port}/ (Ctrl-C)", flush=True)
    with running, contextlib.suppress(KeyboardInterrupt):
        running.serve_forever()
    return OK
