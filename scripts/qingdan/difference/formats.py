"""Every format in which a difference can be had, by the name under which a person asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingdan.difference import html, json_patch, markdown, text
from qingdan.difference.compared import Compared
from qingdan.difference.words import Words

FORMATS: Mapping[str, Callable[[Compared, Words], str]] = {
    "text": text.write,
    "json": json_patch.write,
    "html": html.write,
    "markdown": markdown.write,
}
