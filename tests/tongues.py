"""The language of every text on a page, as its `lang` marks tell it, and the texts that are marked wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

HAN = re.compile("[\u3400-\u9fff]")
WORD = re.compile(r"(?<![\w./~-])[A-Za-z][a-z]+(?![\w./~-]*[\w])")
"""A word of a Latin script: no acronym, and no part of a name of a file, a code or an address."""

ADDRESS = re.compile(r"https?://\S+|\S+@\S+")

VOID = frozenset(("meta", "link", "input", "br", "img", "wbr", "hr"))
EXEMPT = frozenset(("code", "script", "style", "time"))


class Tongues(HTMLParser):
    """Every text of a page and attribute that is read out, with the language that it is marked with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = [("", "", False)]
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        _, lang, is_exempt = self.open[-1]
        lang = values.get("lang") or lang
        is_exempt = is_exempt or tag in EXEMPT or "qd-id" in (values.get("class") or "").split()
        self.texts += [(lang, values.get(name) or "") for name in ("aria-label", "title", "alt", "data-label")]
        if tag not in VOID:
            self.open.append((tag, lang, is_exempt))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, lang, is_exempt = self.open[-1]
        if not is_exempt:
            self.texts.append((lang, data.strip()))


def wrongly_marked(html: str) -> Iterator[tuple[str, str]]:
    """Texts of mostly Latin words that are marked as Chinese, and texts with more Han than Latin that are marked as English."""
    for lang, text in Tongues(html).texts:
        han, words = len(HAN.findall(text)), len(WORD.findall(ADDRESS.sub("", text)))
        if (lang.startswith("zh") and words > han) or (lang == "en" and han > words):
            yield lang, text
