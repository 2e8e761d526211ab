"""How many examples a test of soundness tries, and what came of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, settings

SHORT, LONG = "short", "long"

settings.register_profile(SHORT, max_examples=120, derandomize=True, database=None, deadline=None)
settings.register_profile(LONG, max_examples=20_000, database=None, deadline=None, print_blob=True)

PROFILE = settings.get_profile(os.environ.get("QINGDAN_EXAMPLES", SHORT))
"""`QINGDAN_EXAMPLES=long` asks for the many examples of `make soundness` and `make fuzz`; `make test` tries few and the same."""

TOLERATED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@dataclass
class Tally:
    """What was counted in a run: catalogues, those that frictionless calls valid, those that we alone called valid."""

    name: str
    examples: int = 0
    valid: int = 0
    in_doubt: int = 0
    false_valid: int = 0

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.examples} examples, {self.valid} valid, "
            f"{self.in_doubt} with rows in doubt, {self.false_valid} called valid though frictionless refuses them"
        )


IS_LONG = PROFILE is settings.get_profile(LONG)

TALLIES: list[Tally] = []
"""Those of this run, for the summary at its end."""


def run_of(share: float) -> settings:
    """Settings for a test that tries a share of the examples of the profile."""
    return settings(PROFILE, max_examples=int(PROFILE.max_examples * share), suppress_health_check=TOLERATED)


def counted(name: str) -> Tally:
    """A fresh tally that is told at the end of the run."""
    TALLIES.append(Tally(name))
    return TALLIES[-1]


def told() -> Iterator[str]:
    """A line for each tally."""
    return map(str, TALLIES)
