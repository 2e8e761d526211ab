"""The templates of a look, compiled once a language for all publications that are shown with the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from qingdan.language import tongue_of
from qingdan.model import Settings, Text
from qingdan.pages.compiled import Compiled
from qingdan.pages.links import Links
from qingdan.pages.publication import Page
from qingdan.pages.refer import Shown
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
        self.now = Links("zh", "", self.voices["zh"], lambda _: None, {})
        """The links of the page that is being made."""
        self._environment = cache(partial(self._made, folder))
        self._template = cache(self._got)

    def fill(self, page: Page, settings: Settings) -> str:
        """The body of a page, whose links are those of `now`."""
        return self._template(page.language, page.template).render({"page": page, "settings": settings, **page.values})

    def _got(self, language: str, name: str) -> Template:
        """A template with its globals in one dictionary: Jinja's chain of them would be walked for each page."""
        template = self._environment(language).get_template(name)
        template.globals = dict(template.globals)
        return template

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
        made.filters |= {"to": self._to, "here": self._here, "link": self._link, "name": self._name, "prose": self._prose}
        for name, pieces in PIECES.items():
            made.globals[name] = made.get_template(pieces).module
        return made

    # What depends on the page is given the context, so that it is not worked out when a template is compiled.

    @pass_context
    def _to(self, _: Context, there: str, anchor: str = "") -> str:
        return self.now.to(there, anchor)

    @pass_context
    def _here(self, _: Context, address: str, anchor: str = "") -> str:
        return self.now.here(address, anchor)

    @pass_context
    def _link(self, _: Context, shown: Shown) -> Markup:
        return self.now.link(shown)

    @pass_context
    def _name(self, _: Context, shown: Shown) -> Markup:
        return self.now.name(shown)

    @pass_context
    def _prose(self, _: Context, text: str) -> Markup:
        return self.now.prose(text)
