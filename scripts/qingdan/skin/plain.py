"""The plain skin: one template, one small stylesheet, no site tool. It gives the same pages at the same addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qingdan.model import File, Settings, Text
from qingdan.skin.assets import addresses, assets, searching
from qingdan.skin.policy import POLICY, REFERRER
from qingdan.skin.shell import Shell, cut, marks_of_a_shell, tokens_unlike, values_of_a_shell, ways_in
from qingdan.skin.skin import SHELLS, Navigation, Skin
from qingdan.skin.written import html_of, written_pages

STYLES_OF_MATERIAL = ("base.css", "qingdan.css")


def render_skin(root: Path, settings: Settings, words: Mapping[str, Text], navigation: Navigation) -> Skin:
    """The skin without a site tool: `site/plain` around what `site/frame` shows. A hand-written page is a filled shell."""
    environment = _environment(root / "site")
    look = _look(root / "site")
    environment.globals.update(settings=settings, words=words, navigation=navigation)
    environment.globals.update(assets=addresses(look), policy=POLICY, referrer=REFERRER)
    frame = environment.get_template("frame.html")
    tokens = tokens_unlike(f"{settings!r}{words!r}{navigation!r}", ways_in(navigation))
    values = values_of_a_shell(tokens)
    given = {**values, "marks": marks_of_a_shell(tokens), "content": "content.html"}
    shells = {
        (language, depth): cut(frame.render(given, language=language, base="../" * depth or "./"), tokens)
        for language, depth in SHELLS
    }
    nothing = dict.fromkeys(values, "")
    base, title = urlsplit(settings.base_url).path, words["not_found"].zh
    not_found = frame.render(nothing, marks={}, title=title, language="zh", base=base, content="not_found.html")
    pages = _written(root, settings, words, shells)
    return Skin((File("404.html", not_found.encode()), *pages, *look.values()), shells)


def _environment(site: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader((site / "plain", site / "frame")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _written(
    root: Path, settings: Settings, words: Mapping[str, Text], shells: Mapping[tuple[str, int], Shell]
) -> Iterator[File]:
    for page in written_pages(root, settings, words):
        shell = shells[page.language, page.path.count("/")]
        yield File(f"{page.path}index.html", shell.fill(path=page.path, **page.frame, body=html_of(page)).encode())


def _look(site: Path) -> Mapping[str, File]:
    """What the pages load: our one stylesheet, and all that is no style of the other skin."""
    folder = site / "assets"
    shared = (path for path in folder.iterdir() if path.name not in STYLES_OF_MATERIAL)
    return {**assets((site / "plain" / "plain.css", *shared)), **searching(folder / "search")}
