"""`python -m qingdan` is the command `qingdan`."""

import sys

if not sys.flags.safe_path:
    # Python puts the folder one stands in first; frictionless would run what calls itself a plugin there.
    sys.path.pop(0)

from qingdan.cli import run

run()
