"""MkDocs and Material render the hand-written pages and one shell for each language and depth. No other module knows them.

Material's stylesheet and page frame are used; its scripts are not: nothing on these pages needs them, and so every page
reads the same without JavaScript.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qingdan.language import tongue_of
from qingdan.model import File, Settings, Text
from qingdan.skin.shell import NAMES, TOKEN, WAY, Shell, cut

SHELLS = (*(("zh", depth) for depth in range(6)), *(("en", depth) for depth in range(1, 6)))
"""Language and depth: `/en/powers/by/aspect/public_services/` is five folders below the root."""

SHELL_FOLDER = "shell-"


Navigation = tuple[tuple[str, str, Text], ...]
"""The links of the header: the address in Chinese, the address in English, the words."""


def render_skin(
    root: Path, settings: Settings, words: Mapping[str, Text], navigation: Navigation
) -> tuple[tuple[File, ...], Mapping[tuple[str, int], Shell]]:
    """The files of the skin (hand-written pages, styles, 404) and its shells by language and depth.

    Leaves `build/pages` and `build/skin` behind. Raises the skin's own errors: they are faults of ours, not of a list.
    """
    pages, output = root / "build" / "pages", root / "build" / "skin"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(root / "site" / "assets", pages / "assets")
    _write_pages(root / "site" / "pages", pages, settings, words)
    _write_shells(pages)
    _build(root, settings, words, navigation)
    shells = {
        (language, depth): cut((output / _shell_path(language, depth) / "index.html").read_text("utf-8"))
        for language, depth in SHELLS
    }
    return tuple(_files(output)), shells


def _write_pages(source: Path, target: Path, settings: Settings, words: Mapping[str, Text]) -> None:
    """The hand-written pages, with the facts of the catalogue filled in, so that no fact is written twice."""
    templates = Environment(loader=FileSystemLoader(source), undefined=StrictUndefined, autoescape=True)
    for path in sorted(source.rglob("*.md")):
        name = path.relative_to(source).as_posix()
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(name).render(settings=settings, words=words, tongue=tongue_of)
        (target / name).write_text(text, "utf-8", newline="\n")


def _write_shells(pages: Path) -> None:
    for language, depth in SHELLS:
        path = pages / _shell_path(language, depth) / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\nshell: true\nlanguage: {language}\ntitle: {TOKEN.format('TITLE')}\n---\n"
        path.write_text(front, "utf-8", newline="\n")


def _shell_path(language: str, depth: int) -> str:
    """Where a shell stands while MkDocs renders it: as deep as the pages it is for, so that its relative links hold."""
    return "/".join([f"{SHELL_FOLDER}{language}", *["x"] * (depth - 1)]) if depth else ""


def _build(root: Path, settings: Settings, words: Mapping[str, Text], navigation: Navigation) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(
        str(root / "mkdocs.yml"),
        site_name=settings.title.zh,
        site_url=settings.base_url,
        extra={
            "settings": settings,
            "words": words,
            "navigation": navigation,
            "token": {name: TOKEN.format(name) for name in NAMES} | {"WAY": TOKEN.format(WAY)},
        },
    )
    build(config)


UNUSED = ("javascripts/", "palette.", "images/favicon.png", ".map")
"""Parts of Material that no page of ours asks for."""


def _files(output: Path) -> Iterator[File]:
    """What the skin gives to the site: all but its shells, its own home page, its own maps of the site and unused parts."""
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        is_ours = name.startswith(SHELL_FOLDER) or name in ("index.html", "sitemap.xml", "sitemap.xml.gz")
        if path.is_file() and not is_ours and not any(part in name for part in UNUSED):
            yield File(name, path.read_bytes())
