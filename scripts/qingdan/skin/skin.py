"""The seam: what every skin is given, and what it has to give. Whoever writes another skin needs to know no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qingdan.model import File, Settings, Text
from qingdan.skin.shell import Shell

SHELLS = (*(("zh", depth) for depth in range(7)), *(("en", depth) for depth in range(1, 8)))
"""Language and depth: `/en/powers/by/aspect/public_services/from/PWR-0500/` is seven folders below the root."""

Navigation = tuple[tuple[str, str, Text], ...]
"""The links of the header: the address in Chinese, the address in English, the words."""


@dataclass(frozen=True, slots=True)
class Skin:
    """What a skin gives to the site.

    `files` are the hand-written pages, `404.html`, and all that pages load; `shells` has one for each of `SHELLS`.
    """

    files: tuple[File, ...]
    shells: Mapping[tuple[str, int], Shell]


Render = Callable[[Path, Settings, Mapping[str, Text], Navigation], Skin]
"""A skin is a function: it is given the root of the repository, the settings, the words of the site and the navigation."""
