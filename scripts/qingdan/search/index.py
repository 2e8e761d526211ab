"""The files of the index: a core that every question needs, and what a question may need beside it. Pure.

All but the core bear a hash of what they hold in their names, and the core names them: a browser keeps what it has for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from qingdan.model import File, Text
from qingdan.search import registers
from qingdan.search.documents import TITLE, Corpus, Document
from qingdan.search.fold import joined, traditional
from qingdan.search.postings import Impacts, Names, names, postings
from qingdan.search.shards import power, shards
from qingdan.search.spelling import spelt

FOLDER = "search/data/"
CORE = f"{FOLDER}core.bin"

FORM = 2
"""The form of the files: a reader of another one asks for the core again."""


FIRST, AT_ONCE = 65_000, 4
"""Bytes of the index that a first question may take, so that with the reader it takes less than 80 KB: the core and so many files
of terms."""

LEAST = 5_000
"""Bytes of a file of terms where the core leaves little room."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the reader says and needs to know that no list holds: its words, the names of lists and codes, whom to ask."""

    said: Mapping[str, Text] = field(default_factory=dict)
    groups: Mapping[str, Text] = field(default_factory=dict)
    facets: Mapping[str, tuple[Text, Mapping[str, Text]]] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)


def index(corpus: Corpus, words: Words) -> Iterator[File]:
    """Every file of the index, the core last. The same corpus, the same bytes."""
    impacts = postings(corpus)
    called = names(corpus, impacts, words.said.get("asking", Text("", "")).zh.split())
    standing = _standing(corpus, impacts, called)
    named = dict[str, str]()
    for name, text in (
        ("laws", registers.laws(corpus)),
        ("codes", registers.codes(corpus)),
        ("facets", registers.facets(corpus)),
        ("traditional", "".join(traditional(standing))),
    ):
        file = _file(name, text)
        named[name] = _name(file)
        yield file
    bodies = [_file("bodies", text) for text in registers.bodies(corpus)]
    yield from bodies
    head: dict[str, object] = {
        "form": FORM,
        "files": {**named, "bodies": [_name(file) for file in bodies]},
        "alphabet": [*_by_number(standing)],
        **_head(corpus, words),
    }
    titles = [*_titles(corpus)]
    left = FIRST - len(_core(head, titles).data)
    parts = []
    for first, text in shards(impacts, called, standing, max(LEAST, left // AT_ONCE)):
        file = _file("terms", text)
        parts.append((first, _name(file)))
        yield file
    yield _core({**head, "terms": parts}, titles)


def _core(head: Mapping[str, object], titles: Iterable[str]) -> File:
    lines = (json.dumps(head, ensure_ascii=False, separators=(",", ":")), *titles)
    return File(CORE, _packed("".join(f"{line}\n" for line in lines)))


def _standing(corpus: Corpus, impacts: Impacts, called: Names) -> Mapping[str, int]:
    """Every character that the index knows, in the order of Unicode, with the number of documents in which it stands; at least
    1."""
    found: dict[str, set[int]] = {}
    titles = ((joined(document.title), (number,)) for number, document in enumerate(corpus.documents))
    names = ((name, of) for name, (of, _) in called.items())
    for text, numbers in chain(titles, impacts.items(), names):
        for character in filter(str.isalnum, text):
            found.setdefault(character, set()).update(numbers)
    return {character: max(1, len(found[character])) for character in sorted(found)}


def _by_number(standing: Mapping[str, int]) -> Iterator[str]:
    """The characters in groups: those that stand in up to 1, 2, 4, 8 … documents."""
    groups: dict[int, list[str]] = {}
    for character, number in standing.items():
        groups.setdefault(power(number), []).append(character)
    return ("".join(groups.get(one, ())) for one in range(max(groups, default=0) + 1))


def _head(corpus: Corpus, words: Words) -> dict[str, object]:
    weights = {one.group: text.weight for one in reversed(corpus.documents) for text in one.texts(TITLE)}
    return {
        "words": {key: _both(text) for key, text in words.said.items()},
        "groups": [[name, *_both(words.groups.get(name, Text(name, ""))), weights.get(name, 1)] for name in _groups(corpus)],
        "answers": [_both(text) for text in _answers(corpus)],
        "facets": {
            name: [*_both(title), {code: _both(text) for code, text in of.items()}] for name, (title, of) in words.facets.items()
        },
        "cited": list(registers.cited(corpus)),
        "bodies": [[body.key, *_both(body.text)] for body in corpus.bodies],
        "contact": {key: text for key, text in words.contact.items() if text},
    }


def _titles(corpus: Corpus) -> Iterator[str]:
    """A line for each document: its id, its title, and in letters what is to be known of it at once (see `_marks`); before the
    documents of each group a line `@` with its number."""
    answers = {text: number for number, text in enumerate(_answers(corpus))}
    group = ""
    for document in corpus.documents:
        if document.group != group:
            group = document.group
            yield f"@{_groups(corpus).index(group)}"
        yield "\t".join((document.id, document.title, _marks(document, answers))).rstrip("\t")


def _marks(document: Document, answers: Mapping[Text, int]) -> str:
    """`S` for a sample, `W` for what was withdrawn, then the number of its answer."""
    answer = spelt(answers[document.answer]) if document.answer else ""
    return f"{'S' * document.is_sample}{'W' * document.is_withdrawn}{answer}"


def _groups(corpus: Corpus) -> tuple[str, ...]:
    return tuple(dict.fromkeys(document.group for document in corpus.documents))


def _answers(corpus: Corpus) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(document.answer for document in corpus.documents if document.answer))


def _both(text: Text) -> list[str]:
    return [text.zh, text.en] if text.en else [text.zh]


def _file(name: str, text: str) -> File:
    data = _packed(text)
    return File(f"{FOLDER}{name}-{hashlib.sha256(data).hexdigest()[:8]}.bin", data)


def _name(file: File) -> str:
    return file.path.removeprefix(FOLDER).removesuffix(".bin")


def _packed(text: str) -> bytes:
    """gzip (RFC 1952) at its best, without a time: hosts that do not compress serve it as it is, and no host undoes a `.bin`."""
    return gzip.compress(text.encode(), 9, mtime=0)
