"""Pagefind and MiniSearch, asked the same questions about the same kinds: what our search is measured beside, no part of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.make import ROOT
from bench.search.scores import Question, Score, by_style
from qingdan.search.documents import ALIAS, CODE, TEXT, Corpus
from tests.search.reader import NODE
from tests.served import served

HERE = Path(__file__).resolve().parent / "peers"
INTO = ROOT / "build" / "bench" / "peers" / "search"


@dataclass(frozen=True, slots=True)
class Peer:
    """What came of the questions to a peer: bytes are those that its first question needs, its program included where it is
    fetched with it; milliseconds those within which 95 of 100 answers came."""

    name: str
    scores: Mapping[str, Score]
    bytes: int
    milliseconds: float


def peers(corpus: Corpus, questions: Sequence[Question]) -> Iterator[Peer]:
    """Each peer that can be had. Raises subprocess.CalledProcessError where npm has them not."""
    if not (INTO / "node_modules").is_dir():
        INTO.mkdir(parents=True, exist_ok=True)
        for path in HERE.iterdir():
            shutil.copy(path, INTO / path.name)
        subprocess.run(("npm", "ci", "--silent", "--no-audit", "--no-fund"), cwd=INTO, check=True, capture_output=True)
    given = json.dumps({"documents": list(_documents(corpus)), "questions": [one.text for one in questions]})
    told = json.loads(_run("minisearch.mjs", given))
    yield _peer("MiniSearch, neighbours", questions, told["answers"], told["bytes"])
    shutil.rmtree(INTO / "pagefind", ignore_errors=True)
    _run("pagefind.mjs", given, str(INTO / "pagefind"))
    yield _pagefind(questions)


def _documents(corpus: Corpus) -> Iterator[dict[str, str]]:
    """The documents as they are told to everybody."""
    laws = {law.key: law.text.zh for law in corpus.laws}
    said: dict[str, list[str]] = {}
    for term in corpus.terms:
        said.setdefault(term.entry, []).append(term.text)
    for one in corpus.documents:
        yield {
            "id": one.id,
            "title": one.title,
            "alias": " ".join((*(text.text for text in one.texts(ALIAS)), *said.get(one.id, ()))),
            "text": " ".join(text.text for text in one.texts(TEXT)),
            "basis": " ".join(laws[law] + article for law, article in one.bases),
            "code": " ".join(text.text for text in one.texts(CODE)),
        }


def _run(script: str, given: str, *arguments: str) -> str:
    done = subprocess.run((NODE, script, *arguments), cwd=INTO, input=given, check=True, capture_output=True, text=True)
    return done.stdout


def _pagefind(questions: Sequence[Question]) -> Peer:
    """Pagefind in Chromium, as it is meant to run; its bytes are those that came over the wire for the first question."""
    (INTO / "index.html").write_text('<!doctype html><html lang="zh"><title>Pagefind</title>', "utf-8")
    with served(INTO) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}index.html")
        asked: list[int] = []
        page.on("response", lambda answer: asked.append(len(answer.body())))
        script = (INTO / "ask.js").read_text("utf-8").partition("\n")[2]
        page.evaluate(script, [f"{address}pagefind/pagefind.js", [questions[0].text]])
        first = sum(asked)
        answers = page.evaluate(script, [f"{address}pagefind/pagefind.js", [one.text for one in questions]])
        browser.close()
    return _peer("Pagefind 1.6.0", questions, answers, first)


def _peer(name: str, questions: Sequence[Question], answers: Sequence[Mapping[str, object]], size: int) -> Peer:
    found = [[str(one) for one in answer["ids"]] for answer in answers]  # type: ignore[attr-defined]
    times = sorted(float(str(answer["milliseconds"])) for answer in answers)
    return Peer(name, by_style(questions, found), size, times[len(times) * 95 // 100])
