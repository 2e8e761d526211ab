"""The reader finds what the index holds: both fold alike, and every part of a name, code or basis leads to its entry."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bench.search.corpora import kinds, lists, write_index
from bench.search.measured import cases, measured, record
from qingdan.search.documents import ALIAS, CODE, Corpus, Document, Named, Said
from qingdan.search.fold import fold, joined, traditional
from tests.search.reader import ask, run
from tests.search.test_index import document

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
    for one in corpus.documents:
        for text in set(_texts(one, laws)):
            for part in _parts(text):
                expected.setdefault(part, set()).add(one.id)
    assert len(expected) > 10_000
    assert run("every.mjs", [[part, sorted(ids)] for part, ids in expected.items()], str(tmp_path)) == []


def test_what_residents_say_leads_to_its_entries(tmp_path: Path) -> None:
    found = lists()
    write_index(found, tmp_path)
    entries: dict[str, set[str]] = {}
    for term in found.terms:
        if term.entry:
            entries.setdefault(term.text, set()).add(term.entry)
    assert len(entries) > 1_000
    assert run("every.mjs", [[text, sorted(ids)] for text, ids in entries.items()], str(tmp_path)) == []


def test_a_code_with_which_a_body_exercises_a_matter_finds_the_matter(tmp_path: Path) -> None:
    write_index(Corpus((document(1, "甲", Said(CODE, "000104002000", 9)), document(2, "乙"))), tmp_path)
    answers = ask(tmp_path, ["11450721MB155808114000104002000", "000104002000", "11450721MB15580811"])
    assert [answer.ids for answer in answers] == [["SAM-0001"], ["SAM-0001"], []]


def test_letters_that_can_be_read_in_several_ways_are_read_in_all_of_them(tmp_path: Path) -> None:
    titles = ("个人档案证明", "单干证明", "婚姻状况证明")
    write_index(Corpus(tuple(document(number, title) for number, title in enumerate(titles))), tmp_path)
    assert ask(tmp_path, ["danganzhengming"])[0].ids[:2] in (["SAM-0000", "SAM-0001"], ["SAM-0001", "SAM-0000"])


def test_what_is_like_the_first_result_comes_with_it(tmp_path: Path) -> None:
    titles = (
        "犬证",
        "养犬服务",
        *(f"第{number}号{what}登记" for number, what in enumerate("居户车船房地产婚生死")),
    )
    said = (Said(ALIAS, "狗证", 7),)
    write_index(Corpus(tuple(document(number, title, *said[number:]) for number, title in enumerate(titles))), tmp_path)
    assert ask(tmp_path, ["狗证"])[0].ids[:2] == ["SAM-0000", "SAM-0001"]


def test_a_slip_of_the_pen_finds_what_was_meant_first(tmp_path: Path) -> None:
    titles = ("居住", "协助申领居住证发放", *(f"第{n}类登记" for n in range(8)))
    write_index(Corpus(tuple(document(number, title) for number, title in enumerate(titles))), tmp_path)
    found = ask(tmp_path, ["居住正怎么办理", "居住正"])
    assert [answer.ids[0] for answer in found] == ["SAM-0001", "SAM-0001"]
    assert found[1].meant == "居住证"


def _texts(one: Document, laws: Mapping[str, Named]) -> Iterator[str]:
    yield from (one.title, one.id)
    yield from (said.text for said in one.texts(ALIAS, CODE))
    yield from (name + article for law, article in one.bases for name in laws[law].names)


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
