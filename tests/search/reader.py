"""The reader of the search, run in Node: the one that Playwright brings along, so that every machine with the tests has it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).resolve().parent
NODE = compute_driver_executable()[0]
SOURCES = HERE.parents[1] / "site" / "assets" / "search"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader answers: ids in their order, how many of them show the whole question, what it covers of it, what the
    question names, notes on what people say, what it may have meant, the files that it took and their bytes, and those that a
    reader took which had been asked the questions before."""

    ids: list[str]
    whole: int
    covers: list[float]
    named: list[str]
    notes: list[dict[str, object]]
    meant: str
    isNear: bool  # noqa: N815 - as the reader has it
    files: list[tuple[str, int]]
    more: list[tuple[str, int]]
    milliseconds: float


def run(script: str, given: object, *arguments: str) -> object:
    """What a script beside this file answers, given something as JSON; it is told where the sources of the reader lie."""
    command = [NODE, str(HERE / script), str(SOURCES), *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(index: Path, questions: Sequence[str]) -> list[Answer]:
    """The answers of an index to questions, each by a fresh reader (see ask.mjs)."""
    answers = run("ask.mjs", list(questions), str(index))
    assert isinstance(answers, list)
    return [Answer(**answer) for answer in answers]
