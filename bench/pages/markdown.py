"""The same pages as Markdown, for MkDocs with Material and for Zensical: both read the same files and the same settings."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from bench.pages.given import told_page
from bench.pages.source import entry_pages
from qingdan.model import Text
from qingdan.site import Site

TEMPLATES = Path(__file__).parent / "markdown"
BLANK = re.compile(r"\n(?: *\n)+")

CONFIG = """\
site_name: {title}
site_url: {base_url}
theme: {{name: material, font: false}}
plugins: []
markdown_extensions: [attr_list, def_list]
nav: [index.md]
validation: {{omitted_files: ignore, unrecognized_links: ignore, anchors: ignore}}
"""
"""Neither search nor the pages in the navigation: both would cost them more with every page."""


def write_markdown(made: Site, folder: Path) -> None:
    """Writes `mkdocs.yml` and a Markdown file for every entry and implementation into `folder`, which is made."""
    settings, words = made.publication.settings, made.publication.words
    environment = Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True)

    def say(key: str, **values: str) -> str:
        return shown(words[key], values)

    def word(key: str) -> dict[str, str]:
        return {"z": words[key].zh, "e": words[key].en}

    environment.globals.update(say=say, word=word)
    template = environment.get_template("page.md")
    files = {
        "mkdocs.yml": CONFIG.format(title=settings.title.zh, base_url=settings.base_url),
        "docs/index.md": f"# {settings.title.zh}\n",
    }
    for page in entry_pages(made):
        told = told_page(made, page)
        text = template.render(page=told, title=page.title, description=page.description)
        files[f"docs/{page.path.rstrip('/')}.md"] = BLANK.sub("\n\n", text.lstrip().replace("\n## ", "\n\n## "))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def shown(text: Text, values: dict[str, str]) -> str:
    """A word of the site in both languages."""
    chinese, english = text.zh.format_map(values), text.en.format_map(values)
    return chinese if not english or english == chinese else f"{chinese} *{english}*"
