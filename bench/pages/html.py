"""Writes the HTML of entries and implementations and nothing else: `python -P bench/pages/html.py TREE FOLDER`; is measured."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.pages.source import entry_pages, html, ready

into = Path(sys.argv[2])
made = ready(Path(sys.argv[1]))
for page in entry_pages(made):
    file = html(made, page)
    path = into / file.path
    path.parent.mkdir(parents=True)
    path.write_bytes(file.data)
