"""A SAMPLE world in which every text of the data is a payload of `payloads.txt`, and its twin in which it is a plain word.

Where data is text everywhere the two sites differ in nothing but these words, so that a page can be told from that of the twin.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ruamel.yaml import YAML

from qingdan.gate.text import UNSEEN
from qingdan.model import Field
from tests.history.made import commit_all, git
from tests.world import (
    ENTRY,
    FOLDERS,
    IMPLEMENTATIONS,
    POWERS,
    PROCEDURES,
    REGISTERS,
    RESPONSIBILITIES,
    ROWS,
    TERMS,
    add_the_look,
    csv_text,
    load_world,
    read_world,
    write_world,
)

NOTED = f"{PROCEDURES}/procedures.csv"
"""The table whose column `note` is filled one row a commit."""

SOME = 3
"""Every so manieth payload stands in the other kinds of entries too, which share the templates of the procedures."""

COUNTED = re.compile(r"\\u([0-9a-f]{4})")


def payloads() -> list[str]:
    """The texts of the file, as they are once the characters written by their numbers are put in."""
    lines = (Path(__file__).resolve().parent / "payloads.txt").read_text("utf-8").splitlines()
    return [COUNTED.sub(lambda found: chr(int(found[1], 16)), line) for line in lines if line and not line.startswith("#")]


PAYLOADS = payloads()
SEEN = [text for text in PAYLOADS if not UNSEEN.search(text) and "\n" not in text]
"""Those of which a reader sees every character: the gate keeps the others out of every file."""


def word(kind: str, number: int) -> str:
    """The plain word for a payload: T where it stands in a file, S and A where it is the subject or the author of a commit."""
    return f"样例{kind}{number:03}Z"


@dataclass
class Hostile:
    """The two worlds. `meant` is what each plain word of `plain` is in `spoilt`; `refused` are the payloads that no cell of a
    column may hold, by the key of the problem and the table with its column."""

    spoilt: Path
    plain: Path
    meant: dict[str, str] = field(default_factory=dict)
    refused: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def hostile(root: Path) -> Hostile:
    """Both worlds as repositories, with a commit for each payload and one release."""
    made = Hostile(root / "spoilt", root / "plain", {word("T", number): text for number, text in enumerate(SEEN)})
    kept_out = _keep_out(made)
    for world, say in ((made.spoilt, made.meant.__getitem__), (made.plain, str)):
        tables = World(add_the_look(write_world(world) if world is made.plain else world), say, kept_out)
        tables.write(noted=0)
        (world / ".gitignore").write_text("build/\npublic/\n")
        commit_all(world, "2026-01-01", "SAMPLE")
        git(world, "tag", "sample")
        for number in range(len(SEEN)):
            tables.write_table(NOTED, number + 1)
            _commit(world, number, *((word(kind, number) if world is made.plain else SEEN[number]) for kind in "SA"))
    said = git(made.spoilt, "log", "--first-parent", "--reverse", "--skip=0", "--format=%x01%s%x00%an").split("\x01")[2:]
    for number, line in enumerate(said):
        subject, author = line.rstrip("\n").split("\0")
        made.meant |= {word("S", number): subject, word("A", number): author}
    return made


def _keep_out(made: Hostile) -> set[tuple[str, str, str]]:
    """The cells of which the check of the spoilt world says that they may not be what they are, as table, word and column."""
    kept_out: set[tuple[str, str, str]] = set()
    tables = World(write_world(made.spoilt), made.meant.__getitem__, kept_out)
    while True:
        tables.write(noted=len(SEEN))
        _, problems = read_world(made.spoilt)
        if not problems:
            return kept_out
        for problem in problems:
            assert problem.place.line, problem
            assert problem.place.column, problem
            name, column = tables.cell(problem.place.path, problem.place.line, problem.place.column)
            assert (problem.place.path, name, column) not in kept_out, problem
            kept_out.add((problem.place.path, name, column))
            table = Path(problem.place.path).stem
            made.refused.setdefault((problem.key, f"{table}.{column}"), []).append(made.meant[name])


def _commit(root: Path, number: int, subject: str, author: str) -> None:
    day = f"2026-02-01T{number // 60:02}:{number % 60:02}:00Z"
    who = {f"GIT_{part}_{what}": said for part in ("AUTHOR", "COMMITTER") for what, said in (("NAME", author), ("DATE", day))}
    mail = {f"GIT_{part}_EMAIL": "sample@sample.example" for part in ("AUTHOR", "COMMITTER")}
    command = ["git", "commit", "--quiet", "--all", "--cleanup=verbatim", f"--message={subject}"]
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(command, cwd=root, check=True, env={**os.environ, **who, **mail, **alone})


class World:
    """The files of one world. `say` gives the text that stands for a plain word; the cells of `kept_out` hold another plain word,
    the same in both worlds."""

    def __init__(self, root: Path, say: Callable[[str], str], kept_out: set[tuple[str, str, str]]) -> None:
        catalogue, problems = load_world(root)
        assert catalogue, problems
        self.root, self.say, self.kept_out = root, say, kept_out
        self.fields = {table.path: table.fields for _, table in catalogue.tables()}
        self.rows: dict[str, list[tuple[str, dict[str, str]]]] = {path: [] for path in self.fields}
        for number in range(len(SEEN)):
            for path, row in rows_about(number):
                self.rows[path].append((word("T", number), row))

    def write(self, noted: int) -> None:
        """All tables, with the first notes of NOTED, and the settings and descriptors."""
        for path in self.fields:
            self.write_table(path, noted)
        (self.root / "catalogue/catalogue.yaml").write_text(json.dumps(_settings(self.say), ensure_ascii=False) + "\n", "utf-8")
        words = count()
        for folder in FOLDERS:
            described = self.root / folder / "datapackage.yaml"
            tree = YAML(typ="safe").load(described)
            _spoil(tree, lambda: self.say(word("T", next(words) % len(SEEN))))
            described.write_text(json.dumps(tree, ensure_ascii=False, default=str) + "\n", "utf-8")

    def write_table(self, path: str, noted: int) -> None:
        """A table whose every text is a payload; of NOTED only the first rows have a note."""
        filled = [
            self._filled(path, name, row, has_note=path != NOTED or number < noted)
            for number, (name, row) in enumerate(self.rows[path])
        ]
        text = csv_text([one.name for one in self.fields[path]], (*ROWS.get(path, ()), *filled))
        (self.root / path).write_text(text, "utf-8", newline="\n")

    def _filled(self, path: str, name: str, row: Mapping[str, str], *, has_note: bool) -> dict[str, str]:
        cells = {one.name: name for one in self.fields[path] if is_free(one) and one.name not in row}
        cells |= {column: cell.replace(word("T", 0), name) for column, cell in row.items()}
        cells |= {} if has_note else {"note": ""}
        kept = name.replace("T", "K")
        return {
            column: cell.replace(name, kept if (path, name, column) in self.kept_out else self.say(name))
            for column, cell in cells.items()
        }

    def cell(self, path: str, line: int, column: int) -> tuple[str, str]:
        """The word that stands for the payload of a cell, and the name of its column."""
        name, _ = self.rows[path][line - 2 - len(ROWS.get(path, ()))]
        return name, self.fields[path][column - 1].name


def is_free(one: Field) -> bool:
    """Whether a column takes any text."""
    return one.type == "string" and not one.references and not one.categories and not {"pattern", "enum"} & one.constraints.keys()


def rows_about(number: int) -> Iterator[tuple[str, dict[str, str]]]:
    """A row for a procedure, of what belongs to it and of the registers, and now and then for the other kinds of entries; blank
    of every text. The word of the first payload stands where one belongs behind something else."""
    key, text, some = f"{1000 + number}", word("T", 0), f"{1000 + number - number % SOME}"
    prc, org, law = f"PRC-{key}", f"ORG-{key}", f"LAW-{key}"
    entry = {**ENTRY, "authority": f"AUT-{key}", "source": f"SRC-{key}"}
    version, code = f"{law}-20200101", f"p{number:03}"
    basis = {"law_version": version, "article": f"附件{text}", "role": "establishes"}
    yield f"{REGISTERS}/sources.csv", {"id": f"SRC-{key}", "kind": "page", "url": f"https://away.example/{text}"}
    yield f"{REGISTERS}/organisations.csv", {"id": org, "kind": "office", "sample": "false", "uscc": ""}
    yield f"{REGISTERS}/laws.csv", {"id": law, "kind": "law"}
    dated = {"version_date": "2020-01-01", "standing": "check", "text_checked_on": "2026-01-31", "source": f"SRC-{key}"}
    yield f"{REGISTERS}/law-versions.csv", {"id": version, "law": law, **dated}
    yield f"{REGISTERS}/authorities.csv", {"id": f"AUT-{key}", "kind": "decision", "body": org, "source": f"SRC-{key}"}
    yield f"{REGISTERS}/codes/aspect.csv", {"code": code}
    yield f"{REGISTERS}/codes/step-kind.csv", {"code": code}
    yield f"{PROCEDURES}/procedures.csv", {**entry, "id": prc, "aspect": code}
    yield f"{PROCEDURES}/bodies.csv", {"entry": prc, "role": "responsible", "body": org}
    yield f"{PROCEDURES}/bases.csv", {"entry": prc, **basis}
    yield f"{PROCEDURES}/scopes.csv", {"entry": prc, "scope": "national", "source": f"SRC-{key}"}
    step = {"entry": prc, "number": "1", "kind": code, "body": org, "law_version": version, "article": f"附件{text}"}
    yield f"{PROCEDURES}/steps.csv", step
    yield f"{PROCEDURES}/materials.csv", {"entry": prc, "number": "1", "required": "true", "certificate": f"RSP-{some}"}
    yield f"{PROCEDURES}/related.csv", {"entry": prc, "relation": "carries_out", "other": f"RSP-{some}"}
    yield f"{TERMS}/terms.csv", {"kind": "misnomer", "leads_to": prc, "source": f"SRC-{key}"}
    if key != some:
        return
    for folder, name, own in ((RESPONSIBILITIES, "RSP", {}), (POWERS, "PWR", {"power_source": "1", "catalogue_code": ""})):
        yield f"{folder}/{Path(folder).name}.csv", {**entry, "id": f"{name}-{key}", **own}
        yield f"{folder}/bodies.csv", {"entry": f"{name}-{key}", "role": "responsible", "body": org}
        yield f"{folder}/bases.csv", {"entry": f"{name}-{key}", **basis}
    event = {"entry": f"RSP-{key}", "event": "added", "authority": f"AUT-{key}"}
    yield f"{RESPONSIBILITIES}/events.csv", event
    yield f"{IMPLEMENTATIONS}/implementations.csv", {**entry, "id": f"IMP-{key}", "entry": prc, "body": org, "item_code": ""}


def _settings(say: Callable[[str], str]) -> dict[str, object]:
    """Settings that hold every payload: all in a row in the longer texts, some in the shorter ones, and one in each way in."""
    texts = [say(word("T", number)) for number in range(len(SEEN))]
    every, some = " ".join(texts), iter([" ".join(texts[start::7]) for start in range(7)])
    ways = [{"reader": "resident", "to": "procedures/", "zh": text, "en": text} for text in texts]
    return {
        **{name: {"zh": every, "en": every} for name in ("title", "description", "publisher")},
        "base_url": "https://sample.example/",
        "contact": {"email": "sample@sample.example", "post": every, "phone": next(some)},
        "filing": {name: next(some) for name in ("icp", "police", "site_code")},
        "licence": {"name": next(some), "title": next(some), "path": "https://licence.example/"},
        "lists": [Path(folder).name for folder in FOLDERS if folder != REGISTERS],
        "authors": True,
        "ways_in": ways,
    }


def _spoil(tree: object, following: Callable[[], str]) -> None:
    """Puts a payload into every title and description of a descriptor, one after the other."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name in ("title", "description") and isinstance(value, str):
                tree[name] = following()
            _spoil(value, following)
    elif isinstance(tree, list):
        for value in tree:
            _spoil(value, following)
