"""The hand-written pages in `site/pages`: what they are called and what they say, with the facts of the catalogue filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import markdown
from markdown.extensions.toc import slugify_unicode
from markupsafe import Markup

from qingdan.gate.tree import read_tree
from qingdan.language import tongue_of
from qingdan.model import Settings, Text

EXTENSIONS: Mapping[str, Mapping[str, object]] = {
    "attr_list": {},
    "fenced_code": {},
    "tables": {},
    # Only the ids of headings are wanted: of a table of contents Material would make a second link that skips to the content.
    "toc": {"slugify": slugify_unicode, "toc_depth": 0},
}
"""What of Markdown a hand-written page may use, in every skin: extensions of the package `markdown` with their settings."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page: its file below `site/pages`, its language, what its frame says (see `Shell.fill`), its Markdown."""

    name: str
    language: str
    frame: Mapping[str, str]
    text: str

    @property
    def path(self) -> str:
        """Its address below the root of the site: `en/about/`."""
        return f"{self.name.removesuffix('.md')}/"


def written_pages(root: Path, settings: Settings, words: Mapping[str, Text]) -> Iterator[Written]:
    """Every hand-written page, in order; no fact of the catalogue is written in one twice.

    Raises ValueError where the head of one does not say its language, title and description.
    """
    source = root / "site" / "pages"
    templates = Environment(loader=FileSystemLoader(source), undefined=StrictUndefined, autoescape=True, finalize=_literal)
    for path in sorted(source.rglob("*.md")):
        name = path.relative_to(source).as_posix()
        _, head, text = templates.get_template(name).render(settings=settings, words=words, tongue=tongue_of).split("---\n", 2)
        said, problems = read_tree(f"site/pages/{name}", head)
        if problems or not {"language", "title", "description"} <= said.keys():
            raise ValueError(f"site/pages/{name} has to begin with its language, title and description")
        language = str(said["language"])
        frame = {"title": str(said["title"]), "description": str(said["description"])}
        yield Written(name, language, {**frame, **_ways(name, language, settings.base_url)}, text)


SIGNS = re.compile(r"""[!"#$&'()*+<=>\[\\\]^_`{|}~]""")
"""What Markdown and its extensions could take for markup within a line."""


def _literal(value: object) -> Markup:
    """What a fact is in Markdown: its signs as references, so that it is neither markup nor a link there."""
    return Markup(SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", str(value)))


def html_of(page: Written) -> str:
    """The body of a hand-written page."""
    settings = {name: dict(values) for name, values in EXTENSIONS.items()}
    html: str = markdown(page.text, extensions=list(EXTENSIONS), extension_configs=settings)
    return html


def _ways(name: str, language: str, base_url: str) -> Mapping[str, str]:
    """Where a page stands, in its own language and in the other one."""
    own = f"{name.removesuffix('.md')}/"
    twin, other = (own.removeprefix("en/"), "zh") if language == "en" else (f"en/{own}", "en")
    addresses = ((language, base_url + own), (other, base_url + twin))
    return {
        "canonical": base_url + own,
        "alternates": "".join(
            f'<link rel="alternate" hreflang="{code}" href="{escape(address)}">' for code, address in sorted(addresses)
        ),
        "twin": "../" * own.count("/") + twin,
    }
