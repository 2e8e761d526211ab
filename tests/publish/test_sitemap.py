"""The map of the site: one file, or an index and its parts."""

from __future__ import annotations

from xml.etree import ElementTree

from qingdan.model import File
from qingdan.publish.sitemap import MOST, sitemap
from tests.world import DAY

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://sample.example/"


def read(file: File) -> tuple[str, list[tuple[str | None, str | None]]]:
    """The kind of a map, and its addresses with their days."""
    root = ElementTree.fromstring(file.data)
    rows = [(row.findtext(f"{SPACE}loc"), row.findtext(f"{SPACE}lastmod")) for row in root]
    return root.tag.removeprefix(SPACE), rows


def test_a_small_site_has_one_map_in_the_order_of_its_addresses() -> None:
    (file,) = sitemap(["powers/", "", "laws/LAW-0001/"], BASE, DAY)
    assert file.data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://sample.example/</loc><lastmod>2026-03-01</lastmod></url>\n"
        "<url><loc>https://sample.example/laws/LAW-0001/</loc><lastmod>2026-03-01</lastmod></url>\n"
        "<url><loc>https://sample.example/powers/</loc><lastmod>2026-03-01</lastmod></url>\n"
        "</urlset>\n"
    )
    assert file.path == "sitemap.xml"


def test_a_sign_that_xml_reserves_is_escaped() -> None:
    (file,) = sitemap(["a&b<c/"], BASE, DAY)
    assert read(file) == ("urlset", [(f"{BASE}a&b<c/", "2026-03-01")])


def test_a_site_without_pages_has_an_empty_map() -> None:
    (file,) = sitemap([], BASE, DAY)
    assert read(file) == ("urlset", [])


def test_as_many_addresses_as_one_file_may_hold_stand_in_one_file() -> None:
    (file,) = sitemap((f"{number:06}/" for number in range(MOST)), BASE, DAY)
    assert len(read(file)[1]) == 50_000


def test_more_addresses_stand_in_parts_that_an_index_names() -> None:
    paths = [f"{number:06}/" for number in range(MOST + 1)]
    index, *parts = sitemap(reversed(paths), BASE, DAY)
    names = ["sitemap-1.xml", "sitemap-2.xml"]
    assert (index.path, [part.path for part in parts]) == ("sitemap.xml", names)
    assert read(index) == ("sitemapindex", [(BASE + name, "2026-03-01") for name in names])
    assert [len(read(part)[1]) for part in parts] == [50_000, 1]
    assert [address for part in parts for address, _ in read(part)[1]] == [BASE + path for path in paths]
