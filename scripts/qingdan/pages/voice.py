"""Words of the site and texts of the data, in the language of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from qingdan.model import Text
from qingdan.pages.compiled import escaped, html

REMEMBERED = 1 << 12
"""Texts, and links from one folder, that are kept ready: nearly all that stand on more than one page of a city."""


class Voice:
    """How pages say things that are in Chinese ("zh"), in English ("en") or in both. What was said once is not made again."""

    def __init__(self, language: str, words: Mapping[str, Text]) -> None:
        self._is_english = language == "en"
        self._is_both = language == "both"
        self._words = words
        self.show: Callable[[Text], Markup] = lru_cache(REMEMBERED)(self._show)
        self.say: Callable[..., Markup] = lru_cache(REMEMBERED)(self._say)

    def _say(self, key: str, **values: object) -> Markup:
        """A word of the site, with what fills its gaps."""
        text = self._words[key]
        return self.show(Text(text.zh.format_map(values), text.en.format_map(values)))

    def plain(self, key: str, **values: object) -> str:
        """A word without markup, for attributes."""
        return self._words[key].in_language("en" if self._is_english else "zh").format_map(values)

    def _show(self, text: Text) -> Markup:
        """A text in the page's language; on a page in both, the English stands small behind the Chinese."""
        if self._is_both and text.en and text.en != text.zh:
            return html(f'{escaped(text.zh)} <i lang="en">{escaped(text.en)}</i>')
        if self._is_english:
            return escaped(text.en) if text.en else html(f'<span lang="zh">{escaped(text.zh)}</span>')
        return escaped(text.zh)
