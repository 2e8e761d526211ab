"""Writes files that are at hand, and does nothing else: `python -P bench/pages/loop.py PACK FOLDER`. It is the limit.

A pack is what `write_pack` writes: the paths with their lengths in bytes, and the bytes one after the other.
"""

import os
import sys

if __name__ == "__main__":
    pack, into = sys.argv[1:]
    with open(f"{pack}.bytes", "rb") as held, open(f"{pack}.names", encoding="utf-8") as names:  # noqa: PTH123
        for line in names:
            name, size = line.split("\t")
            path = f"{into}/{name}"
            os.makedirs(path[: path.rindex("/")], exist_ok=True)  # noqa: PTH103
            with open(path, "wb") as written:  # noqa: PTH123
                written.write(held.read(int(size)))
