"""The section on the pages within `results.md`: taken out, or put in the place of the old one. Pure."""

from __future__ import annotations

import re

SECTION = re.compile(r"^## The pages\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BEHIND = "## How it was measured\n"


def kept_section(results: str) -> str:
    """The section as it stands in results; blank where there is none."""
    found = SECTION.search(results)
    return found[0].rstrip() if found else ""


def with_section(results: str, text: str) -> str:
    """The results with this section in the place of the old one, and all others as they stand.

    Raises ValueError where there are no results.
    """
    if BEHIND not in results:
        raise ValueError("there are no results that the section could be set into")
    before, heading, after = SECTION.sub("", results).partition(BEHIND)
    return f"{before}{text}\n\n{heading}{after}"
