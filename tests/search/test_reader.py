"""The reader finds what the index holds: both fold alike, and every part of a name, code or basis leads to its entry."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bench.search.corpora import kinds, lists, write_index
from bench.search.measured import cases, measured, record
from qingdan.search.documents import ALIAS, CODE, Corpus, Document, Named
from qingdan.search.fold import fold, joined, traditional
from tests.search.reader import run

SHORTEST, LONGEST = 2, 8


def test_the_reader_folds_as_the_index_does() -> None:
    simple = {pair[1] for pair in traditional({fold(chr(code)) for code in range(0x3400, 0xA000)})}
    characters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cs", "Cn")][:60_000]
    texts = ["".join(characters[begin : begin + 500]) for begin in range(0, len(characters), 500)]
    answers = run("fold.mjs", {"pairs": "".join(traditional(simple)), "texts": texts})
    assert isinstance(answers, list)
    assert [one for one, _ in answers] == [fold(text) for text in texts]


@pytest.mark.parametrize("corpus", [lists(), kinds(with_terms=False)], ids=["lists", "kinds"])
def test_every_part_of_a_name_a_code_or_a_basis_finds_its_entries(corpus: Corpus, tmp_path: Path) -> None:
    write_index(corpus, tmp_path)
    expected: dict[str, set[str]] = {}
    laws = {law.key: law for law in corpus.laws}
    for document in corpus.documents:
        for text in set(_texts(document, laws)):
            for part in _parts(text):
                expected.setdefault(part, set()).add(document.id)
    assert len(expected) > 10_000
    assert run("every.mjs", [[part, sorted(ids)] for part, ids in expected.items()], str(tmp_path)) == []


def _texts(document: Document, laws: Mapping[str, Named]) -> Iterator[str]:
    yield from (document.title, document.id)
    yield from (said.text for said in document.texts(ALIAS, CODE))
    yield from (name + article for law, article in document.bases for name in laws[law].names)


def _parts(text: str) -> Iterator[str]:
    """The parts of 2 to 8 characters of a text; of a sign and a single character nothing can be asked."""
    for length in range(SHORTEST, LONGEST + 1):
        for begin in range(len(text) - length + 1):
            part = text[begin : begin + length]
            if len(joined(part)) >= SHORTEST:
                yield part


@pytest.mark.parametrize("name", cases())
def test_no_answer_became_worse(name: str, tmp_path: Path) -> None:
    found, before = measured(*cases()[name], tmp_path).scores, record()[name]
    worse = {
        style: (was, found[style])
        for style, was in before.items()
        if (found[style].recall, found[style].rank, found[style].first) < (was.recall, was.rank, was.first)
    }
    assert worse == {}, "`make bench-search` says more, and puts figures on record that are meant"
