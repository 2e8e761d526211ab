"""Long lists of short texts, written so that they can be read."""

from __future__ import annotations

SIGNS = str.maketrans({"⏎": "\n", "⇥": "\t", "␠": " "})


def listed(text: str) -> tuple[str, ...]:
    """The texts that stand between points or on lines of their own; signs stand for what could not be seen."""
    return tuple(item.translate(SIGNS) for line in text.strip("\n").split("\n") for item in line.split(" · "))
