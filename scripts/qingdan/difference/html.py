"""A difference as one page to be read with care, printed or handed on: nothing in it is loaded from elsewhere, and no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from qingdan.difference.by_body import by_body
from qingdan.difference.compared import Compared
from qingdan.difference.excerpt import excerpt, side
from qingdan.difference.view import Change, view
from qingdan.difference.words import Words
from qingdan.history.spans import COME, GONE, SAME, Span
from qingdan.language import TONGUES
from qingdan.model import Text
from qingdan.shipped import shipped
from qingdan.speak import seen

TEMPLATE, STYLE = "difference/diff.html", "difference/diff.css"

MARKS = {
    SAME: Markup("{}"),
    GONE: Markup("<del>{}</del>"),
    COME: Markup("<ins>{}</ins>"),
}


def write(compared: Compared, words: Words) -> str:
    """The whole page."""
    style = shipped(STYLE).decode("utf-8")
    sides = {"base": words.side(compared.base), "head": words.side(compared.head)}
    languages = TONGUES if words.language == "both" else (words.language,)

    def show(text: Text) -> Markup:
        """A text in the languages spoken, the English one small behind the Chinese; nothing in it stays unseen."""
        zh, en = seen(text.zh), seen(text.en)
        if languages == TONGUES and en and en != zh:
            return Markup('{} <span class="en" lang="en">{}</span>').format(zh, en)
        return Markup("{}").format(seen(text.in_language(languages[0])))

    def say(key: str, **values: str | Text) -> Markup:
        return show(words.word(key, **values))

    shown = view(compared)
    rendered = _page().render(
        is_changed=bool(compared.difference),
        shown=shown,
        bodies=tuple(by_body(compared, shown.entries)),
        style=Markup(style),
        policy=_policy(style),
        language="zh-CN" if languages[0] == "zh" else "en",
        title=seen(words.say("changes")),
        sides=words.word("from_to", **sides),
        show=show,
        say=say,
        seen=seen,
        notes=words.notes,
        named=words.named,
        line=words.line,
        marked=marked,
        before=lambda spans: marked(side(spans, GONE)),
        after=lambda spans: marked(side(spans, COME)),
        excerpt=lambda spans: tuple(excerpt(spans)),
        anchors=_anchors(shown.entries),
        is_whole=lambda event: event in ("added", "deleted"),
    )
    return rendered.lstrip() + "\n"


def marked(found: Iterable[Span]) -> Markup:
    """The spans, each in its element, and nothing in them unseen."""
    return Markup("").join(MARKS[span.kind].format(seen(span.text)) for span in found)


@cache
def _page() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(shipped(TEMPLATE).decode("utf-8"))


def _policy(style: str) -> str:
    """What a browser may do with the page: show it in its own style, and nothing else (Content Security Policy, level 3)."""
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"


def _anchors(changes: Sequence[Change]) -> dict[str, str]:
    """Where on the page each entry stands. An id may hold anything, so anchors are numbers."""
    return {change.subject: f"entry-{number}" for number, change in enumerate(changes, 1)}
