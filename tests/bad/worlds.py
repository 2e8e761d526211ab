"""Worlds to put a bad input into, each with a canary beside it that nobody may read."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bad.inputs import Input
from tests.bad.makers import OF_CONTENT, write_base


@dataclass(frozen=True)
class World:
    """A valid world, what lies beside it, and the word in there that nobody may say."""

    root: Path
    outside: Path
    canary: str


def new_world(folder: Path) -> World:
    """A world in the folder. Beside it lie a table, a descriptor, settings and a pipe that look like those of the lists."""
    world = World(write_base(folder / "world"), folder / "outside", f"canary-{secrets.token_hex(8)}")
    world.outside.mkdir()
    (world.outside / "canary.csv").write_text(f"entry,role,body,note\nTRL-0001,{world.canary},{world.canary},{world.canary}\n")
    for name in ("canary.yaml", "catalogue.yaml"):
        (world.outside / name).write_text(f"{world.canary}: {world.canary}\n")
    os.mkfifo(world.outside / "pipe")
    return world


@contextmanager
def changed(line: Input, shared: World, folder: Path) -> Iterator[World]:
    """A world with the input in it: the shared one, put right again afterwards, or one of its own, taken away afterwards."""
    path = shared.root / line.file
    if line.how in OF_CONTENT and path.is_file():
        before = path.read_bytes()
        try:
            line.put_into(shared.root, shared.outside)
            yield shared
        finally:
            path.write_bytes(before)
        return
    own = new_world(folder)
    try:
        try:
            line.put_into(own.root, own.outside)
        except PermissionError:
            pytest.skip(f"this user may not make {line.name}")
        yield own
    finally:
        if line.how == "rights":
            (own.root / line.file).chmod(0o700)
        shutil.rmtree(own.root, ignore_errors=True)
