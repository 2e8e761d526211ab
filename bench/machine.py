"""Where and with what figures are taken."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bench.make import ROOT
from bench.report import Machine

PROCESSOR = Path("/proc/cpuinfo")


def machine() -> Machine:
    """This machine, and the versions that are measured on it."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 0,
        system=platform.platform(),
        python=platform.python_version(),
        qingdan=f"{importlib.metadata.version('qingdan')} ({_commit()})",
        frictionless=importlib.metadata.version("frictionless"),
        git=_git("version"),
        day=datetime.now(UTC).date().isoformat(),
    )


def _processor() -> str:
    """The model as Linux names it; elsewhere what Python knows."""
    models = re.findall(r"^model name\s*: (.+)$", PROCESSOR.read_text("utf-8"), re.MULTILINE) if PROCESSOR.exists() else []
    return models[0] if models else platform.processor() or platform.machine()


def _commit() -> str:
    """The last change of the program, and whether there is more that is not committed."""
    commit = _git("log", "-1", "--format=%h", "--", "scripts")
    return f"commit {commit}{', with changes' if _git('status', '--porcelain', '--', 'scripts') else ''}" if commit else "no git"


def _git(*arguments: str) -> str:
    return subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
