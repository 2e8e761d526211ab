"""A skin is rendered once for all that it is made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qingdan.linked import Linked
from qingdan.model import Text
from qingdan.pages.site import navigation
from qingdan.site import look_of
from qingdan.skin.kept import rendered
from qingdan.skin.skin import Skin
from tests.world import add_the_look, words


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a look, and a user who has built nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return add_the_look(tmp_path / "look")


def skin_of(look: Path, linked: Linked, title: str = "") -> tuple[Skin, bool]:
    """The skin, and whether MkDocs was asked for it."""
    shutil.rmtree(look / "build", ignore_errors=True)
    said = {**words(), "site_name": Text(title, title)} if title else words()
    made = rendered("mkdocs", look, look_of(look), linked.catalogue.settings, said, navigation(linked.catalogue, said))
    return made, (look / "build" / "skin").exists()


def test_what_was_rendered_is_taken_as_it_was(look: Path, linked: Linked) -> None:
    first, is_first = skin_of(look, linked)
    again, is_new = skin_of(look, linked)
    assert (is_first, is_new) == (True, False)
    assert again == first


def test_another_look_or_another_title_is_rendered_anew(look: Path, linked: Linked) -> None:
    first, _ = skin_of(look, linked)
    titled, is_new = skin_of(look, linked, "样例标题")
    assert is_new
    assert any("样例标题" in piece for piece in titled.shells["zh", 1].pieces)
    styles = look / "site" / "assets" / "qingdan.css"
    styles.write_text(styles.read_text("utf-8") + "\n/* SAMPLE */\n", "utf-8")
    other, is_new = skin_of(look, linked)
    assert is_new
    assert {file.path for file in other.files} != {file.path for file in first.files}


def test_what_is_damaged_is_rendered_anew(look: Path, linked: Linked, tmp_path: Path) -> None:
    first, _ = skin_of(look, linked)
    (kept,) = (tmp_path / "cache" / "qingdan" / "skins").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    again, is_new = skin_of(look, linked)
    assert is_new
    assert again == first
