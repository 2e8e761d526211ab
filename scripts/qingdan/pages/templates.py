"""The templates of a look, compiled once a language for all publications that are shown with the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined

from qingdan.language import tongue_of
from qingdan.model import Settings, Text
from qingdan.pages.compiled import Compiled, of_the_page
from qingdan.pages.links import Links
from qingdan.pages.publication import Page
from qingdan.pages.voice import Voice

LANGUAGES = ("zh", "en", "both")
"""In what a page may be written (see Page)."""


PIECES = {"m": "macros.html", "p": "parts.html", "h": "happened.html", "r": "release_macros.html"}
"""Templates of pieces that pages share, each by the name under which every template has it."""


class Templates:
    """The templates of a look. They say words and make links by filters; the words stand in them from the time when they are
    compiled, once a language.
    """

    def __init__(self, folder: Path, words: Mapping[str, Text]) -> None:
        self.voices = {language: Voice(language, words) for language in LANGUAGES}
        self._environment = cache(partial(self._made, folder))
        self._template = cache(lambda language, name: self._environment(language).get_template(name))

    def fill(self, page: Page, settings: Settings, links: Links) -> str:
        """The body of a page."""
        environment = self._environment(page.language)
        environment.now = links
        return self._template(page.language, page.template).render({"page": page, "settings": settings, **page.values})

    def _made(self, folder: Path, language: str) -> Compiled:
        """Templates with autoescape on; a name that is not given is an error, never a blank."""
        made = Compiled(
            loader=FileSystemLoader(folder),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        voice = self.voices[language]
        made.filters |= {"say": voice.say, "show": voice.show, "plain": voice.plain, "tongue": tongue_of}
        made.filters |= dict.fromkeys(("to", "here", "link", "name", "prose"), of_the_page)
        for name, pieces in PIECES.items():
            made.globals[name] = made.get_template(pieces).module
        return made
