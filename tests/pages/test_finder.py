"""A finder: from a resident's question, by kinds, to the entries that answer it, each with what is to be known at once."""

from __future__ import annotations

from qingdan.model import Package
from qingdan.pages.finder import Answers, finder_pages
from qingdan.pages.parts import Limit
from qingdan.pages.publication import Page, Publication


def list_named(told: Publication, name: str) -> Package:
    return next(package for package in told.linked.catalogue.lists if package.name == name)


def groups(page: Page) -> tuple[Answers, ...]:
    found = page.values["groups"]
    assert isinstance(found, tuple)
    return found


def test_the_page_stands_in_both_languages_under_its_question(told: Publication) -> None:
    zh, en = finder_pages(told, list_named(told, "told"))
    assert (zh.path, zh.twin, zh.title) == ("told/ask/", "en/told/ask/", "样例问什么？")
    assert (en.path, en.twin, en.title) == ("en/told/ask/", "told/ask/", "Which SAMPLE?")


def test_entries_stand_by_their_code_with_what_is_told_and_samples_are_not_counted(told: Publication) -> None:
    (group,) = groups(next(finder_pages(told, list_named(told, "told"))))
    assert (group.code, group.count) == ("public_service", 2)
    assert [(one.line.name, one.line.is_sample) for one in group.answers] == [
        ("样例移交一", False),
        ("样例移交二", False),
        ("虚构移交", True),
    ]
    facts = [[(fact.label.zh, [value.text.zh for value in fact.values]) for fact in one.told] for one in group.answers]
    assert facts[0] == [("样例负责", ["样例街道办事处"]), ("样例经费", ["1200"])]
    assert facts[1] == [("样例负责", ["样例街道办事处"])], "a blank cell is left out"


def test_only_the_codes_that_are_named_stand_there_and_in_their_order(told: Publication) -> None:
    package = list_named(told, "procedures")
    assert list(finder_pages(told, package)) == []
    finder = list_named(told, "told").finder
    assert finder
    asked = package._replace(finder=finder._replace(by="status", codes=("withdrawn", "in_force"), tells=("scopes",)))
    page = next(finder_pages(told, asked))
    assert [group.code for group in groups(page)] == ["in_force"]
    (scope,) = groups(page)[0].answers[0].told
    assert [value.text.zh for value in scope.values] == ["样例全国"]


def test_a_long_one_stands_in_parts(told: Publication) -> None:
    pages = [page for page in finder_pages(told, list_named(told, "told"), Limit(1, 1)) if page.language == "zh"]
    assert [[one.line.entry.id for group in groups(page) for one in group.answers] for page in pages] == [
        ["TLD-0001"],
        ["TLD-0002"],
        ["TLD-0009"],
    ]
    assert [group.count for page in pages for group in groups(page)] == [2, 2, 2], "of all, not of a part"
