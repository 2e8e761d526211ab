"""The templates of a look, compiled once a language for all publications that are shown with the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from qingdan.language import tongue_of
from qingdan.model import Text
from qingdan.pages.voice import Voice

LANGUAGES = ("zh", "en", "both")
"""In what a page may be written (see Page)."""

PIECES = {"m": "macros.html", "p": "parts.html", "h": "happened.html", "r": "release_macros.html"}
"""Templates of pieces that pages share, each by the name under which every template has it."""


Filters = Mapping[str, Callable[..., object]]
"""What a template may do to a value, by the name that it has there."""


class Templates:
    """The templates in a folder. They say words by filters on literals, so what they are compiled to holds these words."""

    def __init__(self, folder: Path, words: Mapping[str, Text]) -> None:
        self.voices = {language: Voice(language, words) for language in LANGUAGES}
        self._folder = folder
        self._compiled = {language: _Compiled() for language in LANGUAGES}

    def environment(self, language: str, filters: Filters) -> Environment:
        """Templates with autoescape on and with these filters too; a name that is not given is an error, never a blank."""
        made = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            auto_reload=False,
            bytecode_cache=self._compiled[language],
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        voice = self.voices[language]
        made.filters |= {"say": voice.say, "show": voice.show, "plain": voice.plain, "tongue": tongue_of, **filters}
        for name, pieces in PIECES.items():
            made.globals[name] = made.get_template(pieces).module
        return made


class _Compiled(BytecodeCache):
    """What the sources of templates were compiled to, in memory alone."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 -- Jinja asks so
        """The name alone: all templates are of one folder, which may have a name that is no UTF-8."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template what its source was compiled to before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what the source of a template was compiled to."""
        assert bucket.code
        self._code[bucket.key, bucket.checksum] = bucket.code
