"""The same pages for Hugo: a content adapter that reads JSON, and templates in the frame of our own pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from bench.pages.given import told_page
from bench.pages.source import entry_pages, shell_of
from qingdan.model import Text
from qingdan.pages.publication import Page
from qingdan.site import Site
from qingdan.skin.shell import WAY

TEMPLATES = Path(__file__).parent / "hugo"
PIECES = "pieces.html"
KINDS = ("entry", "implementation")
"""The templates by the name of ours."""

WORD = re.compile(r"\[\[(plain )?(\w+)(?: (\w+)=(\S+?))?\]\]")
"""A word of the site, or a piece of a template, where it stands in a template: `[[word]]`, `[[word value=.field]]`."""

CONTROL = re.compile(r"(?m)^(\{\{ (?:if|else|end|range|with)\b[^}]*\}\})\n")
"""A line of a template that only says what comes next; our own templates leave no line break behind it either."""

CONFIG = """\
baseURL = "{base_url}"
title = "{title}"
locale = "zh"
disableKinds = ["404", "home", "robotstxt", "rss", "section", "sitemap", "taxonomy", "term"]
disableHugoGeneratorInject = true
disablePathToLower = true
"""

ADAPTER = """\
{{ range (resources.Get "pages.json" | transform.Unmarshal) }}
{{ $.AddPage . }}
{{ end }}
"""

FRAME = {
    "TITLE": "{{ .Title }}",
    "DESCRIPTION": "{{ .Params.description }}",
    "CANONICAL": "{{ .Permalink }}",
    "ALTERNATES": "",
    "TWIN": "../../en/",
    "BODY": "{{ with .Params }}{}{{ end }}",
}


def write_hugo(made: Site, folder: Path) -> None:
    """Writes the site for Hugo into `folder`, which is made: its pages are those of the entries and implementations."""
    pages = [(page, told_page(made, page)) for page in entry_pages(made)]
    settings = made.publication.settings
    files = {
        "hugo.toml": CONFIG.format(base_url=settings.base_url, title=settings.title.zh),
        "content/_content.gotmpl": ADAPTER,
        "assets/pages.json": json.dumps([added(page, told) for page, told in pages], ensure_ascii=False, separators=(",", ":")),
    }
    for kind in KINDS:
        page = next(page for page, _ in pages if page.template == f"{kind}.html")
        files[f"layouts/{kind}/page.html"] = layout(made, page, kind)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def added(page: Page, told: Mapping[str, object]) -> dict[str, object]:
    """A page as `AddPage` takes it."""
    kind = page.template.removesuffix(".html")
    params = {**told, "description": page.description}
    return {
        "path": page.path.rstrip("/"),
        "url": f"/{page.path}",
        "title": page.title,
        "type": kind,
        "kind": "page",
        "params": params,
    }


def layout(made: Site, page: Page, kind: str) -> str:
    """The template of one kind of page: our frame, with the body that stands in `hugo/`, its words filled in."""
    shell, words = shell_of(made, page), made.publication.words
    body = filled((TEMPLATES / f"{kind}.html").read_text("utf-8"), words)
    pieces = filled((TEMPLATES / PIECES).read_text("utf-8"), words)
    parts = [shell.pieces[0]]
    for token, piece in zip(shell.tokens, shell.pieces[1:], strict=True):
        parts += [(FRAME.get(token) or marked(token)).replace("{}", body if token == "BODY" else ""), piece]
    return pieces.replace("\n{{ define", "{{ define").strip() + CONTROL.sub(r"\1", "".join(parts))


def marked(token: str) -> str:
    """The mark of a link of the header on the pages of the list to which it leads."""
    way = token.removeprefix(WAY.format(""))
    return f'{{{{ if strings.HasPrefix .RelPermalink "/{way}" }}}} aria-current="true"{{{{ end }}}}'


def filled(template: str, words: Mapping[str, Text]) -> str:
    """A template of `hugo/` with the words of the site, and with the pieces that stand in files of their own."""

    def one(found: re.Match[str]) -> str:
        plain, key, name, value = found.groups()
        if key not in words or (TEMPLATES / f"{key}.html").exists():
            return filled((TEMPLATES / f"{key}.html").read_text("utf-8"), words)
        chinese, english = (escape(text).replace(f"{{{name}}}", f"{{{{ {value} }}}}") for text in (words[key].zh, words[key].en))
        if plain or not english or english == chinese:
            return chinese
        return f'{chinese} <i lang="en">{english}</i>'

    return WORD.sub(one, template)
