"""Our compiler of templates beside Jinja's own: the same HTML."""

from __future__ import annotations

from collections import Counter

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from jinja2.nodes import Call, Name
from markupsafe import Markup

from qingdan.pages.compiled import Compiled, escaped, of_the_page

PIECES = """
{% macro one(text, mark="·") %}<b>{{ mark }}{{ text }}</b>{% endmacro %}
{% macro row(items) %}{% for item in items %}
{% if item.is_loud %}{{ one(item.text, "!") }}{% else %}{{ one(item.text) }},{{ one(loop.index) }}{% endif %}
{% endfor %}{% endmacro %}
{% macro kept(text) %}{% set found = one(text) %}[{{ found }}{{ found | length }}]{% endmacro %}
{% macro twice(text) %}{% set text = text ~ text %}{{ one(text) }}{{ text }}{% endmacro %}
{% macro outer(text) %}{{ twice(text) }}{{ text }}{{ later(text) }}{% endmacro %}
{% macro long(items) %}{% for item in items %}LONG{% endfor %}{{ row(items) }}{{ kept(items[0].text) }}{% endmacro %}
{% macro longer(items) %}{{ long(items) }}{% endmacro %}
{% macro later(text) %}<i>{{ text }}</i>{% endmacro %}
"""
"""`later` is called before it stands there, `kept` asks a macro for a value, `twice` gives another value to its argument."""

LONG = "{{ item.text }}" * 40
TEXTS = ("样例", "<b>&\"'", Markup("<em>样例</em>"), "")


def environment(kind: type[Environment]) -> Environment:
    made = kind(
        loader=DictLoader({"pieces": PIECES.replace("LONG", LONG)}), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals["m"] = made.get_template("pieces").module
    return made


class Item:
    def __init__(self, text: str, is_loud: bool) -> None:
        self.text = text
        self.is_loud = is_loud


ITEMS = [Item(text, is_loud) for text in TEXTS for is_loud in (True, False)]


@pytest.mark.parametrize(
    "source",
    [
        "{{ m.one(text) }}",
        "{{ m.one(text, text) }}",
        "{{ m.row(items) }}",
        "{{ m.kept(text) }}",
        "{{ m.twice(text) }}{{ m.outer(text) }}",
        "{{ m.longer(items) }}",
        "{% macro own(x) %}({{ x }}){% endmacro %}{% macro both(x) %}{{ own(x) }}-{{ own(x) }}{% endmacro %}{{ both(text) }}",
        "{{ 'a' ~ text ~ 1 }}{{ items | length }}",
    ],
)
@pytest.mark.parametrize("text", TEXTS)
def test_templates_give_what_they_give_elsewhere(source: str, text: str) -> None:
    ours, theirs = (environment(kind).from_string(source).render(text=text, items=ITEMS) for kind in (Compiled, Environment))
    assert ours == theirs


def test_short_macros_stand_in_their_places_and_long_ones_are_called() -> None:
    found = Compiled(autoescape=True).parse(PIECES.replace("LONG", LONG)).find_all(Call)
    called = Counter(call.node.name for call in found if isinstance(call.node, Name))
    assert called == {"one": 2, "later": 1, "long": 1}, "`one` by `kept`, which `long` shows; `later` before it stands there"


@pytest.mark.parametrize("source", ["{{ m.one() }}", "{{ nothing }}", "{{ m.row(nothing) }}"])
def test_what_is_not_given_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        environment(Compiled).from_string(source).render(items=ITEMS)


@pytest.mark.parametrize("text", [*TEXTS, "a&b", "a<b", "a>b", 'a"b', "a'b"])
def test_a_text_is_escaped_as_elsewhere(text: str) -> None:
    assert escaped(text) == Environment(autoescape=True).from_string("{{ text }}").render(text=text)
    assert isinstance(escaped(text), Markup)


class Here:
    def __init__(self, page: str) -> None:
        self.page = page

    def to(self, there: str, anchor: str = "") -> str:
        return f"{self.page}>{there}#{anchor}"


def filled() -> Compiled:
    source = "{% macro way(there) %}{{ there | to }}{% endmacro %}\n{{ way(text) }}\n{{ 'b' | to('c') }} {{ text }}"
    made = Compiled(loader=DictLoader({"page": source}), autoescape=True, undefined=StrictUndefined)
    made.filters["to"] = of_the_page
    return made


def test_a_filter_of_the_page_is_asked_anew_on_each_page() -> None:
    made = filled()
    for page in ("1", "2"):
        made.now = Here(page)
        assert made.get_template("page").render(text=page) == f"\n{page}&gt;{page}#\n{page}&gt;b#c {page}"


def test_a_value_of_one_page_is_not_there_on_the_next() -> None:
    made = filled()
    made.now, template = Here("1"), made.get_template("page")
    template.render(text="1")
    with pytest.raises(UndefinedError):
        template.render()
