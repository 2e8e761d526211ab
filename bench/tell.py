"""Tells the whole history of a repository and counts its revisions: `python -P bench/tell.py FOLDER`. This is what is measured."""

import sys
from collections import Counter
from pathlib import Path

from qingdan.history.told import tell

history = tell(Path(sys.argv[1]), ("lists", "catalogue"))
counted = Counter(revision.event for step in history.steps for revision in step.difference.revisions)
sys.stdout.write(f"{history.why_not}{sorted(counted.items())}\n")
