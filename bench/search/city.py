"""What a search costs in a city: 3,181 entries and 31,820 implementations, invented by `bench.pages.city`."""

from __future__ import annotations

import resource
import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.make import ROOT
from bench.pages.city import write_city
from bench.search.corpora import load_linked
from bench.search.phone import measured_phone
from qingdan.build import build
from qingdan.search.documents import corpus
from qingdan.search.index import FOLDER, index
from qingdan.search.section import words_for
from qingdan.words import load_words
from tests.search.reader import ask

PAGES = 35_000

PAGE = "powers/PWR-0021/"
"""Where the questions are asked on a phone: a page of the real site, which is given the index of the city."""

QUESTIONS = (
    *("高龄津贴发放", "养犬登记怎么办", "油烟排放 投诉", "临时救助", "gaoling jintie", "老旧小区加装电梯要什么材料", "PWR-0100"),
    *("独生子女父母奖励登记找哪个部门", "噪声投訴", "物业合同备案", "东湖区梧桐街道 养犬登记", "物业管理条例16条"),
)


@dataclass(frozen=True, slots=True)
class City:
    """CPU seconds and bytes of memory of the making of the index beside those that the lists took; of the questions, each by a
    fresh reader, the most and the median of bytes of the index and the most files; the most bytes that a reader takes for a
    question after the first, and the milliseconds within which it answers 95 of 100; the median and the most seconds on a slow
    phone."""

    entries: int
    seconds: float
    memory: int
    most: int
    usual: int
    files: int
    further: int
    milliseconds: float
    phone: tuple[float, float]


def measured_city(folder: Path, seed: int = 1) -> City:
    """Makes the city in `folder`, which is new, and its index beside it."""
    write_city(folder / "tree", PAGES, seed)
    linked = load_linked(folder / "tree")
    words = words_for(linked, load_words(ROOT)[0])
    before, start = _peak(), time.process_time()
    found = corpus(linked)
    files = tuple(index(found, words))
    seconds, memory = time.process_time() - start, _peak() - before
    for file in files:
        path = folder / "index" / file.path.removeprefix(FOLDER)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)
    answers = ask(folder / "index", QUESTIONS)
    sizes = sorted(sum(weight for _, weight in answer.files) for answer in answers)
    times = sorted(answer.milliseconds for answer in ask(folder / "index", QUESTIONS * 5))
    return City(
        entries=len(found.documents),
        seconds=seconds,
        memory=memory,
        most=sizes[-1],
        usual=sizes[len(sizes) // 2],
        files=max(len(answer.files) for answer in answers),
        further=max(sum(weight for _, weight in answer.more) for answer in answers[1:]),
        milliseconds=times[len(times) * 95 // 100],
        phone=_on_a_phone(folder),
    )


def _on_a_phone(folder: Path) -> tuple[float, float]:
    site = folder / "site"
    if build(ROOT, site, date.today(), lambda _: None).problems:
        raise ValueError("the site has problems: see `qingdan check`")
    shutil.rmtree(site / FOLDER)
    shutil.copytree(folder / "index", site / FOLDER)
    return measured_phone(site, PAGE, QUESTIONS)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
