"""Templates as Python: kept by what they say and by what they were given; macros take what they name and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import UndefinedError

from qingdan.pages.compiled import Code, Compiled


def environment(given: str = "", **templates: str) -> Compiled:
    code = Code(given) if given else None
    return Compiled(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, bytecode_cache=code)


def filled(text: str, **values: object) -> str:
    return environment(page=text).get_template("page").render(values)


MACRO = "{% macro link(to, text='<more>', mark='') %}<a href=\"{{ to }}\">{{ text }}{{ mark }}</a>{% endmacro %}"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("link('/')", '<a href="/">&lt;more&gt;</a>'),
        ("link('/', 'a&b')", '<a href="/">a&amp;b</a>'),
        ("link('/', mark='!')", '<a href="/">&lt;more&gt;!</a>'),
        ("link(text='x', to='/')", '<a href="/">x</a>'),
    ],
)
def test_a_macro_is_given_what_it_names(call: str, expected: str) -> None:
    assert filled(f"{MACRO}{{{{ {call} }}}}") == expected


@pytest.mark.parametrize("call", ["link('/', txt='x')", "link('/', '', '', '')"])
def test_a_macro_takes_nothing_that_it_does_not_name(call: str) -> None:
    with pytest.raises(TypeError):
        filled(f"{MACRO}{{{{ {call} }}}}")


def test_what_a_macro_is_not_given_and_has_no_default_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        filled(f"{MACRO}{{{{ link() }}}}")


def test_an_attribute_is_no_key() -> None:
    assert filled("{{ path.name }} {{ cells['name'] }}", path=Path("/a/b"), cells={"name": "c"}) == "b c"
    with pytest.raises(AttributeError):
        filled("{{ cells.name }}", cells={"name": "c"})


def test_code_is_kept_for_what_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def said(word: str) -> str:
        made = environment(word, page="{{ 'say' | word }}")
        made.filters["word"] = lambda _: word
        return made.get_template("page").render()

    assert [said("一"), said("二"), said("一")] == ["一", "二", "一"]
    assert len([*(tmp_path / "qingdan" / "templates").iterdir()]) == 2
