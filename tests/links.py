"""The links of a whole site, read as a browser does: of every page, not of a sample."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.model import File
from qingdan.problem import Problem
from qingdan.publish.verify import broken, links_of, missing


def broken_in(files: Mapping[str, bytes], base_url: str) -> list[Problem]:
    """The links that lead nowhere or where they may not, of the files of a site by their paths."""
    read = [links_of(File(path, data), base_url) for path, data in files.items()]
    targets = {target: asked for links in read for target, asked in links.targets.items()}
    strays = (broken(stray) for links in read for stray in links.strays)
    return [*(broken(targets[target]) for target in missing(targets, files, files.__getitem__)), *strays]
