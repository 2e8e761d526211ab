"""The index: what of the lists goes into it, how it is written, and that the same lists make the same bytes."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from qingdan.linked import Linked
from qingdan.model import Text
from qingdan.pages.publication import Publication
from qingdan.search.cut import terms_of_name, terms_of_sound, terms_of_text
from qingdan.search.documents import ALIAS, TEXT, TITLE, Corpus, Document, Named, Said, Term, corpus
from qingdan.search.fold import fold, joined, traditional
from qingdan.search.index import CORE, FOLDER, Words, index
from qingdan.search.postings import names, postings
from qingdan.search.registers import TOGETHER, bodies, cited, laws
from qingdan.search.section import search_section
from qingdan.search.shards import shards
from qingdan.search.spelling import spelt, spelt_all, spelt_by
from tests.search.reader import run
from tests.world import ROOT


def document(number: int, title: str, *said: Said, **more: object) -> Document:
    found = Document(f"SAM-{number:04}", "samples", title, (Said(TITLE, title, 9), *said))
    return replace(found, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("居住證明", "居住证明"), ("００２０ＡＢ", "0020ab"), ("㎡", "m2"), ("長者食堂", "长者食堂"), ("Ⅳ", "iv"), ("a，b", "a,b")],
)
def test_spellings_that_mean_the_same_become_one(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_a_name_is_compared_without_signs() -> None:
    assert joined("《物业管理条例》 第十六条（2018）") == "物业管理条例第十六条2018"


def test_traditional_characters_are_told_for_those_that_the_index_has() -> None:
    pairs = list(traditional("证"))
    assert "證证" in pairs
    assert {pair[1] for pair in pairs} == {"证"}


def test_neighbours_reach_across_a_sign_in_a_name_and_not_in_a_text() -> None:
    assert "物构" in terms_of_name("建筑物、构筑物")
    assert "物构" not in terms_of_text("建筑物、构筑物")
    assert {"dog", "12345", "12", "热线"} <= {*terms_of_text("Dogs 12345热线")}


def test_a_name_is_found_by_its_sounds_and_initials() -> None:
    assert [*terms_of_sound("长者证")] == ["zhang~", "zhe~", "zheng~", "zhang~zhe", "zhe~zheng", "zz^", "zz^", "zzz$"]
    assert not any(term.endswith("$") for term in terms_of_sound("老年人优待证"))


@pytest.mark.parametrize(("number", "expected"), [(0, "a"), (25, "z"), (26, "Ba"), (675, "Zz"), (676, "BAa")])
def test_numbers_are_spelt_in_letters(number: int, expected: str) -> None:
    assert spelt(number) == expected


def test_the_reader_reads_what_was_spelt() -> None:
    chance = random.Random(1)
    groups = {weight: sorted(chance.sample(range(100_000), 300)) for weight in (1, 4, 9, 120)}
    read = run("spelt.mjs", [spelt_all(groups[9]), spelt_by(groups)])
    assert read == [groups[9], [[number, weight] for weight in (120, 9, 4, 1) for number in groups[weight]]]


def test_what_stands_in_a_title_is_not_among_the_postings() -> None:
    found = postings(Corpus((document(0, "养犬登记", Said(TEXT, "养犬要办证", 4)), document(1, "别的"))))
    assert "养犬" not in found
    assert found["办证"] == {0: 4}


def test_of_several_parts_the_heaviest_counts() -> None:
    said = (Said(TEXT, "低保", 4), Said(ALIAS, "低保", 7), Said(TEXT, "低保", 2))
    assert postings(Corpus((document(0, "最低生活保障", *said), document(1, "别的"))))["低保"] == {0: 7}


def test_a_word_leads_to_its_entry_and_a_note_says_what_it_is_about() -> None:
    note, other = Text("现在叫生育登记。", "It is called otherwise now."), Text("不在清单里。", "In no list.")
    terms = (Term("准生证", 7, "SAM-0000", note), Term("准生证", 7, "", other), Term("、", 7, "SAM-0000"))
    found = names(Corpus((document(0, "生育登记"),), terms), {})
    assert found == {"准生证": ({0: 7}, [(0, note), (None, other)])}


def test_a_name_is_kept_only_where_its_neighbours_do_not_tell_its_entries() -> None:
    of = (document(0, "生育登记"), document(1, "户口登记"), document(2, "临时救助"))
    said = (("没儿没女", 2), ("登记", 0), ("女", 2), ("gdp", 1))
    found = Corpus(of, tuple(Term(text, 7, f"SAM-{entry:04}") for text, entry in said))
    assert names(found, postings(found)).keys() == {"登记", "女", "gdp"}
    assert names(found, postings(found), ("没", "谁")).keys() == {"登记", "女", "gdp", "没儿没女"}


def test_a_term_lies_with_the_rarest_of_its_characters() -> None:
    standing = {"没": 60, "儿": 3, "女": 4, "第": 9}
    impacts = {"没儿": {1: 7}, "儿没": {1: 7}, "儿": {1: 7, 2: 4}, "没": {0: 2}, "女儿": {2: 7}, "第1": {0: 4}, "er~nv": {1: 7}}
    files = dict(shards(impacts, {"没儿没女": ({1: 7}, [])}, standing, 1))
    assert files == {
        "e": "er~nv\t7b\n",
        "儿": "=没儿没女\t7b\n儿7b4c没7b-女7c-没7b\n",
        "没": "没2a\n",
        "第": "第1\t4a\n",
    }


def test_of_characters_that_stand_in_about_as_many_documents_the_first_in_unicode_is_the_rarest() -> None:
    assert dict(shards({"乙甲": {1: 7}}, {}, {"甲": 3, "乙": 4}, 1)) == {"乙": "乙甲7b\n"}


def test_the_files_of_terms_are_about_as_large_as_they_may_be() -> None:
    chance = random.Random(1)
    characters = [chr(code) for code in range(0x4E00, 0x4F00)]
    impacts = {
        one + other: dict.fromkeys(chance.sample(range(2_000), 3), 4)
        for one, other in itertools.product(characters[:40], characters)
    }
    files = list(shards(impacts, {}, dict.fromkeys(characters, 1), 5_000))
    sizes = [len(gzip.compress(text.encode(), 9)) for _, text in files]
    assert max(sizes) <= 5_020
    assert min(sizes[:-1]) > 3_000
    assert [first for first, _ in files] == sorted(first for first, _ in files)


def test_a_character_with_more_than_a_file_holds_has_one_of_its_own() -> None:
    chance = random.Random(1)
    impacts = {"甲乙": dict.fromkeys(chance.sample(range(5_000), 2_000), 4), "丙丁": {1: 4}, "戊己": {2: 4}}
    files = dict(shards(impacts, {}, dict.fromkeys("甲丙戊", 1) | dict.fromkeys("乙丁己", 9), 200))
    assert [*files] == ["丙", "甲"]
    assert files["丙"].splitlines() == ["丙丁4b", "戊己4c"]
    assert len(files["甲"]) > 1_000


def test_an_article_is_written_by_its_number_where_it_has_one() -> None:
    law = Named("LAW-0001", Text("物业管理条例", "SAMPLE"), ("物业管理条例",))
    of = [document(0, "甲", bases=(("LAW-0001", "第十六条"),)), document(1, "乙", bases=(("LAW-0001", "附件（一）"),))]
    found = Corpus((*of, document(2, "丙", bases=(("LAW-0001", ""),))), laws=(law,))
    assert laws(found) == "LAW-0001\t物业管理条例\tSAMPLE\t物业管理条例\t16a0c\t附件（一）\tb\n"
    assert [*cited(found)] == ["物业管理条例附件一"]


def test_bodies_lie_together_in_the_order_of_the_register() -> None:
    named = tuple(Named(f"ORG-{number:04}", Text("", ""), ()) for number in range(TOGETHER + 1))
    found = Corpus((document(0, "甲", bodies=("ORG-0001",)), document(1, "乙", bodies=("ORG-0001", "ORG-0000"))), bodies=named)
    first, second = bodies(found)
    assert (first.splitlines()[:3], second) == (["b", "ab", ""], "\n")


def test_entries_are_documents_and_implementations_are_not(linked: Linked) -> None:
    found = corpus(linked)
    ids = {entry.id for entry in linked.entries.values() if entry.table.role == "entries"}
    assert {one.id for one in found.documents} == ids
    assert any(entry.table.role == "implementations" for entry in linked.entries.values())
    exercised = {row["entry"]: row["body"] for entry in linked.entries.values() if entry.row.get("body") for row in [entry.row]}
    assert all(body in next(one for one in found.documents if one.id == entry).bodies for entry, body in exercised.items())


def test_every_file_but_the_core_is_named_by_the_core(small: Publication) -> None:
    files = {
        file.path.removeprefix(FOLDER).removesuffix(".bin"): file
        for file in search_section(small.linked, small.words).files(lambda *_: True)
    }
    head = json.loads(gzip.decompress(files["core"].data).split(b"\n")[0])
    named = {name for _, name in head["terms"]} | {*head["files"].pop("bodies")} | {*head["files"].values()}
    assert named | {"core"} == files.keys()


def test_a_file_bears_its_hash_in_its_name_and_no_time(small: Publication) -> None:
    for file in search_section(small.linked, small.words).files(lambda *_: True):
        assert file.data[:2] == b"\x1f\x8b"
        assert file.data[4:8] == b"\0\0\0\0"
    first, second = (tuple(index(corpus(small.linked), Words())) for _ in range(2))
    assert first == second


def test_the_same_lists_make_the_same_bytes_with_any_seed() -> None:
    code = (
        "import hashlib; from bench.search.corpora import kinds, words; from qingdan.search.index import index;"
        "files = index(kinds(with_terms=True), words());"
        "print(hashlib.sha256(b''.join(file.path.encode() + file.data for file in files)).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/scripts:{ROOT}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_the_core_comes_last_so_that_it_names_what_is_there(small: Publication) -> None:
    assert [file.path for file in search_section(small.linked, small.words).files(lambda *_: True)][-1] == CORE
