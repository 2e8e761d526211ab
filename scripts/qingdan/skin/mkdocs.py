"""MkDocs and Material render the hand-written pages and one shell for each language and depth. No other module knows them.

Material's stylesheet and page frame are used; its scripts are not: nothing on these pages needs them, and so every page
reads the same without JavaScript.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from qingdan.model import File, Settings, Text
from qingdan.skin.assets import addresses, assets, searching
from qingdan.skin.policy import POLICY, REFERRER
from qingdan.skin.shell import cut, marks_of_a_shell, tokens_unlike, values_of_a_shell, ways_in
from qingdan.skin.skin import SHELLS, Navigation, Skin
from qingdan.skin.written import EXTENSIONS, written_pages

SHELL_FOLDER = "shell-"


def render_skin(root: Path, settings: Settings, words: Mapping[str, Text], navigation: Navigation) -> Skin:
    """The skin with the look of Material.

    Leaves `build/pages` and `build/skin` behind. Raises the skin's own errors: they are faults of ours, not of a list.
    """
    pages, output = root / "build" / "pages", root / "build" / "skin"
    shutil.rmtree(pages, ignore_errors=True)
    for written in written_pages(root, settings, words):
        write_page(pages, written.name, written.language, written.frame, written.text)
    tokens = tokens_unlike(f"{settings!r}{words!r}{navigation!r}", ways_in(navigation))
    values = dict(values_of_a_shell(tokens))
    body = values.pop("body")
    for language, depth in SHELLS:
        frame = {**values, "marks": marks_of_a_shell(tokens)}
        write_page(pages, f"{_shell_path(language, depth)}index.md", language, frame, body)
    run_mkdocs(root, settings, words, navigation)
    shells = {
        (language, depth): cut((output / _shell_path(language, depth) / "index.html").read_text("utf-8"), tokens)
        for language, depth in SHELLS
    }
    return Skin((*_files(output), *_look(root).values()), shells)


def _look(root: Path) -> Mapping[str, File]:
    """What the pages load; MkDocs only has to know where it stands."""
    folder = root / "site" / "assets"
    return {**assets(folder.iterdir()), **searching(folder / "search")}


def write_page(pages: Path, name: str, language: str, frame: Mapping[str, object], text: str) -> None:
    """A page as MkDocs reads it: the words for its frame at its head, as YAML, then its Markdown."""
    path = pages / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in {"language": language, **frame}.items())
    path.write_text(f"---\n{head}---\n{text}", "utf-8", newline="\n")


def _shell_path(language: str, depth: int) -> str:
    """Where a shell stands while MkDocs renders it: as deep as the pages it is for, so that its relative links hold."""
    return f"{SHELL_FOLDER}{language}/{'x/' * (depth - 1)}" if depth else ""


def run_mkdocs(root: Path, settings: Settings, words: Mapping[str, Text], navigation: Navigation) -> None:
    """Lets MkDocs make `build/skin` of `build/pages`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(
        str(root / "mkdocs.yml"),
        site_name=settings.title.zh,
        site_url=settings.base_url,
        markdown_extensions=[{name: dict(values)} if values else name for name, values in EXTENSIONS.items()],
        extra={
            "settings": settings,
            "words": words,
            "navigation": navigation,
            "assets": addresses(_look(root)),
            "policy": POLICY,
            "referrer": REFERRER,
        },
    )
    config.theme.dirs.insert(0, str(root / "site" / "frame"))
    build(config)


UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Parts of Material that no page of ours asks for."""


def _files(output: Path) -> Iterator[File]:
    """What the skin gives to the site: all but its shells, its own home page, its own maps of the site and unused parts."""
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        is_ours = name.startswith(SHELL_FOLDER) or name in ("index.html", "sitemap.xml", "sitemap.xml.gz")
        if path.is_file() and not is_ours and not name.startswith(UNUSED):
            yield File(name, path.read_bytes())
