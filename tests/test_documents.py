"""The documents tell the truth: what they name exists, what they quote stands in the lists, what they show is printed."""

from __future__ import annotations

import re
import shutil
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingdan.cli import main
from qingdan.speak import load_messages

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "HACKING.md")
SOURCE_PATH = re.compile(r"`((?:lists|catalogue)/[\w./-]+\.csv)`")
LEFT_OUT = "…"
MESSAGES = load_messages("problems")


# Errors and the guide they point at


def test_every_error_points_at_a_paragraph_of_the_guide() -> None:
    assert {message["see"] for message in MESSAGES.values()} <= anchors(read("CONTRIBUTING.md"))


# Commands, links and places


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_a_readme_exists(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = read(name)
    targets = set(re.findall(r"\bmake ([a-z-]+)", code_of(text)))
    commands = set(re.findall(r"\bqingdan ([a-z-]+)", code_of(text)))
    assert {"site", "test"} <= targets <= set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert commands == subcommands(capsys)
    locked = re.findall(r"^([a-z0-9-]+)==", read("requirements.lock"), re.MULTILINE)
    for package in re.findall(r"\.venv/bin/([a-z-]+)", code_of(text)):
        assert package in ("qingdan", *locked)


def test_both_readmes_name_the_same_commands_and_links() -> None:
    english, chinese = (read(name) for name in READMES)
    assert commands_of(english) == commands_of(chinese)
    for language in ("csv", "diff", "text"):
        assert blocks(english, language) == blocks(chinese, language) != []
    each_other = set(READMES)
    assert set(links(english)) - each_other == set(links(chinese)) - each_other
    assert (each_other & set(links(english)), each_other & set(links(chinese))) == ({"README.zh.md"}, {"README.md"})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    broken = []
    for link in links(read(name)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = path or name
        if not (ROOT / target).exists() or (anchor and anchor not in anchors(read(target))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", READMES)
def test_every_place_of_a_readme_is_there_or_is_made_by_a_build(name: str) -> None:
    rows = [line.split("|")[1] for line in read(name).splitlines() if line.startswith("| `") and "/`" in line]
    places = {place for row in rows for place in re.findall(r"`([^`]+/)`", row)}
    made = {line.strip("/") + "/" for line in read(".gitignore").splitlines()}
    assert {"lists/", "catalogue/", "site/", "scripts/qingdan/", "tests/"} <= places
    assert {place for place in places if not (ROOT / place).is_dir()} <= made


@pytest.mark.parametrize("name", READMES)
def test_every_download_of_a_readme_is_of_a_list(name: str) -> None:
    lists = {path.parent.name for path in ROOT.glob("lists/*/datapackage.yaml")}
    assert set(re.findall(r"public/data/([a-z-]+)\.zip", read(name))) <= {*lists, "all"}


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[0] == version


# What is quoted and what is shown


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_quoted_line_stands_in_its_list(name: str) -> None:
    quoted = list(quotations(read(name)))
    assert quoted
    for path, lines, _ in quoted:
        source = read(path).splitlines()
        missing = [line for line in lines if not any(is_shortened_from(line, whole) for whole in source)]
        assert missing == [], f"{name} quotes {path}: put there the line as it now stands"


def test_the_entry_to_copy_explains_every_column_and_shows_every_line_of_the_entry() -> None:
    shown = set()
    for path, lines, table in quotations(read("CONTRIBUTING.md")):
        heading, *rows = lines
        entry = rows[0].split(",")[0]
        assert rows == [line for line in read(path).splitlines() if line.startswith(f"{entry},")]
        if table:
            assert [row[0].strip("`") for row in table] == heading.split(",")
            shown.add(path)
        if len(table[0] if table else ()) == 3:
            for (column, cell, _), value in zip(table, rows[0].split(","), strict=True):
                assert is_shortened_from(cell.strip("`"), value), (column, cell, value)
    folder = "lists/procedures"
    assert {f"{folder}/{path.name}" for path in (ROOT / folder).glob("*.csv")} <= shown


def test_the_change_in_the_readmes_is_accepted(tmp_path: Path) -> None:
    copy_the_lists(tmp_path)
    old, new = (line[1:].split(LEFT_OUT) for line in blocks(read("README.md"), "diff")[0].splitlines())
    [(before, after)] = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    change_the_entry(tmp_path, before, after)
    assert main(["--root", str(tmp_path), "check"]) == 0


def test_the_error_in_the_readmes_is_what_the_program_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    copy_the_lists(tmp_path)
    change_the_entry(tmp_path, ",public_services,public_service,", ",公共服务,public_service,")
    assert main(["--root", str(tmp_path), "check"]) == 1
    printed = capsys.readouterr().err.strip()
    assert {name: blocks(read(name), "text") for name in READMES} == {name: [printed] for name in READMES}


def copy_the_lists(target: Path) -> None:
    for folder in ("catalogue", "lists"):
        shutil.copytree(ROOT / folder, target / folder)


def change_the_entry(root: Path, old: str, new: str) -> None:
    """Changes one cell in the line that the READMEs quote; it must be there."""
    path = root / "lists" / "procedures" / "procedures.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    [number] = [number for number, line in enumerate(lines) if line.startswith("PRC-0019,")]
    assert lines[number].count(old) == 1
    lines[number] = lines[number].replace(old, new)
    path.write_text("".join(lines), "utf-8", newline="")


# Reading Markdown


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", outside_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    plain = re.sub(r"`[^`\n]*`", "", outside_blocks(text))
    return re.findall(r"\]\(([^)\s]+)\)", plain) + re.findall(r"<(https?://[^>]+)>", plain)


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


def outside_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def code_of(text: str) -> str:
    """What stands as code in a document: in the line or in a block for a shell."""
    return "\n".join([*re.findall(r"`([^`\n]+)`", outside_blocks(text)), *blocks(text, "sh")])


def commands_of(text: str) -> set[str]:
    return {line for line in code_of(text).splitlines() if re.match(r"make |pip |\.venv/", line)}


def subcommands(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        main(["--help"])
    found = re.search(r"\{(check[a-z,-]+)\}", capsys.readouterr().out)
    assert found
    return set(found.group(1).split(","))


def quotations(text: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Every quoted piece of CSV: the file named last before it, its lines, and the rows of the table right after it."""
    for found in re.finditer(r"^```csv\n(.*?)\n```\n", text, re.MULTILINE | re.DOTALL):
        path = SOURCE_PATH.findall(text[: found.start()])[-1]
        after = re.match(r"\s*((?:^\|.*\|$\n)*)", text[found.end() :], re.MULTILINE)
        assert after
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in after.group(1).splitlines()[2:]]
        yield path, found.group(1).splitlines(), rows


def is_shortened_from(short: str, whole: str) -> bool:
    """True where `short` is `whole`, or `whole` with pieces left out at each `…`."""
    return re.fullmatch(".*".join(map(re.escape, short.split(LEFT_OUT))), whole) is not None


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
