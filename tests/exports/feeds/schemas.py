"""What the two formats of feeds ask for: Atom by RFC 4287, JSON Feed by its specification."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
QUIET = 32 | 64 | 2048
"""Of libxml2: no errors, no warnings, no network."""

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
"""RFC 3339, with a capital T and Z (RFC 4287, 3.3)."""


@cache
def relax_ng() -> Callable[[bytes], bool]:
    """Says whether a document is well formed and valid by `atom.rng`. libxml2 reads both."""
    name = ctypes.util.find_library("xml2")
    if not name:
        pytest.skip("not checked: feeds against the schema of RFC 4287 (libxml2 is not installed)")
    library, pointer = ctypes.CDLL(name), ctypes.c_void_p
    for function in ("xmlRelaxNGNewParserCtxt", "xmlRelaxNGParse", "xmlRelaxNGNewValidCtxt", "xmlReadMemory"):
        getattr(library, function).restype = pointer
    schema = pointer(library.xmlRelaxNGParse(pointer(library.xmlRelaxNGNewParserCtxt(str(HERE / "atom.rng").encode()))))
    assert schema.value
    context = pointer(library.xmlRelaxNGNewValidCtxt(schema))

    def is_valid(data: bytes) -> bool:
        document = pointer(library.xmlReadMemory(data, len(data), None, None, QUIET))
        if not document.value:
            return False
        answer = library.xmlRelaxNGValidateDoc(context, document)
        library.xmlFreeDoc(document)
        return bool(answer == 0)

    return is_valid


def atom_faults(data: bytes) -> Iterator[str]:
    """What RFC 4287 and RFC 3339 ask of a feed beyond the schema, and is not so."""
    feed = ElementTree.fromstring(data)
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        yield "two entries with the same id (4.1.1)"
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "no author (4.1.1)"
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") != 1:
        yield "not one link to itself (4.1.1)"
    for part in (feed, *entries):
        kinds = [(link.get("type"), link.get("hreflang")) for link in part.findall(f"{ATOM}link[@rel='alternate']")]
        if not kinds or len(set(kinds)) != len(kinds):
            yield "not one alternate of a kind (4.1.1, 4.1.2)"
        yield from (f"{address} is no absolute IRI (4.2.6)" for address in _addresses(part) if not urlsplit(address).scheme)
        for name in ("updated", "published"):
            for date in part.findall(f"{ATOM}{name}"):
                if not MOMENT.fullmatch(date.text or "") or not datetime.fromisoformat(date.text or "").tzinfo:
                    yield f"{date.text} is no moment (3.3)"
    for content in feed.iter(f"{ATOM}content"):
        if content.get("type") != "html" or len(content):
            yield "content that is no escaped HTML (4.1.3.3)"


def _addresses(part: ElementTree.Element) -> Iterator[str]:
    yield part.findtext(f"{ATOM}id") or ""
    yield from (link.get("href") or "" for link in part.findall(f"{ATOM}link"))


def json_faults(data: bytes) -> list[str]:
    """What JSON Feed 1.1 asks for and is not so."""
    schema = json.loads((HERE / "json-feed-1.1.schema.json").read_text("utf-8"))
    tree = json.loads(data)
    faults = [error.message for error in Draft202012Validator(schema).iter_errors(tree)]
    ids = [item["id"] for item in tree["items"]]
    dates = (item[name] for item in tree["items"] for name in ("date_published", "date_modified") if name in item)
    faults += ["two items with the same id"] if len(set(ids)) != len(ids) else []
    return faults + [f"{date} is no moment" for date in dates if not MOMENT.fullmatch(date)]
