"""Every skin that a site can be built with, by the name under which a person asks for it; the first is used unless asked."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.skin import mkdocs, plain
from qingdan.skin.skin import Render

SKINS: Mapping[str, Render] = {
    "mkdocs": mkdocs.render_skin,
    "plain": plain.render_skin,
}
