"""The map of the site for search engines (sitemaps.org, protocol 0.9). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from qingdan.model import File

MOST = 50_000
"""Addresses in one file; the protocol allows no more."""


def sitemap(paths: Iterable[str], base_url: str, day: date) -> tuple[File, ...]:
    """`sitemap.xml`, or with more pages than one file may hold an index and its parts. All carry the day of the data."""
    ordered = sorted(paths)
    parts = [ordered[start : start + MOST] for start in range(0, len(ordered), MOST)] or [[]]
    if len(parts) == 1:
        return (File("sitemap.xml", _urls(parts[0], base_url, day)),)
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = [File(name, _urls(part, base_url, day)) for name, part in zip(names, parts, strict=True)]
    rows = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc><lastmod>{day}</lastmod></sitemap>\n" for name in names)
    index = f'{_HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{rows}</sitemapindex>\n'
    return (File("sitemap.xml", index.encode()), *files)


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _urls(paths: list[str], base_url: str, day: date) -> bytes:
    rows = "".join(f"<url><loc>{escape(base_url + path)}</loc><lastmod>{day}</lastmod></url>\n" for path in paths)
    return f'{_HEAD}<urlset xmlns="{_SCHEMA}">\n{rows}</urlset>\n'.encode()
