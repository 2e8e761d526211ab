"""What the tests of bad inputs share: a valid world with a canary beside it, and the process that is ready to check it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bad.watched import Watch, watch
from tests.bad.worlds import World, new_world


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A valid world; who changes a file of it puts it right again."""
    return new_world(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def watched(shared: World) -> Iterator[Watch]:
    """A process that is kept ready to run the command."""
    with watch(shared.root) as ready:
        yield ready
