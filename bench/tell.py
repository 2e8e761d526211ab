"""Tells the history of a repository and counts its revisions: `python -P bench/tell.py FOLDER`. This is what is measured."""

import json
import sys
from collections import Counter
from pathlib import Path

from qingdan.history.told import tell

history = tell(Path(sys.argv[1]), ("lists", "catalogue"))
counted = Counter(revision.event for step in history.steps for revision in step.difference.revisions)
sys.stdout.write(history.why_not or json.dumps(counted, sort_keys=True))
