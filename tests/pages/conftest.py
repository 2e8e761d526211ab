"""What several tests of pages start from."""

from __future__ import annotations

import pytest

from qingdan.pages.publication import Publication
from qingdan.state import read_state
from tests.world import DAY, add_the_look, add_told, write_world


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A SAMPLE world with a list that tells of bodies, and leads to its entries from a question."""
    root = add_the_look(add_told(write_world(tmp_path_factory.mktemp("told"))))
    state = read_state(root, DAY, lambda _: None)
    assert state.publication, state.problems
    return state.publication
