"""What a browser reads to offer the site as a search engine of its own (OpenSearch 1.1, description document). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from xml.etree.ElementTree import Element, SubElement, tostring

from qingdan.language import TONGUES
from qingdan.model import File, Settings, Text
from qingdan.section import Section, whole

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
LONGEST_NAME, LONGEST_DESCRIPTION = 16, 1024
"""Characters that the specification allows."""


def opensearch_section(settings: Settings, words: Mapping[str, Text]) -> Section:
    """A description in each language, each leading to the page of results in it."""
    paths = {language: f"{'en/' if language == 'en' else ''}search/opensearch.xml" for language in TONGUES}
    return Section(tuple(paths.values()), None, whole(partial(_files, settings, words, paths)), is_listed=False)


def _files(settings: Settings, words: Mapping[str, Text], paths: Mapping[str, str]) -> Iterator[File]:
    for language, path in paths.items():
        root = Element("OpenSearchDescription", xmlns=NAMESPACE)
        name = words["site_name"].in_language(language)
        SubElement(root, "ShortName").text = name[:LONGEST_NAME]
        SubElement(root, "Description").text = settings.description.in_language(language)[:LONGEST_DESCRIPTION]
        address = f"{settings.base_url}{path.removesuffix('opensearch.xml')}?q={{searchTerms}}"
        SubElement(root, "Url", type="text/html", template=address)
        SubElement(root, "Language").text = language
        SubElement(root, "InputEncoding").text = "UTF-8"
        yield File(path, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
