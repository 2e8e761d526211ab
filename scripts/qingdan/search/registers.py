"""What a question may name beside a matter, in files of their own: laws with their articles, codes, bodies and facets. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.numerals import PLAIN_ARTICLE, article_number
from qingdan.search.documents import CODE, Corpus
from qingdan.search.fold import joined
from qingdan.search.spelling import spelt, spelt_all, spelt_by

TOGETHER = 128
"""Bodies whose documents lie in one file: a city has hundreds, a question names one or two."""


def laws(corpus: Corpus) -> str:
    """A line for each law: its key, its names in both languages, all that it is called, its articles by number with the documents
    that rest on them (0 where no article is known), then each article that has no plain number."""
    numbered: dict[str, dict[int, set[int]]] = {}
    others: dict[str, dict[str, set[int]]] = {}
    for number, document in enumerate(corpus.documents):
        for law, article in document.bases:
            if article and not PLAIN_ARTICLE.fullmatch(article):
                others.setdefault(law, {}).setdefault(article, set()).add(number)
            else:
                numbered.setdefault(law, {}).setdefault(article_number(article), set()).add(number)
    lines = []
    for one in corpus.laws:
        if one.key in numbered or one.key in others:
            called = "|".join(dict.fromkeys(map(joined, one.names)))
            more = (f"{article}\t{spelt_all(found)}" for article, found in sorted(others.get(one.key, {}).items()))
            articles = spelt_by(numbered.get(one.key, {}))
            lines.append("\t".join((one.key, one.text.zh, one.text.en, called, articles, *more)))
    return "".join(f"{line}\n" for line in lines)


def cited(corpus: Corpus) -> Iterator[str]:
    """All that the laws on which documents rest are called, each with its articles that have no plain number: what a question has
    to share with one of these before the file of the laws is needed."""
    known = {law.key: law.names for law in corpus.laws}
    found = dict.fromkeys(base for document in corpus.documents for base in document.bases)
    names = {joined(name) for law, _ in found for name in known.get(law, ())}
    for law, article in found:
        if article and not PLAIN_ARTICLE.fullmatch(article):
            names.update(joined(name + article) for name in known.get(law, ()))
    return (name for name in sorted(names) if not any(other != name and name in other for other in names))


def codes(corpus: Corpus) -> str:
    """A line for each code that is no id: the distance of its document from that of the line before, and the code."""
    lines, before = [], 0
    for number, document in enumerate(corpus.documents):
        for said in document.texts(CODE):
            lines.append(f"{spelt(number - before)}\t{said.text}\n")
            before = number
    return "".join(lines)


def bodies(corpus: Corpus) -> Iterator[str]:
    """A line for each body in the order of the register, `TOGETHER` in a file: the documents that it is named in or exercises."""
    found: dict[str, list[int]] = {}
    for number, document in enumerate(corpus.documents):
        for body in document.bodies:
            found.setdefault(body, []).append(number)
    for begin in range(0, len(corpus.bodies), TOGETHER):
        yield "".join(f"{spelt_all(found.get(body.key, ()))}\n" for body in corpus.bodies[begin : begin + TOGETHER])


def facets(corpus: Corpus) -> str:
    """A line for each code by which lists are divided: its table, the code, and the documents that have it."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, document in enumerate(corpus.documents):
        for facet in document.facets:
            if facet[1]:
                found.setdefault(facet, []).append(number)
    return "".join(f"{table}\t{code}\t{spelt_all(numbers)}\n" for (table, code), numbers in sorted(found.items()))
