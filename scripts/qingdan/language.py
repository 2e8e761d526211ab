"""Which of the two languages of the interface to speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

TONGUES = ("zh", "en")
LANGUAGES = (*TONGUES, "both")
"""What a person may ask for: one of the two languages, or both, Chinese first."""


def language_of(environment: Mapping[str, str]) -> str:
    """The one of `LANGUAGES` that the locale asks for; both where it asks for neither Chinese nor English.

    The first of the three variables that is set and not blank counts (POSIX, Base Definitions, 8.2).
    """
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    tongue = locale[:2].lower()
    return tongue if tongue in TONGUES else "both"


def tongues_of(language: str) -> tuple[str, ...]:
    """The languages that are spoken when a person asks for `language`, one of `LANGUAGES`."""
    return TONGUES if language == "both" else (language,)


_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile("[A-Za-z][a-z]+")


@lru_cache(maxsize=1 << 12)
def tongue_of(text: str) -> str:
    """The language that a text of the data is written in: English where it has more Latin words than Han characters."""
    return "en" if len(_LATIN_WORD.findall(text)) > len(_HAN.findall(text)) else "zh"
