"""What is searched in measurements, and the questions put to it: 338 kinds of matter without a list, and the real lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bench.make import ROOT
from bench.search.scores import Question
from qingdan.check.checks import check_files
from qingdan.gate.files import read_folders
from qingdan.linked import Linked, link
from qingdan.load.rows import with_rows
from qingdan.model import Text
from qingdan.search.documents import ALIAS, CODE, TEXT, TITLE, Corpus, Document, Named, Said, Term, corpus
from qingdan.search.index import FOLDER, Words, index
from qingdan.search.section import words_for
from qingdan.words import load_words

HERE = Path(__file__).resolve().parent

TYPES = {
    "CF": "行政处罚",
    "CJ": "行政裁决",
    "FW": "公共服务",
    "JC": "行政检查",
    "JF": "行政给付",
    "JL": "行政奖励",
    "QR": "行政确认",
    "QT": "其他行政权力",
    "QZ": "行政强制",
    "XK": "行政许可",
}
"""What the letters before a kind stand for."""

NAME, OTHER_NAME, ABOUT, ASIDE = 9, 7, 4, 2
"""What a word of a kind weighs, as the descriptors of the lists have it."""


def kinds(*, with_terms: bool) -> Corpus:
    """The kinds with their names, descriptions, laws and departments; with or without what residents say."""
    codes = {row["kind"]: row["code"] for row in _rows("codes.csv")}
    lines = [line.split("|") for line in (HERE / "kinds.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    laws = {
        name: f"LAW-{number:04d}" for number, name in enumerate(dict.fromkeys(line[3].partition("#")[0] for line in lines), 1)
    }
    documents = tuple(_kind(str(number), line, laws, codes) for number, line in enumerate(lines))
    named = tuple(Named(key, Text(name, ""), (name,)) for name, key in laws.items())
    return Corpus(documents, tuple(_terms(documents)) if with_terms else (), named)


def _kind(number: str, line: list[str], laws: dict[str, str], codes: dict[str, str]) -> Document:
    sort, department, names, basis, about = line
    title, *aliases = names.split("/")
    law, _, article = basis.partition("#")
    said = (
        Said(TITLE, title, NAME),
        *(Said(ALIAS, alias, OTHER_NAME) for alias in aliases),
        Said(TEXT, about, ABOUT),
        *(Said(TEXT, text, ASIDE) for text in (department, TYPES[sort])),
        *(Said(CODE, code, NAME) for code in [codes.get(number)] if code),
    )
    return Document(number, "kinds", title, said, ((laws[law], article),))


def _terms(documents: tuple[Document, ...]) -> Iterator[Term]:
    """What residents say leads to every kind in one of whose names one of the official words stands."""
    for row in _rows("synonyms.csv"):
        for word in row["official"].split():
            for document in documents:
                if any(word in said.text for said in document.texts(TITLE, ALIAS)):
                    yield Term(row["colloquial"], OTHER_NAME, document.id)


def questions_on_kinds() -> tuple[Question, ...]:
    """The questions on the kinds."""
    rows = _rows("queries.csv")
    return tuple(Question(row["category"], row["query"], frozenset(row["expected_kind_ids"].split(";"))) for row in rows)


@cache
def linked() -> Linked:
    """The real lists. Raises ValueError where they have problems."""
    return load_linked(ROOT)


def load_linked(root: Path) -> Linked:
    """The lists below a folder. Raises ValueError where they have problems."""
    files, problems = read_folders(root, ("catalogue", "lists"))
    catalogue, checked = check_files(files)
    if problems or checked.problems or catalogue is None:
        raise ValueError("the lists have problems: see `qingdan check`")
    return link(with_rows(catalogue))


def lists() -> Corpus:
    """The real lists."""
    return corpus(linked())


def questions_on_lists() -> tuple[Question, ...]:
    """The questions on the real lists; those that no list answers expect nothing."""
    return _asked("questions.csv")


def second_questions(on: str) -> tuple[Question, ...]:
    """The second set on `kinds` or `lists`: written by somebody who knew their titles and summaries, and neither the index nor
    what residents say."""
    return _asked(f"second_{on}.csv")


def _asked(name: str) -> tuple[Question, ...]:
    rows = _rows(name)
    return tuple(Question(row["style"], row["question"], frozenset(filter(None, row["entries"].split(";")))) for row in rows)


def words() -> Words:
    """What the reader of the real site knows."""
    return words_for(linked(), load_words(ROOT)[0])


def write_index(of: Corpus, folder: Path) -> int:
    """Writes the files of an index; the bytes of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for file in index(of, words()):
        (folder / file.path.removeprefix(FOLDER)).write_bytes(file.data)
        size += len(file.data)
    return size


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
