"""How a name is read aloud: its syllables, without tones. This module alone knows pypinyin."""

from __future__ import annotations

import re
from functools import lru_cache

SYLLABLE = re.compile("[a-z]+")


@lru_cache(maxsize=100_000)
def syllables(text: str) -> tuple[str, ...]:
    """The syllables of the Chinese characters of a folded text, in order; ü is v. What is no such character is left out.

    A character that is read in several ways is read as its neighbours ask for (长者 zhang, 长期 chang).
    """
    from pypinyin import lazy_pinyin

    return tuple(said for said in lazy_pinyin(text, errors="ignore", v_to_u=False) if SYLLABLE.fullmatch(said))
