"""Which documents a term finds, and how much it weighs in each. Pure.

What stands in a title is not among the postings: a reader holds all titles and looks there by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from functools import reduce
from itertools import chain, pairwise
from operator import and_

from qingdan.model import Text
from qingdan.search.cut import terms_of_name, terms_of_sound, terms_of_text
from qingdan.search.documents import ALIAS, TEXT, TITLE, Corpus, Named
from qingdan.search.fold import joined

Impacts = dict[str, dict[int, int]]
"""By term the numbers of the documents in which it stands, each with its weight there, from 1 to 9."""

COMMON = 0.5
"""A single character that stands in more than this share of all documents tells none from another, and is left out."""

BASIS_WEIGHT = 2
"""What a word in the name of a law weighs: as much as one that says what a matter is about by the way."""


def postings(corpus: Corpus) -> Impacts:
    """The impacts of all terms; where a term stands in several parts of a document, the greatest."""
    found: Impacts = {}
    of_law = {law.key: _terms_of_law(law) for law in corpus.laws}
    for number, document in enumerate(corpus.documents):
        weights = dict.fromkeys(chain.from_iterable(of_law.get(law, ()) for law, _ in document.bases), BASIS_WEIGHT)
        for said in document.said:
            for term in _cut(said.part, said.text):
                if weights.get(term, 0) < said.weight:
                    weights[term] = said.weight
        for term in weights.keys() - set(terms_of_name(document.title)):
            found.setdefault(term, {})[number] = weights[term]
    numbers = {document.id: number for number, document in enumerate(corpus.documents)}
    for word in corpus.terms:
        for part in (*terms_of_name(word.text), *terms_of_sound(word.text)) if word.entry in numbers else ():
            of = found.setdefault(part, {})
            of[numbers[word.entry]] = max(word.weight, of.get(numbers[word.entry], 0))
    most = COMMON * len(corpus.documents)
    return {term: impacts for term, impacts in found.items() if len(term) > 1 or len(impacts) <= most}


def _terms_of_law(law: Named) -> Set[str]:
    """The terms of all that a law is called."""
    return set(chain.from_iterable(map(terms_of_name, (*law.names, law.text.en))))


def _cut(part: str, text: str) -> Iterable[str]:
    if part == TITLE:
        return terms_of_sound(text)
    if part == ALIAS:
        return (*terms_of_name(text), *terms_of_sound(text))
    return terms_of_text(text) if part == TEXT else ()


Names = dict[str, tuple[dict[int, int], list[tuple[int | None, Text]]]]
"""By a joined name or term the documents that go by it, each with its weight, and the notes on it, each with the document that it
is about; with none where no list holds what people mean."""


def names(corpus: Corpus, impacts: Impacts, asking: Collection[str] = ()) -> Names:
    """What entries are called apart from their titles, whole: a question in which one stands asks for them.

    A name without a note is left out where its neighbours alone lead to its entries and no others, as they mostly do; not where
    one of the words by which people ask stands in it, since of those a reader takes no neighbours.
    """
    numbers = {document.id: number for number, document in enumerate(corpus.documents)}
    found: Names = {}
    for number, document in enumerate(corpus.documents):
        for said in document.texts(ALIAS):
            _name(found, said.text)[0].setdefault(number, said.weight)
    for term in corpus.terms:
        weights, notes = _name(found, term.text)
        of = numbers.get(term.entry)
        if of is not None:
            weights[of] = max(term.weight, weights.get(of, 0))
        if term.note.zh:
            notes.append((of, term.note))
    found.pop("", None)
    in_titles = _in_titles(corpus)
    return {
        name: (of, notes)
        for name, (of, notes) in found.items()
        if notes or any(word in name for word in asking) or not _is_told(name, of.keys(), impacts, in_titles)
    }


def _in_titles(corpus: Corpus) -> Mapping[str, Set[int]]:
    found: dict[str, set[int]] = {}
    for number, document in enumerate(corpus.documents):
        for term in terms_of_name(document.title):
            found.setdefault(term, set()).add(number)
    return found


def _is_told(name: str, of: Set[int], impacts: Impacts, in_titles: Mapping[str, Set[int]]) -> bool:
    """Whether the documents in which all neighbours of a name stand are those that go by it."""
    standing = [impacts.get(pair, {}).keys() | in_titles.get(pair, frozenset()) for pair in map("".join, pairwise(name))]
    return bool(standing) and reduce(and_, standing) == of


def _name(found: Names, text: str) -> tuple[dict[int, int], list[tuple[int | None, Text]]]:
    return found.setdefault(joined(text), ({}, []))
