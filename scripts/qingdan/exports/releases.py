"""A release as files: every table and descriptor as it stood, their hashes, and what a program reads of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qingdan.history.releases import Release
from qingdan.model import File, Settings

FORMAT = "qingdan-release/1"


def write(release: Release, settings: Settings) -> Iterator[File]:
    """Everything below `releases/<tag>/` that is no page."""
    folder = f"releases/{release.address}"
    for copy in release.copies:
        yield File(f"{folder}/{copy.address}", copy.data)
    yield File(f"{folder}/SHA256SUMS", sums(release))
    yield File(f"{folder}/release.json", described(release, settings))


def sums(release: Release) -> bytes:
    """The hashes in the format of GNU coreutils, for `sha256sum -c SHA256SUMS`; no address needs to be escaped in it."""
    return "".join(f"{copy.sha256}  {copy.address}\n" for copy in release.copies).encode()


def described(release: Release, settings: Settings) -> bytes:
    """The release as JSON. A path that is no UTF-8 has `\\udc80` to `\\udcff` for the bytes that are none."""
    base = f"{settings.base_url}releases/{release.address}/"
    tree = {
        "format": FORMAT,
        "unofficial": True,
        "tag": release.tag,
        "commit": release.commit,
        "day": release.day.isoformat(),
        "address": base,
        "licence": settings.licence["path"],
        "files": [
            {"path": copy.path, "address": base + copy.address, "bytes": len(copy.data), "sha256": copy.sha256}
            for copy in release.copies
        ],
    }
    return (json.dumps(tree, indent=1) + "\n").encode()
