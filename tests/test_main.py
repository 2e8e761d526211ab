"""The command as a module: what lies in the folder one stands in is never run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.world import PROCEDURES, change


def test_a_module_in_the_folder_one_stands_in_is_not_loaded(world: Path) -> None:
    witness = world / "witness"
    for name in ("frictionless_trap.py", "csv.py", "qingdan_trap.py"):
        (world / name).write_text(f"open({str(witness)!r}, 'w')\n")
    change(world / PROCEDURES / "steps.csv", ",10,day", ",ten,day")
    command = [sys.executable, "-m", "qingdan", "check", "--no-cache"]
    source = str(Path(__file__).parent.parent / "scripts")
    environment = {**os.environ, "PYTHONPATH": source}
    answer = subprocess.run(command, cwd=world, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert (answer.returncode, witness.exists()) == (1, False), answer.stderr


CIRCLE = """
from qingdan.leave import leave
class Circle:
    def __init__(self):
        self.self = self
    def __del__(self):
        print("given back")
kept = Circle()
print("said")
leave(3)
"""


def test_at_the_end_all_is_said_and_nothing_is_given_back() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent / "scripts")}
    answer = subprocess.run(
        [sys.executable, "-c", CIRCLE], capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert (answer.returncode, answer.stdout) == (3, "said\n")
