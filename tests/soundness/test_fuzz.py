"""Whatever bytes the files hold, a check ends, soon, in a verdict that can be said in every format and language."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.check.checks import Checked, check_files
from qingdan.language import LANGUAGES
from qingdan.load import package
from qingdan.model import File
from qingdan.report.formats import FORMATS
from qingdan.report.report import Report
from tests.soundness.catalogues import catalogues
from tests.soundness.runs import run_of
from tests.soundness.sheets import World
from tests.soundness.spoil import Change, Contents, changes
from tests.world import MESSAGES, gaps_of, texts

SECONDS = 5
"""How long a check of the small world may be at work, both times together; it takes some hundredths."""

MISSING = ("no_settings", "no_descriptor")
"""Problems of a file that is not there."""

WORLD = {path: text.encode() for path, text in texts().items()}


@run_of(1)
@given(changes())
def test_any_change_of_the_small_world_ends_in_a_verdict(made: list[Change]) -> None:
    ends_in_a_verdict(spoilt(WORLD, made))


@run_of(0.5)
@given(catalogues(), changes())
def test_any_change_of_a_generated_catalogue_ends_in_a_verdict(world: World, made: list[Change]) -> None:
    ends_in_a_verdict(spoilt({file.path: file.data for file in world.files()}, made))


@run_of(0.5)
@given(st.dictionaries(st.sampled_from(sorted(WORLD)), st.binary(max_size=200), max_size=3))
def test_any_bytes_end_in_a_verdict(contents: dict[str, bytes]) -> None:
    ends_in_a_verdict({**WORLD, **contents})


def spoilt(contents: Contents, made: list[Change]) -> Contents:
    for change in made:
        if contents:
            contents = change.made(contents)
    return contents


def ends_in_a_verdict(contents: Contents) -> None:
    """Checks the files twice and says all that there is to say."""
    files = tuple(File(path, data) for path, data in sorted(contents.items()))
    with within(SECONDS):
        catalogue, checked = check_files(files)
        assert (catalogue, checked) == check_files(files)
    assert catalogue or checked.problems
    said(checked, frozenset(contents))
    if package._read.cache_info().currsize > 2_000:
        package._read.cache_clear()


def said(checked: Checked, paths: frozenset[str]) -> None:
    found = (*checked.problems, *checked.notices)
    for problem in found:
        is_ours = any(path == problem.place.path or path.startswith(f"{problem.place.path}/") for path in paths)
        assert is_ours or problem.key in MISSING, problem
        assert gaps_of(MESSAGES[problem.key]) <= set(problem.values), problem
    for language in LANGUAGES:
        for write in FORMATS.values():
            assert write(Report(found, language, MESSAGES, "1")).isascii() is not None


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends what is at work for longer, however busy the machine is: a check that hangs is a failure."""

    def give_up(_: int, __: FrameType | None) -> None:
        pytest.fail(f"no verdict within {seconds} seconds", pytrace=False)

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
