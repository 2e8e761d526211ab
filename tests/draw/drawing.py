"""What the tests read in a drawn picture: its boxes and its lines of text, with the sizes of the style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from qingdan.draw.svg import width_of
from tests.world import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Line:
    """A line of text: its class, its first and last point, and its baseline."""

    style: str
    text: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    style: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, line: Line) -> bool:
        return self.left <= line.left and line.right <= self.right and self.top <= line.baseline <= self.bottom


def read(picture: str) -> ElementTree.Element:
    """The picture as XML; raises ParseError where it is not well-formed."""
    return ElementTree.fromstring(picture)


def canvas(picture: str) -> Box:
    left, top, width, height = map(float, read(picture).attrib["viewBox"].split())
    return Box("", left, top, left + width, top + height)


def boxes(picture: str, *styles: str) -> list[Box]:
    found = []
    for element in read(picture).iter(f"{SVG}rect"):
        left, top, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
        found.append(Box(element.attrib["class"], left, top, left + width, top + height))
    return [box for box in found if not styles or box.style in styles]


def lines(picture: str) -> list[Line]:
    found = []
    for element in read(picture).iter(f"{SVG}text"):
        style, text = element.attrib["class"], element.text or ""
        width = width_of(text) * font_size(style)
        left = float(element.attrib["x"]) - (width if element.attrib.get("text-anchor") == "end" else 0)
        found.append(Line(style, text, left, left + width, float(element.attrib["y"])))
    return found


def font_size(style: str) -> float:
    """The size that the style sheet gives to a class of text."""
    sheet = (ROOT / "site" / "assets" / "qingdan.css").read_text("utf-8")
    rules = re.findall(rf"\.{re.escape(style)}\b[^{{}}]*\{{([^}}]*)\}}", sheet)
    sizes = [size for rule in rules for size in re.findall(r"font-size:\s*([\d.]+)px", rule)]
    assert sizes, f"the style sheet gives no size to {style}"
    return float(sizes[-1])
