"""The files that pages load. Their addresses change with what they hold, so that a browser may keep what it has."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from qingdan.model import File
from qingdan.skin.modules import joined

SCRIPT, READER, FIRST, STYLES, TABLES = "search.js", "reader.js", "start.mjs", "search.css", "tables.js"


def assets(paths: Iterable[Path]) -> Mapping[str, File]:
    """These files by their names, each at its address in the site: `assets/icon.1f0c2b3a4d.svg`."""
    return {path.name: _file(path) for path in sorted(paths) if path.is_file()}


def searching(folder: Path) -> Mapping[str, File]:
    """The script that every page loads, by its name, and the modules that it loads when they are needed: the reader of the
    search, made of those in a folder and with its styles, and what can be done with tables."""
    modules = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.mjs"))}
    text = f"const STYLES = {json.dumps((folder / STYLES).read_text('utf-8'), ensure_ascii=False)};\n{joined(modules, FIRST)}"
    reader = _named(PurePath(READER), text.encode())
    tables = _file(folder.parent / TABLES)
    script = (folder / SCRIPT).read_text("utf-8")
    for name, file in ((READER, reader), (TABLES, tables)):
        script = script.replace(f"./{name}", f"./{PurePath(file.path).name}")
    return {SCRIPT: _named(PurePath(SCRIPT), script.encode()), READER: reader, TABLES: tables}


def _file(path: Path) -> File:
    return _named(path, path.read_bytes())


def _named(name: PurePath, data: bytes) -> File:
    return File(f"assets/{name.stem}.{hashlib.sha256(data).hexdigest()[:10]}{name.suffix}", data)


def addresses(found: Mapping[str, File]) -> Mapping[str, str]:
    """The addresses by the names of the files."""
    return {name: file.path for name, file in found.items()}
