"""Files as nobody should write them: bytes flipped, inserted, removed, spliced, repeated; hostile tokens; lines moved about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

from tests.soundness.cells import NEAR, UNCLEAN
from tests.soundness.listed import listed
from tests.soundness.yaml_texts import TOKENS

Contents = Mapping[str, bytes]

BYTES = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\x1b[31m"),
    *(b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xef\xbf\xbf", b"\xc5\xe4\xd6\xc3", b"\r", b"\n", b"PK\x03\x04", b"", b'"\n'),
    *(
        b"a" * 30_000,
        b"\xe7\x94\xb2" * 10_000,
        b"9" * 5_000,
        b"[" * 3_000,
        b"{" * 3_000,
        b"- " * 3_000,
        b'"' * 3_001,
        b"," * 300,
        b"\n" * 300,
    ),
    *(
        text.encode()
        for text in listed(
            '" · "" · , · ,, · ; · ⇥ · %PDF · ../ · /etc/passwd · https://a.example/b.csv · ::error:: · <script> · {cell}'
        )
    ),
)
"""Bytes that programs have stumbled over."""

WORDS = listed("""
type: integer · type: number · type: array · type: geojson · type: geopoint · type: list · type: duration
type: any · type: time · required: true · unique: true · minimum: 3 · maximum: x · exclusiveMinimum: 0
minLength: 99999999999 · maxLength: 0 · enum: [1, a] · pattern: (a|a)* · pattern: '[' · pattern: .*
pattern: (a+)+b · constraints: {} · constraints: [] · references: entries · references: a · primaryKey: [id]
primaryKey: [] · primaryKey: id · uniqueKeys: [[id, name], [id]] · uniqueKeys: id · foreignKeys: []
foreignKeys: x · fields: [] · fields: {} · role: entries · role: implementations · role: codes · role: bodies
code: uscc · code: division · name: id · name: entries · path: ../a.csv · path: a.csv · schema: ../a.yaml
schema: datapackage.yaml · resources: [] · bytes: 1 · hash: sha256:0 · rows: {minimum: 9, maximum: 1}
limits: {rows: 1} · limits: {cell: 1} · limits: {bytes: 10} · limits: {depth: 1} · group_by: id · lists: []
lists: [a] · lists: [procedures, procedures] · lists: procedures · text_age_months: 0
rules: [{rule: in_order}] · title: {zh: 1} · title: [a] · title: · description: ~ · version: 1.0 · example: TRUE
categories: [a, b] · facet: true · shown: head
""")
"""What a line of a descriptor may say instead."""

VALUES = (
    *listed("""
1 · 0 · -1 · 99999999999 · 1e400 · 0.5 · true · ~ · '' · a · [] · {} · [a] · [[a]] · {a: b} · 2026-01-01
2026-02-30 · string · integer · number · date · boolean · array · geojson · entries · organisations · id · entry
name · status · role · [id, entry] · [entry, entry] · {resource: bodies, fields: entry}
{resource: '', fields: [id]} · responsible · AUT-0001 · ORG-0009 · a.csv · bodies.csv · codes.yaml
datapackage.yaml · . · 甲 · | · >- · 'a · procedures · 1.0
"""),
    *("x" * 2_000, "[" * 11 + "]" * 11),
)
"""What may stand under a name of a descriptor instead."""


@dataclass(frozen=True)
class Change:
    """Something that is done to one file, more often to a long one. Numbers are taken modulo what there is."""

    kind: str
    file: int
    start: int
    length: int
    other: int
    token: bytes
    ending: str = ""
    """Only files whose name ends so are changed."""

    def made(self, contents: Contents) -> Contents:
        """The files afterwards."""
        path = _at({name: data for name, data in contents.items() if name.endswith(self.ending)} or contents, self.file)
        data = contents[path]
        changed = self._changed(data, contents[sorted(contents)[self.other % len(contents)]])
        if changed is None:
            return {name: kept for name, kept in contents.items() if name != path}
        return {**contents, path: changed}

    def _changed(self, data: bytes, other: bytes) -> bytes | None:
        start = self.start % (len(data) + 1)
        end, piece = start + self.length, other[self.start % (len(other) + 1) :][: self.length]
        lines = data.split(b"\n")
        number = self.start % max(len(lines) - 1, 1) or (len(lines) > 2 and self.other % 8 != 0)
        match self.kind:
            case "insert":
                return data[:start] + self.token + data[start:]
            case "replace":
                return data[:start] + self.token + data[end:]
            case "remove":
                return data[:start] + data[end:]
            case "flip":
                return data[:start] + bytes(byte ^ (1 << self.other % 8) for byte in data[start : start + 1]) + data[start + 1 :]
            case "splice":
                return data[:start] + piece + data[start:]
            case "repeat":
                return data[:end] + data[start:end] * (self.other % 40) + data[end:]
            case "cut off":
                return data[:start]
            case "whole":
                return self.token
            case "swap":
                return other
            case "gone":
                return None
            case "cell":
                cells = lines[number].split(b",")
                cells[self.other % len(cells)] = self.token
                lines[number] = b",".join(cells)
            case "value":
                name, colon, _ = lines[number].partition(b": ")
                lines[number] = name + (colon or b": ") + VALUES[self.other % len(VALUES)].encode()
            case "word":
                margin = lines[number][: len(lines[number]) - len(lines[number].lstrip(b" -"))]
                lines[number] = margin + WORDS[self.other % len(WORDS)].encode()
            case "line gone":
                del lines[number]
            case "line again":
                lines.insert(number, lines[number])
            case "line moved":
                lines.insert(self.other % len(lines), lines.pop(number))
            case "shifted":
                lines[number] = b" " * (self.other % 9) + lines[number].lstrip(b" ")
        return b"\n".join(lines)


def _at(contents: Contents, position: int) -> str:
    """The file in which a byte stands where all files stand one after the other."""
    rest = position % (sum(map(len, contents.values())) + 1)
    for path in sorted(contents):
        rest -= len(contents[path])
        if rest <= 0:
            return path
    raise AssertionError(position)


KINDS = (
    *("insert", "replace", "remove", "flip", "splice", "repeat", "cut off", "whole", "swap", "gone"),
    *("cell", "value", "word", "line gone", "line again", "line moved", "shifted"),
)

GENTLE = {
    ".csv": ("cell", "cell", "cell", "line gone", "line again", "line moved"),
    ".yaml": ("value", "word", "word", "line gone"),
}
"""Changes after which a file is often still a table or a tree."""


@cache
def changes() -> st.SearchStrategy[list[Change]]:
    """Some changes: of any kind in any file, or only gentle ones, in tables or in descriptors."""
    texts = st.sampled_from([text.encode("utf-8", "surrogatepass") for text in (*NEAR, *UNCLEAN, *TOKENS)])
    tokens = st.one_of(st.sampled_from(BYTES), texts, texts, st.binary(max_size=40))
    plain = st.sampled_from([text.encode() for text in (*NEAR, *VALUES)])
    numbers = st.integers(0, 200_000)
    gentle = {
        ending: st.builds(Change, st.sampled_from(kinds), numbers, numbers, numbers, numbers, plain, st.just(ending))
        for ending, kinds in GENTLE.items()
    }
    wild = st.builds(Change, st.sampled_from(KINDS), numbers, numbers, st.integers(0, 300), numbers, tokens)
    return st.one_of(
        st.lists(wild, min_size=1, max_size=4),
        st.lists(gentle[".csv"], min_size=1, max_size=4),
        st.lists(gentle[".yaml"], min_size=1, max_size=2),
        st.lists(st.one_of(*gentle.values()), min_size=2, max_size=3),
    )
