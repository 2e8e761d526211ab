"""A shell is cut once and filled as often as needed; what it is filled with is never read again."""

from __future__ import annotations

import pytest

from qingdan.skin.shell import NAMES, TOKEN, cut, marks_of_a_shell, tokens_unlike, values_of_a_shell

PAGE = (
    '<title>QINGDAN-TITLE-TOKEN</title><meta content="QINGDAN-DESCRIPTION-TOKEN"><link href="QINGDAN-CANONICAL-TOKEN">'
    '<!--QINGDAN-ALTERNATES-TOKEN--><a href="QINGDAN-TWIN-TOKEN"></a><main><!--QINGDAN-BODY-TOKEN--></main>'
)


def test_text_is_escaped_in_elements_and_attributes_and_html_is_left_as_it_is() -> None:
    filled = cut(PAGE).fill(
        path="", title="<&'\"", description="\"><&'", canonical="?a&b", alternates="<link>", twin='"', body="<p>&amp;"
    )
    assert filled == (
        '<title>&lt;&amp;&#39;&#34;</title><meta content="&#34;&gt;&lt;&amp;&#39;"><link href="?a&amp;b">'
        '<link><a href="&#34;"></a><main><p>&amp;</main>'
    )


def test_what_looks_like_a_token_stays_text() -> None:
    shell = cut(PAGE)
    tokens = dict(values_of_a_shell({name: TOKEN.format(name) for name in NAMES}))
    filled = shell.fill(
        path="", **tokens | {"title": "QINGDAN-BODY-TOKEN", "body": "QINGDAN-TITLE-TOKEN<!--QINGDAN-TWIN-TOKEN-->"}
    )
    assert "<title>QINGDAN-BODY-TOKEN</title>" in filled
    assert "<main>QINGDAN-TITLE-TOKEN<!--QINGDAN-TWIN-TOKEN--></main>" in filled


def test_a_token_is_one_that_the_frame_does_not_show() -> None:
    shown = "<nav>QINGDAN-BODY-TOKEN QINGDAN-TITLE-1-TOKEN</nav>"
    tokens = tokens_unlike(shown, ["laws/"])
    assert tokens == {name: TOKEN.format(f"{name}-2") for name in (*NAMES, "WAY laws/")}
    page = shown + "".join(tokens.values())
    assert cut(page, tokens).fill(path="", title="", description="", canonical="", alternates="", twin="", body="") == shown


def test_a_link_of_the_header_says_on_which_pages_it_is_the_present_one() -> None:
    tokens = tokens_unlike("", ["laws/", "lists/"])
    marks = marks_of_a_shell(tokens)
    shell = cut(PAGE + "".join(f"<a{marks[way]}>" for way in ("laws/", "lists/")), tokens)
    nothing = dict.fromkeys(("title", "description", "canonical", "alternates", "twin", "body"), "")
    ends = {path: shell.fill(path=path, **nothing).partition("</main>")[2] for path in ("laws/", "laws/LAW-0001/", "about/")}
    assert ends == {
        "laws/": '<a aria-current="page"><a>',
        "laws/LAW-0001/": '<a aria-current="true"><a>',
        "about/": "<a><a>",
    }


def test_a_theme_that_lost_a_token_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"the skin lost the tokens \['TWIN'\]"):
        cut(PAGE.replace("QINGDAN-TWIN-TOKEN", ""))
