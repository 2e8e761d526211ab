"""Tells the history of a repository and counts its revisions: `python -P bench/tell.py FOLDER`. This is what is measured."""

import sys

from qingdan.leave import leave, leave_garbage

leave_garbage()  # like the command line, before it loads what it needs

from collections import Counter  # noqa: E402

from qingdan.history.told import tell  # noqa: E402

history = tell(sys.argv[1], ("lists", "catalogue"))
counted = Counter([revision.event for step in history.steps for revision in step.difference.revisions])
sys.stdout.write(history.why_not or repr(sorted(counted.items())))
leave(0)
