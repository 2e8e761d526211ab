"""A skin that was rendered before, where all that it is made of is the same: to start MkDocs takes longer than to make a page."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path

from qingdan import remembered
from qingdan.model import File, Settings, Text
from qingdan.skin.shell import Shell
from qingdan.skin.skin import Navigation, Skin
from qingdan.skin.skins import SKINS

KIND = "skins"
MOST = 8
"""Skins that are kept, of some hundred kilobytes each; the oldest go first."""


def rendered(
    name: str, root: Path, look: Iterable[File], settings: Settings, words: Mapping[str, Text], navigation: Navigation
) -> Skin:
    """The skin of this name with the look that `root` has, whose files are `look`."""
    asked = hashlib.sha256(f"{remembered.program()}\0{name}\0{settings!r}\0{words!r}\0{navigation!r}\0".encode())
    for file in look:
        asked.update(f"{file.path}\0{hashlib.sha256(file.data).hexdigest()}\0".encode("utf-8", "surrogateescape"))
    question = asked.hexdigest()
    kept = remembered.recall_bytes(KIND, question)
    if kept is not None:
        files, shells = marshal.loads(kept)
        return Skin(tuple(File(*file) for file in files), {of: Shell(*shell) for of, shell in shells.items()})
    made = SKINS[name](root, settings, words, navigation)
    files = tuple((file.path, file.data) for file in made.files)
    shells = {of: (shell.pieces, shell.tokens) for of, shell in made.shells.items()}
    remembered.keep_bytes(KIND, question, marshal.dumps((files, shells)), MOST)
    return made
