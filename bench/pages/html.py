"""Writes the HTML of entries and implementations and nothing else: `python -P bench/pages/html.py TREE FOLDER`; is measured."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.pages.source import entry_pages, html, ready
from qingdan.leave import leave, leave_garbage
from qingdan.publish.staging import Stage

leave_garbage()
into = Path(sys.argv[2])
made = ready(Path(sys.argv[1]))
stage = Stage(into, into.with_name("none"), into.with_name("none"))
for page in entry_pages(made):
    stage.put(html(made, page))
leave(0)
