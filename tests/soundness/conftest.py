"""Tells at the end of a run how many examples were tried."""

from __future__ import annotations

import pytest

from tests.soundness.runs import IS_LONG, told


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Only after a long run: `make test` is quiet."""
    if IS_LONG:
        for line in told():
            terminalreporter.write_line(line)
