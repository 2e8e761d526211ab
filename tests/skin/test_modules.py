"""One module out of several says the same as they do."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from qingdan.skin.modules import joined
from tests.world import ROOT

MODULES = {path.name: path.read_text("utf-8") for path in (ROOT / "site/assets/search").glob("*.mjs")}
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|class) (\w+)", re.MULTILINE)
MAKING = ("eval", "Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "WebAssembly")
"""What makes code or markup out of text."""


def test_a_module_stands_behind_what_it_imports_and_once() -> None:
    first = """\
import { b } from "./b.mjs";
import { c } from "./c.mjs";

// Says what it is.
export const a = b + c;
"""
    second = """\
import { c } from "./c.mjs";
/** Two
 * lines. */
export function b() {
  return c;
}
"""
    modules = {"first.mjs": first, "b.mjs": second, "c.mjs": "export const c = 2;\nexport async function d() {}\n"}
    assert joined(modules, "first.mjs") == (
        "const c = 2;\nasync function d() {}\nfunction b() {\nreturn c;\n}\nexport const a = b + c;\n"
    )


def test_no_two_modules_of_the_reader_declare_the_same_name() -> None:
    names = [name for module in MODULES.values() for name in DECLARED.findall(module)]
    for module in MODULES.values():
        for line in re.findall(r"^(?:export )?const (.*)", module, re.MULTILINE):
            names += re.findall(r"(?:^|, )(\w+) = ", line)
    assert len(names) > 40
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_of_the_reader_makes_code_or_markup_of_text(name: str) -> None:
    assert not re.search(rf"\b(?:{'|'.join(map(re.escape, MAKING))})\b", MODULES[name])


def test_every_module_is_part_of_the_reader() -> None:
    known = {*DECLARED.findall(joined(MODULES, "start.mjs"))}
    assert {name for name, module in MODULES.items() if not known.intersection(DECLARED.findall(module))} == set()
