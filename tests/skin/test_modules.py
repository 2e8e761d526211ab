"""One module out of several says the same as they do."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from qingdan.skin.modules import joined
from tests.world import ROOT

MODULES = {path.name: path.read_text("utf-8") for path in (ROOT / "site/assets/search").glob("*.mjs")}


def test_a_module_stands_behind_what_it_imports_and_once() -> None:
    modules = {
        "first.mjs": 'import { b } from "./b.mjs";\nimport { c } from "./c.mjs";\n\n// Says what it is.\nexport const a = b + c;\n',
        "b.mjs": 'import { c } from "./c.mjs";\n/** Two\n * lines. */\nexport function b_() {\n  return c;\n}\nexport const b = 1;\n',
        "c.mjs": "export const c = 2;\nexport async function d() {}\n",
    }
    assert joined(modules, "first.mjs") == (
        "const c = 2;\nasync function d() {}\nfunction b_() {\nreturn c;\n}\nconst b = 1;\nexport const a = b + c;\n"
    )


def test_no_two_modules_of_the_reader_declare_the_same_name() -> None:
    text = joined(MODULES, "start.mjs")
    names = re.findall(r"^(?:export )?(?:async )?(?:function|class) (\w+)", text, re.MULTILINE)
    for line in re.findall(r"^const (.*)", text, re.MULTILINE):
        names += re.findall(r"(?:^|, )(\w+) = ", line)
    assert len(names) > 40
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_of_the_reader_makes_code_or_markup_of_text(name: str) -> None:
    assert not re.search(
        r"\b(?:eval|Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|WebAssembly)\b", MODULES[name]
    )


def test_every_module_is_part_of_the_reader() -> None:
    text = joined(MODULES, "start.mjs")
    declared = {
        name: re.findall(r"^export (?:async )?(?:function|class) (\w+)", module, re.MULTILINE) for name, module in MODULES.items()
    }
    assert {name for name, found in declared.items() if not any(f" {one}" in text for one in found)} == set()
