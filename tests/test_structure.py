"""The shape of the source: which way imports point, and who alone may know what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from qingdan.history.told import PROGRAM
from qingdan.load.table import ROLES
from tests.world import ROOT

PACKAGE = ROOT / "scripts" / "qingdan"
SOURCES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}

LAYERS = (
    ("problem",),
    ("__init__", "model", "values", "expression", "language", "leave", "numerals", "shipped", "remembered", "packed"),
    ("gate", "section"),
    ("load", "linked", "words", "speak"),
    ("datapackage", "report", "history"),
    ("check", "difference", "rebuild"),
    ("exports", "draw", "search", "skin", "tidy"),
    ("pages",),
    ("state", "site", "publish", "watch"),
    ("live",),
    ("serve", "build", "as_of", "options"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""The parts of the package from the bottom to the top: a part may import itself and what stands below it."""


def part_of(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def level_of(part: str) -> int:
    return next(level for level, parts in enumerate(LAYERS) if part in parts)


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, at the top or within a function, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules_that_import(name: str) -> set[str]:
    return {source for source, tree in TREES.items() if any(found.split(".")[0] == name for found in imports(tree))}


def test_every_part_has_its_place() -> None:
    assert sorted({part_of(name) for name in TREES}) == sorted(part for parts in LAYERS for part in parts)


def test_imports_point_one_way() -> None:
    upward = []
    for name, tree in TREES.items():
        own = part_of(name)
        for found in imports(tree):
            if found.startswith("qingdan.") and found != "qingdan.__version__":
                other = found.split(".")[1]
                if other != own and level_of(other) >= level_of(own):
                    upward.append(f"{name} imports {found}")
    assert upward == []


@pytest.mark.parametrize(
    ("library", "module"),
    [
        ("frictionless", "check/schema.py"),
        ("mkdocs", "skin/mkdocs.py"),
        ("markdown", "skin/written.py"),
        ("subprocess", "history/git.py"),
        ("pandas", "pages/listing.py"),
        ("http", "serve.py"),
        ("ctypes", "publish/exchange.py"),
        ("argparse", "options.py"),
        ("rich", "commands/build.py"),
        ("zipfile", "exports/package_zip.py"),
        ("stdnum", "check/codes.py"),
        ("opencc", "search/fold.py"),
        ("pypinyin", "search/pinyin.py"),
    ],
)
def test_one_module_alone_knows_a_library(library: str, module: str) -> None:
    assert modules_that_import(library) == {module}


def test_yaml_is_read_in_one_place_and_outlined_in_one() -> None:
    assert modules_that_import("ruamel") == {"gate/tree.py", "tidy/outline.py"}


def test_nothing_imports_the_network() -> None:
    network = ("requests", "httpx", "socket", "ssl", "ftplib", "asyncio", "urllib.request", "http.client")
    found = {
        f"{name}: {found}"
        for name, tree in TREES.items()
        for found in imports(tree)
        if found.startswith(network) and not found.startswith("http.server")
    }
    assert found == set()


def calls(tree: ast.AST) -> Iterator[str]:
    """The last word of everything that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_only_the_command_line_prints_and_ends_the_program() -> None:
    words = {"print", "exit", "_exit", "SystemExit", "input"}
    assert {part_of(name) for name, tree in TREES.items() if words & set(calls(tree))} == {"cli", "commands", "leave"}
    streams = {"sys.stdout", "sys.stderr"}
    named = {
        name: {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)} for name, tree in TREES.items()
    }
    assert {part_of(name) for name, attributes in named.items() if streams & attributes} == {"cli", "commands", "leave"}


def test_only_the_command_line_reads_the_clock() -> None:
    words = {"now", "today", "utcnow", "time_ns", "perf_counter", "monotonic"}
    assert {name for name, tree in TREES.items() if words & set(calls(tree))} == {"commands/said.py"}


def test_no_exception_is_caught_that_cannot_be_named() -> None:
    broad = [
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
    ]
    assert broad == []


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in the code that is no docstring, with its line."""
    docstrings = {
        id(node.value)
        for holder in ast.walk(tree)
        if isinstance(holder, (ast.Module, ast.ClassDef, ast.FunctionDef))
        for node in holder.body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_no_module_knows_a_list_by_its_name() -> None:
    lists = {path.name for path in (ROOT / "lists").iterdir() if path.is_dir()}
    assert {"powers", "procedures"} <= lists
    named = [
        f"{name}:{line} {text!r}"
        for name, tree in TREES.items()
        for line, text in literals(tree)
        if set(text.split("/")) & (lists - set(ROLES))
    ]
    assert named == []


def test_no_template_knows_a_list_by_its_name() -> None:
    lists = {path.name for path in (ROOT / "lists").iterdir() if path.is_dir()} - set(ROLES)
    named = [
        f"{path.name}: {text}"
        for path in sorted((ROOT / "site" / "templates").glob("*.html"))
        for text in re.findall(r"[\"']([^\"'\s]+)[\"']", path.read_text("utf-8"))
        if set(text.split("/")) & lists
    ]
    assert named == []


def test_no_visible_word_stands_in_python_or_in_a_template() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    spoken = [f"{name}:{line} {text!r}" for name, tree in TREES.items() for line, text in literals(tree) if chinese.search(text)]
    templates = [path.name for path in (ROOT / "site").rglob("*.html") if chinese.search(path.read_text("utf-8"))]
    numerals = [found for found in spoken if found.startswith("numerals.py")]
    assert ([found for found in spoken if found not in numerals], templates) == ([], [])


def test_mkdocs_writes_into_the_work_folder_and_never_over_our_source() -> None:
    settings = YAML(typ="rt", pure=True).load(ROOT / "mkdocs.yml")
    assert (settings["docs_dir"], settings["site_dir"], list(settings["plugins"])) == ("build/pages", "build/skin", [])


def test_git_does_not_ignore_the_source_of_the_look() -> None:
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    assert ignored & {"site", "lists", "catalogue", "*"} == set()
    assert {"build", "public"} <= ignored


def test_a_command_starts_without_the_heavy_libraries() -> None:
    heavy = ("frictionless", "pandas", "mkdocs", "rich", "jinja2", "ruamel", "dataclasses", "pathlib", "qingdan.problem")
    code = f"import sys, qingdan.cli; print([name for name in {heavy!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_a_check_of_valid_lists_makes_no_dataclasses() -> None:
    code = "import sys, qingdan.cli; sys.exit(qingdan.cli.main(['check', '--no-cache']) or 'dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_annotations_of_named_tuples_are_not_compiled_at_every_start() -> None:
    makers = {name for name, tree in TREES.items() if "typing.NamedTuple" in imports(tree)}
    assert "history/log.py" in makers
    assert makers & modules_that_import("__future__") == set()


def test_what_is_remembered_of_a_history_depends_on_all_that_tells_it() -> None:
    code = "import sys, qingdan.history.told; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    parts = {part_of(name.removeprefix("qingdan.").replace(".", "/")) for name in loaded if name.startswith("qingdan.")}
    assert parts == {part.removesuffix(".py") for part in PROGRAM}
    assert "dataclasses" not in loaded, "to make dataclasses takes longer than to read what is remembered"


INDEX = re.compile(
    r"pypi(?!nyin)|pythonhosted|npmjs|anaconda\.org|crates\.io|(?<!emit)-index-url|--find-links|artifactory", re.IGNORECASE
)
PATTERNS = ("*.lock", "*.md", "*.toml", "Makefile", ".ci/*", ".github/**/*", "site/pages/**/*.md", "bench/**/*")


def test_no_lock_file_or_document_names_a_package_index() -> None:
    paths = sorted({path for pattern in PATTERNS for path in ROOT.glob(pattern) if path.is_file()})
    assert {"requirements.lock", "pyproject.toml", "Makefile"} <= {path.name for path in paths}
    assert [f"{path.relative_to(ROOT)}: {found}" for path in paths for found in INDEX.findall(readable(path))] == []


def readable(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "bench/requirements-peers.lock"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = readable(ROOT / name).replace("\\\n", " ")
    locked = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(locked) > 10
    assert [line.split()[0] for line in locked if "==" not in line or "--hash=sha256:" not in line] == []
